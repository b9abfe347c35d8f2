// PubMed's answers alone: records out of XML with every oddity, XML that is none, and what esearch says in a
// 200.
#include "sources/papers/PubmedSearch.h"
#include "sources/papers/PubmedXml.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::papers;

namespace {
http::Response answer(const QByteArray &body, const QByteArray &type = "text/xml; charset=UTF-8")
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(u"https://eutils.example/efetch.fcgi"_s);
    response.headers = {{"Content-Type", type}};
    response.body = body;
    return response;
}

QByteArray recordsXml()
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/papers/records.xml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray oneRecord(const QByteArray &title, const QByteArray &doctype = {})
{
    return doctype +
           "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>5</PMID><Article><ArticleTitle>" + title +
           "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>";
}

QStringList fieldsOf(const store::Paper &paper)
{
    const auto shown = [](const QString &text) {
        return text.isNull() ? u"NULL"_s : text;
    };
    return {paper.externalId, paper.title, shown(paper.abstract), shown(paper.createdAt)};
}
} // namespace

class PapersPubmedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void records();
    void newestVersionCounts();
    void cutAnywhere();
    void broken_data();
    void broken();
    void entities();
    void nestedDeeply();
    void longTags();
    void searchFinds();
    void searchErrors_data();
    void searchErrors();
    void searchNotices();
};

void PapersPubmedTest::records()
{
    const Result<PubmedRecords> read = readPubmed(answer(recordsXml()));
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    const QList<QStringList> expected{
        {u"1001"_s, u"Growth of Ficta marina at 103 & <5°C: the β–phase."_s,
         u"AIM: To see whether p < 0.05 holds.\nRESULTS: V2 rose.\nIt <does>."_s, u"2024-07-04"_s},
        {u"1002"_s, u"Only a MedlineDate."_s, u"NULL"_s, u"1978-07"_s},
        {u"1003"_s, u"A season."_s, u"NULL"_s, u"2013-01"_s},
        {u"1004"_s, u"Dated by its electronic version."_s, u"NULL"_s, u"2020-02-29"_s},
        {u"1005"_s, u"Dated by its history."_s, u"NULL"_s, u"1991-03"_s},
        {u"1006"_s, u"Über die Uhr."_s, u"NULL"_s, u"NULL"_s},
        {u"1009"_s, u"Told by others."_s, u"Resumen."_s, u"NULL"_s},
        {u"1010"_s, u"A chapter on wicks"_s, u"Wicks burn."_s, u"2009-02"_s},
        {u"1011"_s, u"A book as a whole"_s, u"NULL"_s, u"2012-05"_s}};
    QCOMPARE(read->papers.size(), std::size_t(expected.size()));
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const store::Paper &paper = read->papers.at(static_cast<std::size_t>(i));
        QCOMPARE(fieldsOf(paper), expected.at(i));
        QCOMPARE(paper.source, u"pubmed"_s);
        QCOMPARE(paper.url, u"https://pubmed.ncbi.nlm.nih.gov/%1/"_s.arg(paper.externalId));
    }
    QCOMPARE(read->untitled, QStringList{u"1007"_s});
    QCOMPARE(read->malformed.size(), std::size_t(1));
    QCOMPARE(read->malformed.front().key, u"place 8"_s);
}

void PapersPubmedTest::newestVersionCounts()
{
    const auto version = [](const QByteArray &number) {
        return "<PubmedArticle><MedlineCitation><PMID Version=\"" + number +
               "\">5</PMID><Article><ArticleTitle>Version " + number +
               "</ArticleTitle></Article></MedlineCitation></PubmedArticle>";
    };
    const Result<PubmedRecords> read = readPubmed(
        answer("<PubmedArticleSet>" + version("2") + version("10") + version("1") + "</PubmedArticleSet>"));
    QVERIFY(read);
    QCOMPARE(read->papers.size(), std::size_t(1));
    QCOMPARE(read->papers.front().title, u"Version 10"_s);
}

void PapersPubmedTest::cutAnywhere()
{
    const QByteArray whole = recordsXml().trimmed();
    QVERIFY(readPubmed(answer(whole)));
    for (qsizetype size = 0; size < whole.size(); size += 7) {
        const Result<PubmedRecords> read = readPubmed(answer(whole.left(size)));
        QVERIFY2(!read, qPrintable(QString::number(size)));
        QCOMPARE(read.error().kind, ErrorKind::BadAnswer);
    }
    QVERIFY(!readPubmed(answer(whole.chopped(1))));
}

