#include "sources/papers/PubmedRecord.h"

#include "sources/papers/PaperDate.h"
#include "sources/papers/PaperText.h"

#include <initializer_list>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

void PubmedRecord::first(QString &field, const QString &value)
{
    if (field.isEmpty())
        field = value.trimmed();
}

void PubmedRecord::readArticle()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"MedlineCitation")
            readCitation();
        else if (m_xml.name() == u"PubmedData")
            readHistory();
        else
            m_xml.skip();
    }
}

void PubmedRecord::readPmid()
{
    m_version = m_xml.attribute("Version"_L1).toInt();
    take(m_pmid);
}

void PubmedRecord::readCitation()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"PMID") {
            readPmid();
        } else if (m_xml.name() == u"Article") {
            readContent();
        } else if (m_xml.name() == u"OtherAbstract") {
            const QString own = std::exchange(m_abstract, {});
            readAbstract();
            first(m_otherAbstract, std::exchange(m_abstract, own));
        } else {
            m_xml.skip();
        }
    }
}

void PubmedRecord::readContent()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"ArticleTitle")
            take(m_title);
        else if (m_xml.name() == u"VernacularTitle")
            take(m_vernacularTitle);
        else if (m_xml.name() == u"Journal")
            readJournal();
        else if (m_xml.name() == u"Abstract")
            readAbstract();
        else if (m_xml.name() == u"ArticleDate")
            first(m_articleDate, readDate());
        else
            m_xml.skip();
    }
}

void PubmedRecord::readJournal()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() != u"JournalIssue") {
            m_xml.skip();
            continue;
        }
        while (m_xml.nextChild()) {
            if (m_xml.name() == u"PubDate")
                first(m_issueDate, readDate());
            else
                m_xml.skip();
        }
    }
}

// Sections stand in a line each, with their labels.
void PubmedRecord::readAbstract()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() != u"AbstractText") {
            m_xml.skip();
            continue;
        }
        const QString label = m_xml.attribute("Label"_L1).simplified();
        const QString text = m_xml.text().simplified();
        if (text.isEmpty())
            continue;
        if (!m_abstract.isEmpty())
            m_abstract += u'\n';
        m_abstract += label.isEmpty() ? text : label + ": "_L1 + text;
    }
}

void PubmedRecord::readBook()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"BookDocument")
            readDocument();
        else if (m_xml.name() == u"PubmedBookData")
            readHistory();
        else
            m_xml.skip();
    }
}

void PubmedRecord::readDocument()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"PMID")
            readPmid();
        else if (m_xml.name() == u"ArticleTitle")
            take(m_title);
        else if (m_xml.name() == u"VernacularTitle")
            take(m_vernacularTitle);
        else if (m_xml.name() == u"Book")
            readBookItself();
        else if (m_xml.name() == u"Abstract")
            readAbstract();
        else if (m_xml.name() == u"ContributionDate")
            first(m_articleDate, readDate());
        else
            m_xml.skip();
    }
}

void PubmedRecord::readBookItself()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"BookTitle")
            take(m_bookTitle);
        else if (m_xml.name() == u"PubDate")
            first(m_issueDate, readDate());
        else
            m_xml.skip();
    }
}

void PubmedRecord::readHistory()
{
    while (m_xml.nextChild()) {
        if (m_xml.name() != u"History") {
            m_xml.skip();
            continue;
        }
        while (m_xml.nextChild()) {
            const bool arrived =
                m_xml.name() == u"PubMedPubDate" && m_xml.attribute("PubStatus"_L1) == "pubmed"_L1;
            if (arrived)
                first(m_historyDate, readDate());
            else
                m_xml.skip();
        }
    }
}

QString PubmedRecord::readDate()
{
    QString year;
    QString month;
    QString day;
    QString words; // MedlineDate, or a season behind the year
    while (m_xml.nextChild()) {
        if (m_xml.name() == u"Year")
            take(year);
        else if (m_xml.name() == u"Month")
            take(month);
        else if (m_xml.name() == u"Day")
            take(day);
        else if (m_xml.name() == u"Season" || m_xml.name() == u"MedlineDate")
            take(words);
        else
            m_xml.skip();
    }
    if (month.isEmpty() && !words.isEmpty()) {
        const QString date = dateInText(year + u' ' + words);
        if (!date.isNull())
            return date;
    }
    return dateOf(year, month, day);
}

store::Paper PubmedRecord::row() const
{
    const auto firstOf = [](std::initializer_list<QString> values) {
        for (const QString &value : values) {
            if (!value.isEmpty())
                return value;
        }
        return QString();
    };
    store::Paper row;
    row.source = u"pubmed"_s;
    row.externalId = m_pmid;
    row.title = titleColumn(firstOf({m_title, m_vernacularTitle, m_bookTitle}));
    row.abstract = abstractColumn(firstOf({m_abstract, m_otherAbstract}));
    row.url = u"https://pubmed.ncbi.nlm.nih.gov/%1/"_s.arg(m_pmid);
    row.createdAt = firstOf({m_issueDate, m_articleDate, m_historyDate});
    return row;
}

} // namespace lockkeeper::sources::papers
