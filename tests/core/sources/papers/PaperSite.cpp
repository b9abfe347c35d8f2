#include "PaperSite.h"

#include "sources/papers/PaperSource.h"

#include <QCryptographicHash>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using lockkeeper::demo::HttpAnswer;
using lockkeeper::demo::HttpRequest;

namespace lockkeeper::tests {

namespace {
QJsonObject find(const QJsonArray &list, const QString &member, const QString &value)
{
    for (const QJsonValue &one : list) {
        if (one.toObject().value(member).toString() == value)
            return one.toObject();
    }
    return {};
}
} // namespace

QString formField(const QByteArray &body, const QString &name)
{
    return QUrlQuery(QString::fromLatin1(body)).queryItemValue(name, QUrl::FullyDecoded);
}

void PaperSite::setWorks(const QJsonArray &works)
{
    const std::scoped_lock lock(m_mutex);
    m_works = works;
}

void PaperSite::setScholarPapers(const QJsonArray &papers)
{
    const std::scoped_lock lock(m_mutex);
    m_scholarPapers = papers;
}

void PaperSite::setRecords(const QMap<QString, QString> &records, const QStringList &order)
{
    const std::scoped_lock lock(m_mutex);
    m_records = records;
    m_order = order;
}

void PaperSite::setEtags(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_etags = on;
}

void PaperSite::setWorkOfDoi(const QString &doi, const QString &work)
{
    const std::scoped_lock lock(m_mutex);
    m_worksOfDois.insert(doi, work);
}

void PaperSite::setNotFound(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_notFound = on;
}

void PaperSite::setModified(const QString &pmid, const QDate &day)
{
    const std::scoped_lock lock(m_mutex);
    m_modified.insert(pmid, day);
}

void PaperSite::setMerged(const QString &id, const QString &into)
{
    const std::scoped_lock lock(m_mutex);
    m_merged.insert(id, into);
}

void PaperSite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

HttpAnswer PaperSite::handle(const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    if (m_interceptor) {
        if (const std::optional<HttpAnswer> answer = m_interceptor(request))
            return *answer;
    }
    if (const auto answer = demo::openAlexAnswer(*this, request))
        return m_etags ? withEtag(request, *answer) : *answer;
    if (const auto answer = demo::scholarAnswer(*this, request))
        return *answer;
    if (const auto answer = demo::pubmedAnswer(*this, request))
        return *answer;
    return jsonAnswer(404, R"({"message": "no such path"})");
}

HttpAnswer PaperSite::withEtag(const HttpRequest &request, HttpAnswer answer) const
{
    const QByteArray etag =
        '"' + QCryptographicHash::hash(answer.body, QCryptographicHash::Sha1).toHex() + '"';
    if (request.header("If-None-Match") == etag)
        return answerOf(304, "application/json", {});
    answer.set("ETag", etag);
    return answer;
}

QJsonArray PaperSite::works(const QString & /*query*/) const
{
    return m_notFound ? QJsonArray() : m_works;
}

QJsonArray PaperSite::worksCiting(const QString &work) const
{
    return !m_notFound && m_worksOfDois.values().contains(work) ? m_works : QJsonArray();
}

QJsonObject PaperSite::work(const QString &id) const
{
    return find(m_works, u"id"_s, "https://openalex.org/"_L1 + m_merged.value(id, id));
}

QString PaperSite::workOfDoi(const QString &doi) const
{
    return m_worksOfDois.value(doi);
}

QJsonArray PaperSite::scholarPapers(const QString & /*query*/) const
{
    return m_notFound ? QJsonArray() : m_scholarPapers;
}

QJsonObject PaperSite::scholarPaper(const QString &id) const
{
    return find(m_scholarPapers, u"paperId"_s, m_merged.value(id, id));
}

QStringList PaperSite::pmids(const QString & /*query*/) const
{
    return m_notFound ? QStringList() : m_order;
}

QDate PaperSite::modified(const QString &pmid) const
{
    return m_modified.value(pmid, QDate(2001, 1, 1));
}

QString PaperSite::record(const QString &pmid) const
{
    return m_records.value(pmid);
}

PaperFixture::PaperFixture()
    : m_job([this](const HttpRequest &request) { return m_site.handle(request); })
{
}

SyncOutcome PaperFixture::run(const QString &name, bool full, std::optional<qint64> limit,
                              std::stop_token stop)
{
    community::Community community;
    const QString query = name.section(u':', 1);
    if (name.startsWith("citing_"_L1))
        community.citationDois = {name.mid(7)};
    else
        community.citationQueries = {query};
    const QList<sources::Remote> remotes = sources::papers::source(m_results).remotes(community);
    for (const sources::Remote &remote : remotes) {
        if (remote.name == name)
            return m_job.run(remote, full, limit, std::move(stop));
    }
    SyncOutcome none;
    none.result = Error{.kind = ErrorKind::Internal,
                        .text = u"no such remote: "_s + name,
                        .hint = {},
                        .url = {},
                        .status = 0};
    return none;
}

QJsonArray generatedWorks(int count)
{
    QJsonArray works;
    for (int i = 1; i <= count; ++i) {
        works.append(QJsonObject{{u"id"_s, u"https://openalex.org/W%1"_s.arg(i)},
                                 {u"doi"_s, u"https://doi.org/10.5555/w%1"_s.arg(i)},
                                 {u"title"_s, u"Work %1"_s.arg(i)},
                                 {u"publication_date"_s, u"2024-01-%1"_s.arg(i % 28 + 1, 2, 10, QChar(u'0'))},
                                 {u"abstract_inverted_index"_s, QJsonObject{{u"says"_s, QJsonArray{1}},
                                                                            {u"Abstract"_s, QJsonArray{0}},
                                                                            {u"this."_s, QJsonArray{2}}}}});
    }
    return works;
}

QString scholarId(int number)
{
    return u"%1"_s.arg(number, 40, 16, QChar(u'0'));
}

QJsonArray generatedScholarPapers(int count)
{
    QJsonArray papers;
    for (int i = 1; i <= count; ++i) {
        papers.append(QJsonObject{{u"paperId"_s, scholarId(i)},
                                  {u"title"_s, u"Paper %1"_s.arg(i)},
                                  {u"abstract"_s, u"About number %1."_s.arg(i)},
                                  {u"year"_s, 2000 + i % 25},
                                  {u"url"_s, u"https://www.semanticscholar.org/paper/"_s + scholarId(i)},
                                  {u"openAccessPdf"_s, QJsonValue()}});
    }
    return papers;
}

QString generatedRecord(int pmid, const QString &title)
{
    return u"<PubmedArticle><MedlineCitation><PMID Version=\"1\">%1</PMID><Article><Journal><JournalIssue>"
           "<PubDate><Year>2020</Year><Month>Feb</Month></PubDate></JournalIssue></Journal>"
           "<ArticleTitle>%2</ArticleTitle><Abstract><AbstractText>On %1.</AbstractText></Abstract>"
           "</Article></MedlineCitation></PubmedArticle>\n"_s.arg(
               QString::number(pmid), title.isNull() ? u"Record %1"_s.arg(pmid) : title);
}

} // namespace lockkeeper::tests