void PapersPubmedTest::broken_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("says");
    const QByteArray xml = "text/xml";
    QTest::newRow("nothing") << QByteArray() << xml << u"breaks off"_s;
    QTest::newRow("another type") << oneRecord("x") << QByteArray("text/html") << u"XML was expected"_s;
    QTest::newRow("a web page") << QByteArray("<html><body>Down</body></html>") << xml << u"“html”"_s;
    QTest::newRow("an error") << QByteArray("<eFetchResult><ERROR>ID list is empty</ERROR></eFetchResult>")
                              << xml << u"ID list is empty"_s;
    QTest::newRow("not closed in order")
        << QByteArray("<PubmedArticleSet><a></b></PubmedArticleSet>") << xml << u"broken in line 1"_s;
    QTest::newRow("more behind the end") << oneRecord("x") + "<more/>" << xml << u"broken"_s;
    QTest::newRow("not UTF-8") << oneRecord("\xff\xfe\xff") << xml << u"broken"_s;
    QTest::newRow("no such entity") << oneRecord("&nosuch;") << xml << u"broken"_s;
    // No XML can hold them, so neither reaches the database.
    QTest::newRow("NUL") << oneRecord(QByteArray("a\0b", 3)) << xml << u"broken"_s;
    QTest::newRow("NUL by its number") << oneRecord("&#0;") << xml << u"broken"_s;
    QTest::newRow("half of a pair") << oneRecord("\xed\xa0\x80") << xml << u"broken"_s;
    QTest::newRow("half of a pair by its number") << oneRecord("&#xD800;") << xml << u"broken"_s;
    QTest::newRow("JSON") << QByteArray(R"({"error": "x"})") << xml << u"broken"_s;
}

void PapersPubmedTest::broken()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QString, says);
    const Result<PubmedRecords> read = readPubmed(answer(body, type));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::BadAnswer);
    QCOMPARE(read.error().status, 200);
    QCOMPARE(read.error().url, u"https://eutils.example/efetch.fcgi"_s);
    QVERIFY2(read.error().text.contains(says), qPrintable(read.error().text));
}

void PapersPubmedTest::entities()
{
    const auto titleOf = [](const QByteArray &body) {
        const Result<PubmedRecords> read = readPubmed(answer(body));
        return read && !read->papers.empty() ? read->papers.front().title : u"no title"_s;
    };
    QCOMPARE(titleOf(oneRecord("a &eacute; &#x3b2; &amp;lt; b")), u"a é β &lt; b"_s);
    QCOMPARE(titleOf(oneRecord("a &own; b", "<!DOCTYPE PubmedArticleSet [<!ENTITY own \"word\">]>")),
             u"a word b"_s);
    // Neither a file nor a server is asked.
    QCOMPARE(titleOf(oneRecord("a &file; b",
                               "<!DOCTYPE PubmedArticleSet [<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"))
                 .contains(u"root"),
             false);
    QByteArray bomb = "<!DOCTYPE PubmedArticleSet [<!ENTITY a0 \"aaaaaaaaaa\">";
    for (int i = 1; i < 20; ++i)
        bomb += "<!ENTITY a" + QByteArray::number(i) + " \"" +
                ("&a" + QByteArray::number(i - 1) + ";").repeated(10) + "\">";
    QVERIFY(!readPubmed(answer(oneRecord("&a19;", bomb + "]>"))));
    QVERIFY(!readPubmed(
        answer(oneRecord("x", "<!DOCTYPE PubmedArticleSet [" +
                                  QByteArray("<!ATTLIST a b CDATA \"c\">").repeated(2000) + "]>"))));
}

void PapersPubmedTest::nestedDeeply()
{
    const int depth = 200'000;
    QVERIFY(readPubmed(
        answer(oneRecord(QByteArray("<b>").repeated(200) + "x" + QByteArray("</b>").repeated(200)))));
    for (const QByteArray &body :
         {oneRecord(QByteArray("<b>").repeated(depth) + "x" + QByteArray("</b>").repeated(depth)),
          "<PubmedArticleSet>" + QByteArray("<x>").repeated(depth) + QByteArray("</x>").repeated(depth) +
              "</PubmedArticleSet>"}) {
        const Result<PubmedRecords> read = readPubmed(answer(body));
        QVERIFY(!read);
        QVERIFY2(read.error().text.contains(u"nest"), qPrintable(read.error().text));
    }
}

