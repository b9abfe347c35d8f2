// Answers made to cost more than their size: what comes out of them is bounded, and four times as much of one
// gives at most some four times the result.
#include "sources/papers/InvertedIndex.h"
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/PaperText.h"
#include "sources/papers/PubmedXml.h"
#include "sources/papers/SemanticScholarListing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::papers;

namespace {
constexpr int little = 2000; // repetitions
constexpr int times = 4;

http::Response answer(const QByteArray &type, const QByteArray &body)
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(u"https://api.example/"_s);
    response.headers = {{"Content-Type", type}};
    response.body = body;
    return response;
}

QByteArray recordWith(const QByteArray &pmid, const QByteArray &title, const QByteArray &abstract,
                      const QByteArray &more)
{
    return "<PubmedArticle><MedlineCitation><PMID>" + pmid + "</PMID><Article><ArticleTitle>" + title +
           "</ArticleTitle><Abstract>" + abstract + "</Abstract>" + more +
           "</Article></MedlineCitation></PubmedArticle>";
}

Result<PubmedRecords> readRecords(const QByteArray &records)
{
    return readPubmed(answer("text/xml", "<PubmedArticleSet>" + records + "</PubmedArticleSet>"));
}

QByteArray pageOfWorks(const QJsonArray &works)
{
    return QJsonDocument(
               QJsonObject{{u"meta"_s, QJsonObject{{u"count"_s, works.size()}}}, {u"results"_s, works}})
        .toJson(QJsonDocument::Compact);
}

QJsonObject workWith(const QString &title, const QJsonObject &index)
{
    return {
        {u"id"_s, u"https://openalex.org/W1"_s}, {u"title"_s, title}, {u"abstract_inverted_index"_s, index}};
}

Result<PaperPage> readWorks(const QByteArray &body)
{
    return OpenAlexListing::search(QUrl(u"https://api.example"_s), u"q"_s)
        .read(answer("application/json", body), u"*"_s, 0, 100'000);
}

Result<PaperPage> readScholar(const QByteArray &body)
{
    return SemanticScholarListing(QUrl(u"https://api.example"_s), u"q"_s)
        .read(answer("application/json", body), u"0"_s, 0, 100'000);
}
} // namespace

class PapersGrowthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsOfPubmed_data();
    void recordsOfPubmed();
    void manyRecordsOfPubmed();
    void manyVersionsOfOneRecord();
    void indexWithHugePositions();
    void indexGrowsWithItsPlaces();
    void longIndexIsCut();
    void texts_data();
    void texts();
    void deepJsonIsRefused();
    void manyWorks();
};

void PapersGrowthTest::recordsOfPubmed_data()
{
    QTest::addColumn<QByteArray>("inTitle");
    QTest::addColumn<QByteArray>("inAbstract");
    QTest::addColumn<QByteArray>("inArticle");
    const auto row = [](const char *name, const char *inTitle, const char *inAbstract = "",
                        const char *inArticle = "") {
        QTest::newRow(name) << QByteArray(inTitle) << QByteArray(inAbstract) << QByteArray(inArticle);
    };
    row("markup", "<i>word</i> <sup>2</sup>");
    row("comments and instructions", "<!-- word --><?word?>");
    row("CDATA", "<![CDATA[<i>word]]>");
    row("entities", "&amp;lt;i&amp;gt;");
    row("entities of HTML", "&alpha;&hellip;");
    row("references to characters", "&#x3b1;&#60;");
    row("angle brackets", "&lt;");
    row("tags that never end", "&lt;i class=");
    row("sections", "", "<AbstractText Label='AIM'>word</AbstractText>");
    row("empty sections", "", "<AbstractText Label='AIM'/>");
    row("copyrights", "", "<CopyrightInformation>word</CopyrightInformation>");
    row("abstracts", "", "", "<Abstract><AbstractText>word</AbstractText></Abstract>");
    row("titles", "", "", "<ArticleTitle>word</ArticleTitle>");
    row("authors", "", "", "<AuthorList><Author><LastName>Word</LastName></Author></AuthorList>");
    row("dates", "", "", "<ArticleDate><Year>2020</Year><Month>Feb</Month></ArticleDate>");
    row("journals", "", "",
        "<Journal><JournalIssue><PubDate><Year>20</Year></PubDate></JournalIssue></Journal>");
}

void PapersGrowthTest::recordsOfPubmed()
{
    QFETCH(QByteArray, inTitle);
    QFETCH(QByteArray, inAbstract);
    QFETCH(QByteArray, inArticle);
    for (const int count : {little, times * little}) {
        const Result<PubmedRecords> read =
            readRecords(recordWith("5", "A title " + inTitle.repeated(count), inAbstract.repeated(count),
                                   inArticle.repeated(count)) +
                        recordWith("6", "The next", {}, {}));
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(read->malformed.size(), 0U);
        QCOMPARE(read->papers.size(), 2U);
        const store::Paper &paper = read->papers.front();
        QVERIFY(paper.title.startsWith(u"A title"));
        QVERIFY(paper.title.size() <= titleLimit);
        QVERIFY(paper.abstract.size() <= abstractLimit);
        QCOMPARE(read->papers.back().title, u"The next"_s);
    }
}

