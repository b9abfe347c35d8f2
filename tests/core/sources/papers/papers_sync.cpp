// First, resumed, limited and cancelled runs of each kind of remote against a site of our own: what is asked,
// what is stored, and what the cursor and the mark say.
#include "PaperSite.h"

#include "sources/papers/PaperSource.h"
#include "tests/support/Sqlite.h"

#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
QString count(const PaperFixture &fixture)
{
    return Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM papers"_s);
}

QStringList marks(const PaperFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata ORDER BY source_name"_s);
}

void fill(PaperSite &site, int papers)
{
    site.setWorks(generatedWorks(papers));
    site.setScholarPapers(generatedScholarPapers(papers));
    QMap<QString, QString> records;
    QStringList order;
    for (int i = 1; i <= papers; ++i) {
        order.append(QString::number(1000 + i));
        records.insert(order.last(), generatedRecord(1000 + i));
    }
    site.setRecords(records, order);
    site.setWorkOfDoi(u"10.5555/a:b;c"_s, u"W77"_s);
}

// The last run's requests, without those before.
QList<demo::HttpRequest> requestsOf(PaperFixture &fixture)
{
    QList<demo::HttpRequest> requests = fixture.server().requests();
    fixture.server().clearRequests();
    return requests;
}
} // namespace

class PapersSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remotes();
    void firstRun_data();
    void firstRun();
    void upToSoManyResults_data();
    void upToSoManyResults();
    void semanticScholarEndsAtItsReach();
    void failedPageIsFetchedByTheNextRun_data();
    void failedPageIsFetchedByTheNextRun();
    void oldPlacesAreForgotten();
    void refusedPlacesAreForgotten();
    void limit_data();
    void limit();
    void cancelled_data();
    void cancelled();
    void citing();
    void citingAMergedWork();
    void citedByNobody();
    void placesBelongToTheirWork();
    void withoutAKeyByPageNumbers();
    void smallLimitsGetThrough();
    void longLimitsByTheSecond();
    void keysAndAddresses();
    void comesDuringTheRun_data();
    void comesDuringTheRun();
    void marksWhenTheRunBegan_data();
    void marksWhenTheRunBegan();
};

void PapersSyncTest::remotes()
{
    community::Community community;
    QVERIFY(sources::papers::source().remotes(community).isEmpty());
    community.citationQueries = {u"eeg-lab"_s, u"\"a b\" OR c"_s};
    community.citationDois = {u"10.5555/x"_s};
    QStringList names;
    for (const sources::Remote &remote : sources::papers::source().remotes(community))
        names.append(remote.name);
    QCOMPARE(names, (QStringList{u"openalex:eeg-lab"_s, u"semanticscholar:eeg-lab"_s, u"pubmed:eeg-lab"_s,
                                 u"openalex:\"a b\" OR c"_s, u"semanticscholar:\"a b\" OR c"_s,
                                 u"pubmed:\"a b\" OR c"_s, u"citing_10.5555/x"_s}));
}

void PapersSyncTest::firstRun_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("row");
    QTest::addColumn<int>("requests");
    QTest::newRow("OpenAlex")
        << u"openalex:eeg"_s
        << u"openalex|W7|Work 7|Abstract says this.|published|https://doi.org/10.5555/w7|2024-01-08"_s << 1;
    QTest::newRow("Semantic Scholar")
        << u"semanticscholar:brain-wave"_s
        << u"semanticscholar|%1|Paper 7|About number 7.|published|https://www.semanticscholar.org/paper/%1|2007"_s
               .arg(scholarId(7))
        << 1;
    QTest::newRow("PubMed")
        << u"pubmed:eeg"_s
        << u"pubmed|1007|Record 1007|On 1007.|published|https://pubmed.ncbi.nlm.nih.gov/1007/|2020-02"_s << 2;
    QTest::newRow("citing")
        << u"citing_10.5555/a:b;c"_s
        << u"openalex|W7|Work 7|Abstract says this.|published|https://doi.org/10.5555/w7|2024-01-08"_s << 2;
}

