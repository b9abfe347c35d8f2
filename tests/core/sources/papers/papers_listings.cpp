// Pages of OpenAlex and Semantic Scholar as rows: every edge of the data under tests/data/papers, and what is
// asked for.
#include "sources/papers/OpenAlexListing.h"
#include "sources/papers/SemanticScholarListing.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::papers;

namespace {
const QUrl base(QStringLiteral("https://api.example"));

http::Response answer(const QByteArray &body)
{
    http::Response response;
    response.status = 200;
    response.url = base;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = body;
    return response;
}

QByteArray data(const QString &name)
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/papers/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString lineOf(const store::Paper &paper)
{
    const auto shown = [](const QString &text) {
        return text.isNull() ? u"NULL"_s : text;
    };
    return QStringList{paper.source,          paper.externalId, paper.title,
                       shown(paper.abstract), shown(paper.url), shown(paper.createdAt)}
        .join(u'|');
}

QStringList linesOf(const PaperPage &page)
{
    QStringList lines;
    for (const store::Paper &paper : page.papers)
        lines.append(lineOf(paper));
    return lines;
}

QStringList keysOf(const PaperPage &page)
{
    QStringList keys;
    for (const store::SkippedItem &item : page.malformed)
        keys.append(item.key);
    return keys;
}
} // namespace

class PapersListingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void works();
    void scholarPapers();
    void asksOpenAlex();
    void asksSemanticScholar();
    void noMoreThanWanted();
    void otherShapes_data();
    void otherShapes();
    void scholarWithoutHits();
};

void PapersListingsTest::works()
{
    const Result<PaperPage> page =
        OpenAlexListing::search(base, u"q"_s).read(answer(data(u"works.json"_s)), u"*"_s, 40, 100);
    QVERIFY(page);
    QCOMPARE(
        linesOf(*page),
        (QStringList{
            u"openalex|W101|Lanterns of Ficta marina & their tides|Lanterns glow by night, glow faintly.|https://doi.org/10.5555/lantern.1|2021-06-30"_s,
            u"openalex|W102|No DOI, no abstract, no date|NULL|https://openalex.org/W102|NULL"_s,
            u"openalex|W104|A DOI without its address|NULL|https://doi.org/10.5555/bare;2-x|2019"_s,
            u"openalex|W108|x < y|near far|https://openalex.org/W108|2022-02"_s}));
    QCOMPARE(keysOf(*page), (QStringList{u"W105"_s, u"W106"_s, u"place 47"_s, u"place 48"_s}));
    QCOMPARE(page->listed, 9); // W103 has no title: neither a row nor a fault
    QCOMPARE(page->total, std::optional<qint64>(9));
    QVERIFY(page->next.isNull());
    for (const store::SkippedItem &item : page->malformed)
        QVERIFY(!item.reason.isEmpty());
}

void PapersListingsTest::scholarPapers()
{
    const Result<PaperPage> page =
        SemanticScholarListing(base, u"q"_s).read(answer(data(u"scholar.json"_s)), u"0"_s, 0, 100);
    QVERIFY(page);
    const QString id = u"00000000000000000000000000000000000000"_s;
    QCOMPARE(
        linesOf(*page),
        (QStringList{
            u"semanticscholar|"_s + id + u"a1|Open & free|All of it.|https://press.example/a1.pdf|2023"_s,
            u"semanticscholar|"_s + id +
                u"a2|An empty PDF address|NULL|https://www.semanticscholar.org/paper/"_s + id + u"a2|NULL"_s,
            u"semanticscholar|"_s + id +
                u"a3|No address at all|NULL|https://www.semanticscholar.org/paper/"_s + id + u"a3|1936"_s}));
    QCOMPARE(keysOf(*page), (QStringList{u"place 5"_s, u"place 6"_s, id + u"a5"_s, id + u"a6"_s}));
    QCOMPARE(page->listed, 8);
}

