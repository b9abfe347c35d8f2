// The demo's papers as the real jobs meet them: so many a query, whole, the same for the same calendar; and
// what some days bring.
#include "demo/content/PaperPart.h"
#include "sources/papers/PaperSource.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
constexpr qint64 began = 1'780'000'000;

// The tests' endpoints are one server: the host is told by the path.
demo::HttpAnswer answer(demo::PaperPart &part, demo::HttpRequest request)
{
    const QString path = request.url.path();
    QByteArray host = "eutils.pubmed.example";
    if (path.startsWith("/works"_L1))
        host = "api.openalex.example";
    else if (path.startsWith("/graph"_L1))
        host = "api.semanticscholar.example";
    else
        request.url.setPath("/entrez/eutils"_L1 + path);
    request.headers.removeIf([](const auto &header) { return header.first.toLower() == "host"; });
    request.headers.append({"Host", host});
    return part.answer(request).value_or(demo::HttpAnswer{.status = 404});
}

class World final
{
public:
    World()
        : m_job([this](const demo::HttpRequest &request) { return answer(m_part, request); })
    {
        m_part.begin(began);
    }

    void passDays(int step) { m_part.passDays(step, began + (step - 1) * 300'000, began + step * 300'000); }
    [[nodiscard]] demo::PaperPart &part() { return m_part; }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }

    SyncOutcome run(const sources::Remote &remote) { return m_job.run(remote); }

private:
    demo::PaperPart m_part; // asked by the server of the next
    JobFixture m_job;
};

QList<sources::Remote> remotes()
{
    community::Community community;
    community.citationQueries = {u"Harkwave EEG"_s, u"resonance unmixing"_s, u"Quillcue event-tag"_s,
                                 u"Strandform recordings"_s};
    community.citationDois = {u"10.5555/harkwave"_s, u"10.5555/strandform"_s};
    return sources::papers::source().remotes(community);
}

QStringList content(const World &world)
{
    return Sqlite(world.databasePath())
        .rows(
            u"SELECT source, external_id, title, first_message, url, created_at FROM papers ORDER BY 1, 2"_s);
}
} // namespace

class DemoPapersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersThatAreNoPage();
    void firstSync();
    void daysPass();
    void othersAreNotAnswered();
};

void DemoPapersTest::numbersThatAreNoPage()
{
    World world;
    const auto status = [&](const char *path) {
        demo::HttpRequest request;
        request.method = "GET";
        request.url = QUrl(QString::fromLatin1(path));
        return answer(world.part(), request).status;
    };
    QCOMPARE(status("/works?search=harkwave&per-page=10&cursor=at--5"), 200);
    QCOMPARE(status("/works?search=harkwave&per-page=10&cursor=at-9223372036854775807"), 200);
    QCOMPARE(status("/works?search=harkwave&per-page=10&page=9223372036854775807"), 200);
    QCOMPARE(status("/graph/v1/paper/search?query=harkwave&limit=10&offset=-5"), 400);
    QCOMPARE(status("/graph/v1/paper/search?query=harkwave&limit=10&offset=9223372036854775807"), 400);
    QCOMPARE(status("/esearch.fcgi?term=harkwave&retstart=-5&retmax=-5"), 200);
}

void DemoPapersTest::firstSync()
{
    World world;
    for (const sources::Remote &remote : remotes()) {
        const SyncOutcome run = world.run(remote);
        QVERIFY2(run.result, run.result ? "" : qPrintable(remote.name + u": "_s + run.result.error().text));
        const qint64 papers = run.counts.added + run.counts.unchanged;
        const bool isCiting = remote.name.startsWith("citing_"_L1);
        QVERIFY2(papers >= (isCiting ? 30 : 35) && papers <= 100,
                 qPrintable(u"%1: %2"_s.arg(remote.name).arg(papers)));
        QCOMPARE(run.skipped, 0);
        QCOMPARE(run.requests, isCiting || remote.name.startsWith("pubmed:"_L1) ? 2 : 1);
    }
    Sqlite look(world.databasePath());
    QVERIFY(look.value(u"SELECT count(*) FROM papers WHERE first_message LIKE '%METHODS: %' AND source = "
                       "'pubmed'"_s)
                .toInt() > 50);
    static const QRegularExpression leftOver(u"[{}<>]|\\s\\s"_s);
    const QStringList rows = content(world);
    for (const QString &row : rows)
        QVERIFY2(!row.contains(leftOver), qPrintable(row));
    QCOMPARE(look.value(u"SELECT count(*) FROM papers WHERE created_at > date(%1, 'unixepoch')"_s.arg(began)),
             u"0"_s);

    World again;
    for (const sources::Remote &remote : remotes())
        QVERIFY(again.run(remote).result);
    QCOMPARE(content(again), rows);
}

void DemoPapersTest::daysPass()
{
    World world;
    for (const sources::Remote &remote : remotes())
        QVERIFY(world.run(remote).result);
    for (const sources::Remote &remote : remotes()) {
        const SyncOutcome run = world.run(remote);
        QCOMPARE(run.requests, 1);
        QCOMPARE(run.counts.added + run.counts.changed, 0);
    }
    world.passDays(1);
    world.passDays(2);
    store::CommitCounts counts;
    for (const sources::Remote &remote : remotes()) {
        const SyncOutcome run = world.run(remote);
        QVERIFY(run.result);
        counts.added += run.counts.added;
        counts.changed += run.counts.changed;
    }
    QVERIFY(counts.added >= 10);
    QVERIFY(counts.changed >= 5);
    QVERIFY(content(world).join(u'\n').contains(QRegularExpression(u"Correction|Erratum"_s)));

    World later; // as a later start over the same calendar makes it
    later.passDays(1);
    later.passDays(2);
    for (const sources::Remote &remote : remotes())
        QVERIFY(later.run(remote).result);
    const QStringList known = content(world);
    qsizetype compared = 0;
    for (const QString &row : content(later)) {
        if (row.startsWith("pubmed"_L1)) // its corrections are asked for once a day
            continue;
        QVERIFY2(known.contains(row), qPrintable(row));
        ++compared;
    }
    QVERIFY(compared > 100);
}

void DemoPapersTest::othersAreNotAnswered()
{
    demo::PaperPart part;
    part.begin(began);
    demo::HttpRequest request{.method = "GET",
                              .url = QUrl(u"/works?search=x"_s),
                              .headers = {{"Host", "api.github.example"}},
                              .body = {}};
    QVERIFY(!part.answer(request));
    request.headers = {{"Host", "api.semanticscholar.example"}};
    QVERIFY(!part.answer(request));
    request.headers = {{"Host", "api.openalex.example"}};
    QVERIFY(part.answer(request));
}

QTEST_GUILESS_MAIN(DemoPapersTest)
#include "demopapers.moc"