void PapersSyncTest::firstRun()
{
    QFETCH(QString, name);
    QFETCH(QString, row);
    QFETCH(int, requests);
    PaperFixture fixture;
    fill(fixture.site(), 62);
    const SyncOutcome run = fixture.run(name);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 62);
    QCOMPARE(run.requests, requests);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(run.notices, QStringList());
    QCOMPARE(run.total->items, 62);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.value(u"SELECT count(*) FROM papers"_s), u"62"_s);
    QVERIFY2(
        look.rows(u"SELECT source, external_id, title, first_message, status, url, created_at FROM papers"_s)
            .contains(row),
        qPrintable(row));
    QCOMPARE(marks(fixture), QStringList{u"papers|"_s + name + u"|62"_s});
    QCOMPARE(look.value(u"SELECT count(*) FROM papers_fts WHERE papers_fts MATCH '7 OR 1007'"_s), u"1"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void PapersSyncTest::upToSoManyResults_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("requests");
    QTest::newRow("OpenAlex") << u"openalex:eeg"_s << 5; // 100 a page
    QTest::newRow("Semantic Scholar") << u"semanticscholar:eeg"_s << 5;
    QTest::newRow("PubMed") << u"pubmed:eeg"_s << 1 + 3; // 200 ids at a time
    QTest::newRow("citing") << u"citing_10.5555/a:b;c"_s << 1 + 5;
}

void PapersSyncTest::upToSoManyResults()
{
    QFETCH(QString, name);
    QFETCH(int, requests);
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 600);
    const SyncOutcome run = fixture.run(name);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 450);
    QCOMPARE(run.requests, requests);
    QCOMPARE(count(fixture), u"450"_s);
    QCOMPARE(run.total->items, 450);
    QCOMPARE(marks(fixture), QStringList{u"papers|"_s + name + u"|450"_s});

    PaperFixture usual; // a hundred, in one page
    fill(usual.site(), 600);
    QVERIFY(usual.run(name).result);
    QCOMPARE(count(usual), u"100"_s);
}

void PapersSyncTest::semanticScholarEndsAtItsReach()
{
    PaperFixture fixture;
    fixture.setResults(5000);
    fill(fixture.site(), 1200);
    const SyncOutcome run = fixture.run(u"semanticscholar:eeg"_s);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(count(fixture), u"999"_s);
}

void PapersSyncTest::failedPageIsFetchedByTheNextRun_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("failing"); // number of the request
    QTest::addColumn<int>("kept");
    QTest::addColumn<int>("requests"); // of the run that goes on
    QTest::newRow("OpenAlex") << u"openalex:eeg"_s << 3 << 200 << 3;
    QTest::newRow("Semantic Scholar") << u"semanticscholar:eeg"_s << 4 << 300 << 2;
    QTest::newRow("PubMed") << u"pubmed:eeg"_s << 3 << 200 << 1 + 2;
    QTest::newRow("citing") << u"citing_10.5555/a:b;c"_s << 4 << 200 << 3;
}

void PapersSyncTest::failedPageIsFetchedByTheNextRun()
{
    QFETCH(QString, name);
    QFETCH(int, failing);
    QFETCH(int, kept);
    QFETCH(int, requests);
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 600);
    fixture.site().setInterceptor(
        [=, seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<demo::HttpAnswer> {
            return ++*seen == failing ? std::optional(jsonAnswer(200, "[{")) : std::nullopt;
        });
    fixture.job().clientConfig().tries = 1;
    const SyncOutcome failed = fixture.run(name);
    QVERIFY(!failed.result);
    QCOMPARE(count(fixture), QString::number(kept));
    QCOMPARE(marks(fixture), QStringList()); // nothing is vouched for

    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.run(name);
    QVERIFY2(next.result, next.result ? "" : qPrintable(next.result.error().text));
    QCOMPARE(next.counts.added, 450 - kept);
    QCOMPARE(next.counts.unchanged, 0); // nothing is fetched twice
    QCOMPARE(next.requests, requests);
    QCOMPARE(count(fixture), u"450"_s);
    QCOMPARE(marks(fixture).size(), 1);
    // The next begins at the first page again.
    QCOMPARE(fixture.run(name).counts.added, 0);
}

void PapersSyncTest::oldPlacesAreForgotten()
{
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 600);
    QVERIFY(fixture.run(u"openalex:eeg"_s, false, 250).result);
    QCOMPARE(count(fixture), u"250"_s);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.execute(u"UPDATE lockkeeper_cursors SET cursor = json_set(cursor, '$.began', "
                          "'2020-01-01T00:00:00+00:00')"_s),
             0);
    const SyncOutcome run = fixture.run(u"openalex:eeg"_s);
    QVERIFY(run.result);
    QCOMPARE(run.requests, 5);
    QCOMPARE(run.counts.unchanged, 250);
    QVERIFY(look.value(u"SELECT last_sync_at FROM sync_metadata"_s) > u"2025"_s);
}

