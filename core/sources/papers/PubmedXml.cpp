#include "sources/papers/PubmedXml.h"

#include "base/Text.h"
#include "sources/papers/PaperListing.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/PubmedRecord.h"
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/XmlText.h"

#include <QCoreApplication>
#include <QHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

// The records of one answer. Where it holds several versions of one, the newest counts.
class Collector final
{
public:
    explicit Collector(XmlText &xml)
        : m_xml(xml)
    {
    }

    [[nodiscard]] bool isAtRecord() const
    {
        return m_xml.name() == u"PubmedArticle" || m_xml.name() == u"PubmedBookArticle";
    }
    void readRecord();
    [[nodiscard]] PubmedRecords records() const;

private:
    struct Versioned
    {
        store::Paper row;
        int version = 0;
    };

    XmlText &m_xml;
    std::vector<Versioned> m_found;
    QHash<QString, std::size_t> m_places; // PMID -> index in m_found
    std::vector<store::SkippedItem> m_malformed;
    qsizetype m_count = 0;
};

void Collector::readRecord()
{
    ++m_count;
    PubmedRecord reader(m_xml);
    if (m_xml.name() == u"PubmedArticle")
        reader.readArticle();
    else
        reader.readBook();
    if (!isPmid(reader.pmid())) {
        m_malformed.push_back(
            {.key = u"place %1"_s.arg(m_count), .reason = Tr::tr("A record of PubMed's has no PMID.")});
        return;
    }
    const auto known = m_places.constFind(reader.pmid());
    if (known == m_places.constEnd()) {
        m_places.insert(reader.pmid(), m_found.size());
        m_found.push_back({reader.row(), reader.version()});
    } else if (m_found.at(*known).version < reader.version()) {
        m_found.at(*known) = {reader.row(), reader.version()};
    }
}

PubmedRecords Collector::records() const
{
    PubmedRecords records;
    records.malformed = m_malformed;
    for (const Versioned &found : m_found) {
        if (found.row.title.isNull())
            records.untitled.append(found.row.externalId);
        else
            records.papers.push_back(found.row);
    }
    return records;
}
} // namespace

Result<PubmedRecords> readPubmed(const http::Response &response)
{
    const QByteArray type = response.header("content-type");
    if (!type.toLower().contains("xml"))
        return badAnswer(
            response,
            Tr::tr("XML was expected, but it is of type “%1”").arg(QString::fromLatin1(type.left(80))));
    XmlText xml(response.body);
    Collector collector(xml);
    QString other; // the name of a root that holds no records
    QString message;
    if (xml.nextChild()) {
        const QString root = xml.name().toString();
        if (collector.isAtRecord()) {
            collector.readRecord();
        } else if (root == "PubmedArticleSet"_L1 || root == "PubmedBookArticleSet"_L1) {
            while (xml.nextChild()) {
                if (collector.isAtRecord())
                    collector.readRecord();
                else
                    xml.skip(); // DeleteCitation, and what may come
            }
        } else {
            other = root;
            message = cutTo(xml.text().simplified(), shownCharacters);
        }
    }
    if (!xml.finish())
        return badAnswer(response, xml.problem());
    if (other == "eFetchResult"_L1)
        return badAnswer(response, Tr::tr("PubMed says: %1").arg(message));
    if (!other.isNull())
        return badAnswer(
            response,
            Tr::tr("records of PubMed's were expected, but it is “%1”").arg(cutTo(other, shownCharacters)));
    return collector.records();
}

} // namespace lockkeeper::sources::papers