void PapersPubmedTest::longTags()
{
    QByteArray attributes;
    for (int i = 0; i < 100'000; ++i)
        attributes += " a" + QByteArray::number(i) + "=\">\"";
    const Result<PubmedRecords> read = readPubmed(answer(oneRecord("<b" + attributes + ">x</b>")));
    QVERIFY(!read);
    QVERIFY2(read.error().text.contains(u"longer than"), qPrintable(read.error().text));
    // What only looks like one is none.
    QVERIFY(readPubmed(answer(oneRecord("x<!-- <" + QByteArray(9000, ' ') + " -->"))));
    QVERIFY(readPubmed(answer(oneRecord("x<![CDATA[ <" + QByteArray(9000, ' ') + " ]]>"))));
    QVERIFY(readPubmed(answer(oneRecord(QByteArray(9000, 'x')))));
}

void PapersPubmedTest::searchFinds()
{
    const Result<PubmedSearchPage> page = readPubmedSearch(
        answer(R"({"esearchresult": {"count": "412", "retmax": "2", "idlist": ["31", "7"]}})",
               "application/json"),
        u"q"_s);
    QVERIFY(page);
    QCOMPARE(page->count, 412);
    QCOMPARE(page->ids, (QStringList{u"31"_s, u"7"_s}));
    QVERIFY(page->notices.isEmpty());
    QVERIFY(isPmid(u"123456789"_s));
    QVERIFY(!isPmid(u"0"_s));
    QVERIFY(!isPmid(u"1,2"_s));
}

void PapersPubmedTest::searchErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("ERROR in a 200") << QByteArray(
                                           R"({"esearchresult": {"ERROR": "Empty term, nothing to do"}})")
                                    << u"bad_answer"_s
                                    << u"PubMed could not answer the query “my query”: Empty term"_s;
    QTest::newRow("limit in a 200") << QByteArray(R"({"error": "API rate limit exceeded", "count": "11"})")
                                    << u"rate_limited"_s << u"API rate limit exceeded"_s;
    QTest::newRow("no count") << QByteArray(R"({"esearchresult": {"idlist": []}})") << u"bad_answer"_s
                              << u"count"_s;
    QTest::newRow("no ids") << QByteArray(R"({"esearchresult": {"count": "3"}})") << u"bad_answer"_s
                            << u"idlist"_s;
    QTest::newRow("count of another type")
        << QByteArray(R"({"esearchresult": {"count": {}, "idlist": []}})") << u"bad_answer"_s << u"count"_s;
    QTest::newRow("ids that are none")
        << QByteArray(R"({"esearchresult": {"count": "1", "idlist": ["1&db=x"]}})") << u"bad_answer"_s
        << u"PMID"_s;
    QTest::newRow("cut") << QByteArray(R"({"esearchresult": {"count": "1", "idl)") << u"bad_answer"_s
                         << u"breaks off"_s;
}

void PapersPubmedTest::searchErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    const Result<PubmedSearchPage> page = readPubmedSearch(answer(body, "application/json"), u"my query"_s);
    QVERIFY(!page);
    QCOMPARE(QString(errorKindName(page.error().kind)), kind);
    QVERIFY2(page.error().text.contains(says), qPrintable(page.error().text));
    QVERIFY(!page.error().hint.isEmpty());
}

void PapersPubmedTest::searchNotices()
{
    const Result<PubmedSearchPage> page =
        readPubmedSearch(answer(R"({"esearchresult": {"count": "0", "idlist": [],
            "errorlist": {"phrasesnotfound": ["xyzzy"], "fieldsnotfound": ["[Nope]"]},
            "warninglist": {"phrasesignored": ["of"], "quotedphrasesnotfound": ["\"a b\""],
                            "outputmessages": ["No items found."]}}})",
                                "application/json"),
                         u"my query"_s);
    QVERIFY(page);
    QCOMPARE(page->notices,
             (QStringList{u"PubMed does not know “xyzzy”, “[Nope]”, “\"a b\"” in the query “my query”."_s,
                          u"PubMed ignores “of” in the query “my query”."_s}));
}

QTEST_GUILESS_MAIN(PapersPubmedTest)
#include "papers_pubmed.moc"
