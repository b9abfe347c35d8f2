// One record of PubMed's XML, article or book chapter, as a row.
// https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
#pragma once

#include "sources/papers/XmlText.h"
#include "store/Rows.h"

#include <QString>

namespace lockkeeper::sources::papers {

// One PubmedArticle or PubmedBookArticle. Elements that bear the same names elsewhere in a record (PMIDs of
// corrections, titles of references) are kept apart by going down its structure step by step.
class PubmedRecord final
{
public:
    explicit PubmedRecord(XmlText &xml)
        : m_xml(xml)
    {
    }

    void readArticle(); // PubmedArticle
    void readBook();    // PubmedBookArticle
    [[nodiscard]] QString pmid() const { return m_pmid; }
    [[nodiscard]] int version() const { return m_version; } // of the record; corrections make new ones
    [[nodiscard]] store::Paper row() const;

private:
    void readPmid();
    void readCitation();   // MedlineCitation
    void readContent();    // Article
    void readJournal();    // Journal
    void readAbstract();   // Abstract, OtherAbstract
    void readDocument();   // BookDocument
    void readBookItself(); // Book
    void readHistory();    // PubmedData, PubmedBookData
    [[nodiscard]] QString readDate();
    void take(QString &field) { first(field, m_xml.text()); }
    static void first(QString &field, const QString &value);

    XmlText &m_xml;
    QString m_pmid;
    int m_version = 0;
    QString m_title;
    QString m_vernacularTitle; // the original's, where the article's is missing
    QString m_bookTitle;
    QString m_abstract;
    QString m_otherAbstract; // a publisher's or another language's, where there is no other
    QString m_issueDate;
    QString m_articleDate; // of the electronic version
    QString m_historyDate; // when it came to PubMed
};

} // namespace lockkeeper::sources::papers