void PapersListingsTest::asksOpenAlex()
{
    const http::Request search = OpenAlexListing::search(base, u"theta & \"mu+\""_s).page(u"*"_s, 500);
    QCOMPARE(search.endpoint, u"openalex"_s);
    QCOMPARE(search.url.toEncoded(), "https://api.example/works?search=theta%20%26%20%22mu%2B%22&"
                                     "select=id%2Cdoi%2Ctitle%2Cpublication_date%2Cabstract_inverted_index%"
                                     "2Cprimary_location&per-page=100&cursor=%2A");
    QVERIFY(OpenAlexListing::search(base, u"q"_s).page(u"*"_s, 30).url.toEncoded().contains("per-page=30&"));
    QVERIFY(OpenAlexListing::citing(base, u"W5"_s)
                .page(u"*"_s, 30)
                .url.toEncoded()
                .contains("filter=cites%3AW5&"));
    QVERIFY(OpenAlexListing::search(base, u"q"_s)
                .page(u"page 3"_s, 30) // numbers count pages of one size
                .url.toEncoded()
                .endsWith("per-page=100&page=3"));
    QCOMPARE(bareWorkId(u"https://openalex.org/W12"_s), u"W12"_s);
    QVERIFY(bareWorkId(u"https://openalex.org/works/12"_s).isNull());
    QVERIFY(bareWorkId(u"W12\n"_s).isNull());
}

void PapersListingsTest::asksSemanticScholar()
{
    const http::Request search =
        SemanticScholarListing(base, u"brain-computer  interface"_s).page(u"200"_s, 40);
    QCOMPARE(search.endpoint, u"semanticscholar"_s);
    QCOMPARE(
        search.url.toEncoded(),
        "https://api.example/graph/v1/paper/search?query=brain%20computer%20interface&offset=200&limit=40&"
        "fields=paperId%2Ctitle%2Cabstract%2Cyear%2Curl%2CopenAccessPdf");
    QVERIFY(SemanticScholarListing(base, u"a\u2010b\u2011c \u2013 d"_s)
                .page(u"0"_s, 1)
                .url.toEncoded()
                .contains("query=a%20b%20c%20%E2%80%93%20d&"));
    QVERIFY(SemanticScholarListing(base, u"q"_s).page(u"0"_s, 4000).url.toEncoded().contains("limit=100&"));
}

void PapersListingsTest::noMoreThanWanted()
{
    const Result<PaperPage> page =
        OpenAlexListing::search(base, u"q"_s).read(answer(data(u"works.json"_s)), u"*"_s, 0, 2);
    QVERIFY(page);
    QCOMPARE(page->listed, 2);
    QCOMPARE(page->papers.size(), std::size_t(2));
}

void PapersListingsTest::otherShapes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("error in a 200") << QByteArray(R"({"error": "something", "message": "else"})");
    QTest::newRow("results and data are objects")
        << QByteArray(R"({"meta": {}, "results": {}, "data": {}, "total": 3})");
    QTest::newRow("half") << QByteArray(R"({"meta": {"count": 1}, "results": [{"id)");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html></html>");
}

void PapersListingsTest::otherShapes()
{
    QFETCH(QByteArray, body);
    const auto check = [&](const PaperListing &listing) {
        const Result<PaperPage> page = listing.read(answer(body), listing.firstPlace(), 0, 100);
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::BadAnswer);
        QCOMPARE(page.error().status, 200);
        QVERIFY(!page.error().url.isEmpty());
        QVERIFY(!page.error().hint.isEmpty());
    };
    check(OpenAlexListing::search(base, u"q"_s));
    check(SemanticScholarListing(base, u"q"_s));
}

void PapersListingsTest::scholarWithoutHits()
{
    const SemanticScholarListing listing(base, u"q"_s);
    const Result<PaperPage> page = listing.read(answer(R"({"total": 0, "offset": 0})"), u"0"_s, 0, 100);
    QVERIFY(page);
    QCOMPARE(page->listed, 0);
    QVERIFY(page->next.isNull());
    QVERIFY(!listing.read(answer(R"({"total": 5, "offset": 0})"), u"0"_s, 0, 100));
    QVERIFY(!listing.read(answer(R"({"total": 5, "next": 0, "data": []})"), u"0"_s, 0, 100));
    const Result<PaperPage> some = listing.readSome(answer("[null]"));
    QVERIFY(some);
    QCOMPARE(some->listed, 0);
}

QTEST_GUILESS_MAIN(PapersListingsTest)
#include "papers_listings.moc"