void PapersSyncTest::refusedPlacesAreForgotten()
{
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 600);
    QVERIFY(fixture.run(u"openalex:eeg"_s, false, 250).result);
    fixture.site().setInterceptor([seen = std::make_shared<int>(0)](
                                      const demo::HttpRequest &) -> std::optional<demo::HttpAnswer> {
        return ++*seen == 1 ? std::optional(jsonAnswer(400, R"({"error": "Invalid cursor"})")) : std::nullopt;
    });
    const SyncOutcome run = fixture.run(u"openalex:eeg"_s);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.requests, 1 + 5);
    QCOMPARE(run.counts.unchanged, 250);
    QCOMPARE(count(fixture), u"450"_s);
}

void PapersSyncTest::limit_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"openalex:eeg", "semanticscholar:eeg", "pubmed:eeg", "citing_10.5555/a:b;c"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void PapersSyncTest::limit()
{
    QFETCH(QString, name);
    PaperFixture fixture;
    fill(fixture.site(), 90);
    const SyncOutcome limited = fixture.run(name, false, 57);
    QVERIFY(limited.result);
    QCOMPARE(limited.counts.added, 57);
    QCOMPARE(count(fixture), u"57"_s);
    QCOMPARE(marks(fixture), QStringList());
    const SyncOutcome rest = fixture.run(name);
    QVERIFY(rest.result);
    QCOMPARE(rest.counts.added, 33);
    QCOMPARE(rest.counts.unchanged, 0); // it goes on where the limit was
    QCOMPARE(marks(fixture).size(), 1);

    PaperFixture exact; // all there is: the run is complete
    fill(exact.site(), 57);
    QVERIFY(exact.run(name, false, 57).result);
    QCOMPARE(marks(exact).size(), 1);
}

void PapersSyncTest::cancelled_data()
{
    limit_data();
}

void PapersSyncTest::cancelled()
{
    QFETCH(QString, name);
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 600);
    std::stop_source stop;
    fixture.site().setInterceptor([&, seen = std::make_shared<int>(0)](const demo::HttpRequest &) {
        if (++*seen == 3)
            stop.request_stop();
        return std::optional<demo::HttpAnswer>();
    });
    const SyncOutcome run = fixture.run(name, false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(count(fixture), QString::number(run.counts.added));
    QVERIFY(run.counts.added > 0 && run.counts.added < 450);
    QCOMPARE(marks(fixture), QStringList());
    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.run(name);
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 450 - run.counts.added);
    QCOMPARE(count(fixture), u"450"_s);
}

void PapersSyncTest::citing()
{
    PaperFixture fixture;
    fill(fixture.site(), 20);
    QVERIFY(fixture.run(u"citing_10.5555/a:b;c"_s).result);
    const auto asked = requestsOf(fixture);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.at(0).url.path(), u"/works/https://doi.org/10.5555/a:b;c"_s);
    QCOMPARE(asked.at(1).query("filter"), u"cites:W77"_s);
    QCOMPARE(asked.at(1).query("sort"), u"publication_date:desc"_s);
    // The work is known from then on.
    QVERIFY(fixture.run(u"citing_10.5555/a:b;c"_s).result);
    QCOMPARE(requestsOf(fixture).size(), 1);
    QVERIFY(fixture.run(u"citing_10.5555/a:b;c"_s, true).result);
    QCOMPARE(requestsOf(fixture).size(), 2);

    const SyncOutcome unknown = fixture.run(u"citing_10.5555/typo"_s);
    QVERIFY(!unknown.result);
    QCOMPARE(unknown.result.error().kind, ErrorKind::Gone);
    QCOMPARE(unknown.result.error().status, 404);
    QVERIFY(unknown.result.error().text.contains(u"10.5555/typo"));
    QVERIFY(unknown.result.error().hint.contains(u"citations.dois"));
    QCOMPARE(count(fixture), u"20"_s);
    QCOMPARE(marks(fixture).size(), 1);
}

void PapersSyncTest::citingAMergedWork()
{
    PaperFixture fixture;
    fill(fixture.site(), 20);
    QVERIFY(fixture.run(u"citing_10.5555/a:b;c"_s).result);
    fixture.site().setWorkOfDoi(u"10.5555/a:b;c"_s, u"W78"_s); // W77 is now cited by none
    fixture.site().setWorks(generatedWorks(25));
    const SyncOutcome run = fixture.run(u"citing_10.5555/a:b;c"_s);
    QVERIFY(run.result);
    QCOMPARE(run.requests, 3);
    QCOMPARE(run.counts.added, 5);
    QCOMPARE(fixture.run(u"citing_10.5555/a:b;c"_s).requests, 1);
}