void PapersGrowthTest::manyRecordsOfPubmed()
{
    for (const int count : {little, times * little}) {
        QByteArray records;
        for (int pmid = 1; pmid <= count; ++pmid)
            records += recordWith(QByteArray::number(pmid), "T", {}, {}) + recordWith({}, "T", {}, {}) +
                       recordWith(QByteArray::number(100'000 + pmid), {}, {}, {});
        const Result<PubmedRecords> read = readRecords(records);
        QVERIFY(read);
        QCOMPARE(read->papers.size(), std::size_t(count));
        QCOMPARE(read->malformed.size(), std::size_t(count));
        QCOMPARE(read->untitled.size(), count);
    }
}

void PapersGrowthTest::manyVersionsOfOneRecord()
{
    QByteArray records;
    for (int version = 1; version <= times * little; ++version)
        records += recordWith("5", "Version " + QByteArray::number(version), {}, {})
                       .replace("<PMID>", "<PMID Version='" + QByteArray::number(version) + "'>");
    const Result<PubmedRecords> read = readRecords(records);
    QVERIFY(read);
    QCOMPARE(read->papers.size(), 1U);
    QCOMPARE(read->papers.front().title, u"Version %1"_s.arg(times * little));
}

// Places are put in order, never made room for.
void PapersGrowthTest::indexWithHugePositions()
{
    const QJsonObject index{{u"last"_s, QJsonArray{9'007'199'254'740'991.0, -1, 0.5, u"7"_s, 1e300}},
                            {u"first"_s, QJsonArray{0}},
                            {u"then"_s, QJsonArray{4'000'000'000'000.0, 2'000'000'000}}};
    QCOMPARE(textOfIndex(index), u"first then then last"_s);
}

void PapersGrowthTest::indexGrowsWithItsPlaces()
{
    for (const int count : {little, times * little}) {
        QJsonArray even;
        QJsonObject index;
        for (int i = 0; i < count; ++i) {
            even.append(2 * i);
            index.insert(QString::number(i), QJsonArray{2 * (count - i) + 1, u"x"_s});
        }
        index.insert(u"w"_s, even);
        const QString text = textOfIndex(index);
        if (count == little)
            QCOMPARE(text.count(u' '), 2 * count - 1);
        QVERIFY(text.startsWith(u"w w "_s + QString::number(count - 1)));
        QVERIFY(text.size() <= looksAt + 10);
    }
}

void PapersGrowthTest::longIndexIsCut()
{
    const QString word(100'000, u'x');
    QJsonArray everywhere;
    for (int i = 0; i < times * little; ++i)
        everywhere.append(i);
    QCOMPARE(textOfIndex({{word, everywhere}}).size(), word.size()); // of 800 million characters
    const Result<PaperPage> page = readWorks(pageOfWorks({workWith(u"T"_s, {{word, everywhere}})}));
    QVERIFY(page);
    QCOMPARE(page->papers.size(), 1U);
    QCOMPARE(page->papers.front().abstract.size(), abstractLimit);
}

void PapersGrowthTest::texts_data()
{
    QTest::addColumn<QString>("repeated");
    for (const char *text :
         {"<i>", "<i>x</i>", "<", "<a href=", "< i>", "<!--", "&", "&amp;", "&amp;amp;lt;", "&#", "&notin",
          "&unknown;", "\n", " ", "\xf0\x9f\x98\x80", "</", "<p>x", "</p>"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

// Both services' titles and abstracts.
void PapersGrowthTest::texts()
{
    QFETCH(QString, repeated);
    qsizetype before = 0;
    for (const int count : {little, times * little}) {
        const QString text = u"A "_s + repeated.repeated(count);
        const qsizetype size = plainText(text).size();
        QVERIFY(size <= text.size());
        QVERIFY(before == 0 || size <= (times + 1) * before);
        before = size;

        const Result<PaperPage> works = readWorks(pageOfWorks({workWith(text, {{text, QJsonArray{0}}})}));
        QVERIFY(works);
        QCOMPARE(works->papers.size(), 1U);
        const QJsonObject paper{{u"paperId"_s, QString(40, u'a')}, {u"title"_s, text}, {u"abstract"_s, text}};
        const Result<PaperPage> scholar =
            readScholar(QJsonDocument(QJsonObject{{u"total"_s, 1}, {u"data"_s, QJsonArray{paper}}}).toJson());
        QVERIFY(scholar);
        QCOMPARE(scholar->papers.size(), 1U);
        for (const store::Paper &row : {works->papers.front(), scholar->papers.front()}) {
            QVERIFY(row.title.startsWith(u'A'));
            QVERIFY(row.title.size() <= 2 * titleLimit); // characters beyond 16 bits count twice here
            QVERIFY(row.abstract.size() <= 2 * abstractLimit);
        }
    }
}

void PapersGrowthTest::deepJsonIsRefused()
{
    for (const int depth : {little, times * little, 100 * little}) {
        const QByteArray deep = QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth);
        const Result<PaperPage> works = readWorks("{\"meta\":{},\"results\":" + deep + "}");
        QVERIFY(!works);
        QCOMPARE(works.error().kind, ErrorKind::BadAnswer);
        const Result<PaperPage> scholar = readScholar("{\"total\":1,\"data\":" + deep + "}");
        QVERIFY(!scholar);
        QCOMPARE(scholar.error().kind, ErrorKind::BadAnswer);
    }
}

void PapersGrowthTest::manyWorks()
{
    for (const int count : {little, times * little}) {
        QJsonArray works;
        for (int i = 1; i <= count; ++i) {
            QJsonObject work = workWith(u"Work"_s, {});
            work.insert(u"id"_s, u"https://openalex.org/W%1"_s.arg(i));
            work.insert(u"authorships"_s, QJsonArray{QJsonObject{{u"author"_s, QJsonObject()}}});
            works.append(work);
            works.append(i); // no work
        }
        const Result<PaperPage> page = readWorks(pageOfWorks(works));
        QVERIFY(page);
        QCOMPARE(page->papers.size(), std::size_t(count));
        QCOMPARE(page->malformed.size(), std::size_t(count));
        QCOMPARE(page->listed, 2 * count);
    }
}

QTEST_GUILESS_MAIN(PapersGrowthTest)
#include "papers_growth.moc"