void PapersSyncTest::citedByNobody()
{
    const QString name = u"citing_10.5555/a:b;c"_s;
    PaperFixture fixture;
    fill(fixture.site(), 0);
    QCOMPARE(fixture.run(name).requests, 2);
    QCOMPARE(fixture.run(name).requests, 1); // nothing new to be told of the work
    fixture.site().setWorks(generatedWorks(3));
    QCOMPARE(fixture.run(name).counts.added, 3);
    // Once there were papers, none at all is odd enough to ask which work it is; once.
    fixture.site().setNotFound(true);
    QCOMPARE(fixture.run(name).requests, 2);
    QCOMPARE(fixture.run(name).requests, 1);
    QCOMPARE(count(fixture), u"3"_s);
}

void PapersSyncTest::placesBelongToTheirWork()
{
    const QString name = u"citing_10.5555/a:b;c"_s;
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 300);
    QVERIFY(fixture.run(name, false, 150).result);
    QCOMPARE(count(fixture), u"150"_s);
    fixture.site().setWorkOfDoi(u"10.5555/a:b;c"_s, u"W78"_s); // W77's listing ends at once now
    const SyncOutcome run = fixture.run(name);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.unchanged, 150); // W78's was read from its beginning
    QCOMPARE(count(fixture), u"300"_s);
}

void PapersSyncTest::withoutAKeyByPageNumbers()
{
    PaperFixture fixture;
    fixture.setResults(250);
    fill(fixture.site(), 600);
    fixture.site().setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() != "/works"_L1 || request.query("cursor").isEmpty() ||
            !request.query("api_key").isEmpty())
            return std::nullopt;
        return jsonAnswer(401, R"({"error": "Unauthorized", "message": "Cursors are for those with a key"})");
    });
    const SyncOutcome run = fixture.run(u"openalex:eeg"_s);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 250);
    QCOMPARE(run.requests, 1 + 3);
    QCOMPARE(fixture.run(u"openalex:eeg"_s).requests, 3); // it is known from then on
    QCOMPARE(fixture.run(u"openalex:eeg"_s, true).requests, 1 + 3);
    // Refused altogether: told as such.
    fixture.site().setInterceptor(
        [](const demo::HttpRequest &) { return std::optional(jsonAnswer(401, "{}")); });
    const SyncOutcome refused = fixture.run(u"openalex:eeg"_s, true);
    QVERIFY(!refused.result);
    QCOMPARE(refused.result.error().kind, ErrorKind::Auth);
    QCOMPARE(refused.requests, 2);
    QVERIFY(refused.result.error().hint.contains(u"OPENALEX_API_KEY"));
}

void PapersSyncTest::smallLimitsGetThrough()
{
    for (const char *name : {"openalex:eeg", "semanticscholar:eeg", "pubmed:eeg", "citing_10.5555/a:b;c"}) {
        PaperFixture fixture;
        fill(fixture.site(), 90);
        for (int run = 1; run <= 5; ++run) {
            QVERIFY(fixture.run(QString::fromLatin1(name), false, 20).result);
            QCOMPARE(count(fixture), QString::number(std::min(run * 20, 90)));
        }
        QCOMPARE(marks(fixture).size(), 1);
    }
}

void PapersSyncTest::longLimitsByTheSecond()
{
    // As OpenAlex ends a day's allowance: seconds until midnight, and no Retry-After.
    PaperFixture fixture;
    fixture.site().setInterceptor([](const demo::HttpRequest &) {
        demo::HttpAnswer answer = jsonAnswer(429, R"({"error": "Rate limit exceeded"})");
        answer.set("X-RateLimit-Remaining", "0");
        answer.set("X-RateLimit-Reset", "7200");
        return std::optional(answer);
    });
    const SyncOutcome run = fixture.run(u"openalex:eeg"_s);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
    QCOMPARE(run.requests, 1); // it is not tried again every minute
}

void PapersSyncTest::keysAndAddresses()
{
    PaperFixture fixture;
    fill(fixture.site(), 3);
    http::ClientConfig &config = fixture.job().clientConfig();
    config.contact = u"team+news@lab.example"_s;
    config.credentials.set(u"openalex"_s, "alex/KEY");
    config.credentials.set(u"semanticscholar"_s, "scholarKEY");
    config.credentials.set(u"pubmed"_s, "medKEY");
    config.credentials.setAddress(u"openalex"_s, "me@lab.example");
    QVERIFY(fixture.run(u"openalex:eeg"_s).result);
    const demo::HttpRequest works = requestsOf(fixture).constFirst();
    QCOMPARE(works.query("mailto"), u"me@lab.example"_s);
    QCOMPARE(works.query("api_key"), u"alex/KEY"_s);
    QVERIFY(fixture.run(u"semanticscholar:eeg"_s).result);
    QCOMPARE(requestsOf(fixture).constFirst().header("x-api-key"), "scholarKEY");
    QVERIFY(fixture.run(u"pubmed:eeg"_s).result);
    const auto med = requestsOf(fixture);
    QCOMPARE(med.at(0).query("email"), u"team+news@lab.example"_s);
    QCOMPARE(med.at(0).query("api_key"), u"medKEY"_s);
    QCOMPARE(med.at(0).query("tool"), u"lockkeeper"_s);
    QCOMPARE(med.at(1).method, "POST");
    QVERIFY(!med.at(1).url.hasQuery());
    QCOMPARE(formField(med.at(1).body, u"email"_s), u"team+news@lab.example"_s);
    QCOMPARE(formField(med.at(1).body, u"api_key"_s), u"medKEY"_s);
    QCOMPARE(formField(med.at(1).body, u"tool"_s), u"lockkeeper"_s);
    QCOMPARE(formField(med.at(1).body, u"id"_s), u"1001,1002,1003"_s);
    // And none of it in what people get to read.
    fixture.site().setInterceptor(
        [](const demo::HttpRequest &) { return std::optional(jsonAnswer(200, "[]")); });
    for (const char *name : {"openalex:eeg", "semanticscholar:eeg", "pubmed:eeg"}) {
        const SyncOutcome run = fixture.run(QString::fromLatin1(name));
        QVERIFY(!run.result);
        const Error &error = run.result.error();
        const QString all = error.text + error.hint + error.url;
        for (const char *secret : {"KEY", "lab.example"})
            QVERIFY2(!all.contains(QLatin1StringView(secret)), qPrintable(all));
        QVERIFY(!error.url.isEmpty());
    }
    QVERIFY(!Sqlite(fixture.databasePath())
                 .rows(u"SELECT * FROM lockkeeper_cursors"_s)
                 .join(u' ')
                 .contains(u"KEY"));
}

void PapersSyncTest::comesDuringTheRun_data()
{
    limit_data();
}

// What a listing gets at its top while it is walked is the next run's.
void PapersSyncTest::comesDuringTheRun()
{
    QFETCH(QString, name);
    PaperFixture fixture;
    fixture.setResults(450);
    fill(fixture.site(), 303);
    PaperSite before; // as it was when the run began
    fill(before, 303);
    QJsonArray works = generatedWorks(303);
    QJsonArray papers = generatedScholarPapers(303);
    QMap<QString, QString> records;
    QStringList order;
    for (int i = 4; i <= 303; ++i) {
        order.append(QString::number(1000 + i));
        records.insert(order.last(), generatedRecord(1000 + i));
    }
    for (int i = 1; i <= 3; ++i) {
        works.removeFirst();
        papers.removeFirst();
    }
    before.setWorks(works);
    before.setScholarPapers(papers);
    before.setRecords(records, order);
    const int first = name.startsWith("citing"_L1) ? 2 : 1; // requests until the listing has begun
    fixture.site().setInterceptor([&before, first, seen = std::make_shared<int>(0)](
                                      const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        return ++*seen <= first ? std::optional(before.handle(request)) : std::nullopt;
    });
    const SyncOutcome run = fixture.run(name);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(count(fixture), u"300"_s);
    const SyncOutcome next = fixture.run(name);
    QVERIFY2(next.result, next.result ? "" : qPrintable(next.result.error().text));
    QCOMPARE(next.counts.added, 3);
    QCOMPARE(count(fixture), u"303"_s);
}

void PapersSyncTest::marksWhenTheRunBegan_data()
{
    limit_data();
}

void PapersSyncTest::marksWhenTheRunBegan()
{
    QFETCH(QString, name);
    PaperFixture fixture;
    fixture.setResults(450);
    PaperSite site;
    fill(site, 300);
    // The server's clock is behind ours, and every answer takes it a day. Which work is cited is asked
    // before.
    const int first = name.startsWith("citing"_L1) ? 14 : 15;
    fixture.site().setInterceptor(
        [&site, day = std::make_shared<int>(first)](const demo::HttpRequest &request) {
            demo::HttpAnswer answer = site.handle(request);
            answer.set("Date", QLocale::c()
                                   .toString(QDate(2022, 11, (*day)++), u"ddd, dd MMM yyyy '08:12:31 GMT'"_s)
                                   .toLatin1());
            return std::optional(answer);
        });
    const SyncOutcome run = fixture.run(name);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QVERIFY(run.requests > 1);
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT last_sync_at FROM sync_metadata"_s),
             u"2022-11-15T08:12:31+00:00"_s);
}

QTEST_GUILESS_MAIN(PapersSyncTest)
#include "papers_sync.moc"
