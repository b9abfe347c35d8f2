// The proposals' sync against remotes of our own, into a real database: first, repeated, changed, stopped,
// full.
#include "BepFixture.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::BepProposal;
using demo::BepPull;
using demo::HttpRequest;
using lockkeeper::tests::BepFixture;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
const QString listPath = u"/bids-standard/bids-website/main/data/beps/beps.yml"_s;
const QString pullsPath = u"/repos/bids-standard/bids-specification/pulls"_s;
const QString openPulls = pullsPath + u"?state=open&per_page=100"_s;

// A draft, an open one, a closed and a merged one.
void addFour(BepFixture &fixture)
{
    fixture.site().put(BepProposal{
        .number = u"001"_s, .title = u"Draft"_s, .leads = {}, .googleDoc = u"https://docs.example/1"_s});
    fixture.addOpen(u"002"_s, 20);
    for (const int number : {3, 4}) {
        fixture.site().put(
            BepProposal{.number = u"00%1"_s.arg(number), .title = u"Past"_s, .pull = number * 10});
        fixture.site().put(BepPull{.number = number * 10, .open = false, .merged = number == 4});
    }
}
} // namespace

class BepSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncStoresEveryState();
    void secondSyncAsksEachListingOnce();
    void manyOpenOnesCostNoMore();
    void newCommitIsFetched();
    void talkFetchesNothing();
    void closesAndReopens();
    void listChangesArrive();
    void leavesTheList();
    void limitStopsAndTheNextRunGoesOn();
    void cancelKeepsWhatIsCommitted();
    void whatMovesBetweenAStopAndTheNextRun();
    void fullSyncReadsAllAgain();
    void withoutAListingOfPulls();
    void manyPagesOfOpenPulls();
    void rowsOfAnotherProgramAreTakenOver();
    void sendsTheTokenToTheApiAlone();
    void movesDuringTheRun();
    void marksWhenTheRunBegan();
};

void BepSyncTest::firstSyncStoresEveryState()
{
    BepFixture fixture;
    addFour(fixture);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (CommitCounts{.added = 4}));
    QCOMPARE(fixture.states(),
             (QStringList{u"001|draft"_s, u"002|proposed"_s, u"003|closed"_s, u"004|closed"_s}));
    QCOMPARE(
        fixture.value(u"SELECT title, pull_request_url, pull_request_number, leads, content FROM bep_items "
                      "WHERE bep_number = '002'"_s),
        u"Proposal 002|https://github.com/bids-standard/bids-specification/pull/20|20|[\"Ada "
        u"Lind\"]|<!-- File: src/bep-002.md -->\n# BEP 002\n"_s);
    QCOMPARE(fixture.value(u"SELECT google_doc_url, pull_request_url, leads, content FROM bep_items WHERE "
                           "bep_number = '001'"_s),
             u"https://docs.example/1|NULL|NULL|NULL"_s);
    QCOMPARE(fixture.value(u"SELECT source_type, source_name, items_synced FROM sync_metadata"_s),
             u"beps|bids-website|4"_s);
    // The list, the open ones, the two that are not among them, and of the open one its files.
    QCOMPARE(fixture.asked(), (QStringList{listPath, openPulls, pullsPath + u"/20/files?per_page=100"_s,
                                           u"/fork-002/bids-specification/bep002/src/bep-002.md"_s,
                                           pullsPath + u"/30"_s, pullsPath + u"/40"_s}));
    QCOMPARE(run.total->items, 4);
    QCOMPARE(lockkeeper::tests::Sqlite(fixture.databasePath()).integrityProblem(), QString());
}

void BepSyncTest::secondSyncAsksEachListingOnce()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    const QStringList before = fixture.rows(u"SELECT * FROM bep_items"_s);
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(fixture.asked(), (QStringList{listPath, openPulls}));
    QCOMPARE(run.notModified, 2);
    QCOMPARE(fixture.rows(u"SELECT * FROM bep_items"_s), before);
    QCOMPARE(fixture.value(u"SELECT items_synced FROM sync_metadata"_s), u"0"_s);
}

void BepSyncTest::manyOpenOnesCostNoMore()
{
    BepFixture fixture;
    for (int i = 1; i <= 40; ++i)
        fixture.addOpen(u"0%1"_s.arg(i, 2, 10, QLatin1Char('0')), 1000 + i);
    const SyncOutcome first = fixture.sync();
    QCOMPARE(first.counts, (CommitCounts{.added = 40}));
    QCOMPARE(first.requests, 2 + 40 * 2); // of each its list of files, and the one file
    const SyncOutcome second = fixture.sync();
    QCOMPARE(second.requests, 2);
    QCOMPARE(second.notModified, 2);
}

void BepSyncTest::newCommitIsFetched()
{
    BepFixture fixture;
    addFour(fixture);
    fixture.addOpen(u"005"_s, 50);
    QVERIFY(fixture.sync().result);
    fixture.site().changePull(50, [](BepPull &pull) {
        pull.files[u"src/bep-005.md"_s] = "# Second version\n";
        pull.updatedAt = 9;
    });
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.changed = 1}));
    // The list has not changed, so its entry is taken from what is stored.
    QCOMPARE(fixture.asked(), (QStringList{listPath, openPulls, pullsPath + u"/50/files?per_page=100"_s,
                                           u"/fork-005/bids-specification/bep005/src/bep-005.md"_s}));
    QCOMPARE(fixture.value(u"SELECT content, leads FROM bep_items WHERE bep_number = '005'"_s),
             u"<!-- File: src/bep-005.md -->\n# Second version\n|[\"Ada Lind\"]"_s);
    QCOMPARE(fixture.sync().requests, 2);
}

void BepSyncTest::talkFetchesNothing()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    fixture.site().changePull(20, [](BepPull &pull) { pull.updatedAt = 9; });
    const SyncOutcome run = fixture.sync();
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(run.requests, 2);
    QCOMPARE(run.notModified, 1);
    QCOMPARE(fixture.sync().notModified, 2);
}

void BepSyncTest::closesAndReopens()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    fixture.site().changePull(20, [](BepPull &pull) { pull.open = false; });
    const SyncOutcome closed = fixture.sync();
    QCOMPARE(closed.counts, (CommitCounts{.changed = 1}));
    QCOMPARE(closed.requests, 3); // it is missing among the open ones: asked for by its number
    QCOMPARE(fixture.value(u"SELECT status, content FROM bep_items WHERE bep_number = '002'"_s),
             u"closed|NULL"_s);
    QCOMPARE(fixture.sync().requests, 2);
    fixture.site().changePull(20, [](BepPull &pull) { pull.open = true; });
    const SyncOutcome again = fixture.sync();
    QCOMPARE(again.counts, (CommitCounts{.changed = 1}));
    QCOMPARE(fixture.value(u"SELECT status, content IS NULL FROM bep_items WHERE bep_number = '002'"_s),
             u"proposed|0"_s);
}

void BepSyncTest::listChangesArrive()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    fixture.site().put(BepProposal{.number = u"001"_s, .title = u"A draft no longer"_s, .pull = 20});
    fixture.site().put(BepProposal{.number = u"002"_s, .title = u"Back to a draft"_s});
    fixture.addOpen(u"006"_s, 60);
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 1, .changed = 2, .unchanged = 2}));
    QCOMPARE(fixture.states(), (QStringList{u"001|proposed"_s, u"002|draft"_s, u"003|closed"_s,
                                            u"004|closed"_s, u"006|proposed"_s}));
    QCOMPARE(run.requests, 2 + 2 + 2); // the closed ones are not asked about again
    QCOMPARE(fixture.value(u"SELECT content IS NULL FROM bep_items WHERE bep_number = '002'"_s), u"1"_s);
}

void BepSyncTest::leavesTheList()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    fixture.site().remove(u"003"_s);
    const SyncOutcome run = fixture.sync();
    QCOMPARE(run.counts, (CommitCounts{.unchanged = 3, .deleted = 1}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items WHERE bep_number = '003'"_s), u"0"_s);
    QCOMPARE(lockkeeper::tests::Sqlite(fixture.databasePath()).integrityProblem(), QString());
    // An entry whose number cannot be read may be any of them.
    fixture.site().setList("- number: '001'\n  title: Draft\n- number: none\n  title: x\n");
    const SyncOutcome uncertain = fixture.sync();
    QVERIFY(uncertain.result);
    QCOMPARE(uncertain.skipped, 1);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items"_s), u"3"_s);
}

void BepSyncTest::limitStopsAndTheNextRunGoesOn()
{
    BepFixture fixture;
    for (int i = 1; i <= 5; ++i)
        fixture.addOpen(u"00%1"_s.arg(i), i);
    const SyncOutcome first = fixture.sync(false, 2);
    QVERIFY(first.result);
    QCOMPARE(first.counts, (CommitCounts{.added = 2}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    (void)fixture.asked();
    const SyncOutcome second = fixture.sync();
    QCOMPARE(second.counts, (CommitCounts{.added = 3}));
    QCOMPARE(second.requests, 2 + 3 * 2);
    QCOMPARE(fixture.sync().requests, 2);
}

void BepSyncTest::cancelKeepsWhatIsCommitted()
{
    BepFixture fixture;
    for (int i = 1; i <= 5; ++i)
        fixture.addOpen(u"00%1"_s.arg(i), i);
    std::stop_source stop;
    fixture.site().setInterceptor([&stop](const HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().contains(u"bep-003.md"_s))
            stop.request_stop();
        return {};
    });
    const SyncOutcome run = fixture.sync(false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(fixture.states(), (QStringList{u"001|proposed"_s, u"002|proposed"_s}));
    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 3}));
}

void BepSyncTest::whatMovesBetweenAStopAndTheNextRun()
{
    BepFixture fixture;
    for (int i = 1; i <= 4; ++i)
        fixture.addOpen(u"00%1"_s.arg(i), i);
    QVERIFY(fixture.sync(false, 2).result);
    fixture.site().changePull(1, [](BepPull &pull) { pull.files[u"src/bep-001.md"_s] = "moved on\n"; });
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 2, .changed = 1}));
    // The same where a run stopped that had found the list unchanged.
    for (const int number : {1, 2, 3}) {
        fixture.site().changePull(
            number, [](BepPull &pull) { pull.files[pull.files.firstKey()] = "and once more\n"; });
    }
    QCOMPARE(fixture.sync(false, 1).counts, (CommitCounts{.changed = 1}));
    fixture.site().changePull(1, [](BepPull &pull) { pull.open = false; });
    QCOMPARE(fixture.sync().counts, (CommitCounts{.changed = 3}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items WHERE content LIKE '%once more%'"_s), u"2"_s);
    QCOMPARE(fixture.sync().requests, 2);
}

void BepSyncTest::fullSyncReadsAllAgain()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    lockkeeper::tests::Sqlite other(fixture.databasePath());
    QCOMPARE(other.execute(u"UPDATE bep_items SET content = 'spoilt' WHERE bep_number = '002'"_s), 0);
    QCOMPARE(
        other.execute(u"INSERT INTO bep_items(bep_number, title, status, synced_at) VALUES('099', 'stray', "
                      u"'draft', 'x')"_s),
        0);
    QCOMPARE(fixture.sync().counts, CommitCounts{});
    const SyncOutcome full = fixture.sync(true);
    QVERIFY(full.result);
    QCOMPARE(full.notModified, 0);
    QCOMPARE(full.counts, (CommitCounts{.changed = 1, .unchanged = 3, .deleted = 1}));
    QCOMPARE(fixture.sync().notModified, 2);
}

// A server that has the single pull requests only.
void BepSyncTest::withoutAListingOfPulls()
{
    BepFixture fixture;
    addFour(fixture);
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == pullsPath)
            return BepFixture::json(R"({"message": "Not Found"})", 404);
        return {};
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.states(),
             (QStringList{u"001|draft"_s, u"002|proposed"_s, u"003|closed"_s, u"004|closed"_s}));
    const SyncOutcome repeat = fixture.sync();
    QCOMPARE(repeat.counts, CommitCounts{});
    QCOMPARE(repeat.requests, 2 + 3);
    QCOMPARE(repeat.notModified, 1 + 3);
    fixture.site().changePull(20, [](BepPull &pull) { pull.files[u"src/bep-002.md"_s] = "new\n"; });
    QCOMPARE(fixture.sync().counts, (CommitCounts{.changed = 1}));
    // A row that somebody took away, and a list that has changed: "not modified" would bring nothing back.
    QCOMPARE(lockkeeper::tests::Sqlite(fixture.databasePath()).execute(u"DELETE FROM bep_items"_s), 0);
    fixture.site().put(BepProposal{.number = u"007"_s, .title = u"New"_s});
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 5}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM bep_items WHERE content LIKE '%new%'"_s), u"1"_s);
}

void BepSyncTest::manyPagesOfOpenPulls()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1); // the oldest: on the last page
    for (int number = 2; number <= 230; ++number)
        fixture.site().put(BepPull{.number = number, .repository = u"a/b"_s, .branch = u"x"_s});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.states(), QStringList{u"001|proposed"_s});
    const SyncOutcome repeat = fixture.sync();
    QCOMPARE(repeat.requests, 1 + 3);
    QCOMPARE(repeat.notModified, 4);
    fixture.site().changePull(1, [](BepPull &pull) { pull.files[u"src/bep-001.md"_s] = "new\n"; });
    QCOMPARE(fixture.sync().counts, (CommitCounts{.changed = 1}));
}

void BepSyncTest::rowsOfAnotherProgramAreTakenOver()
{
    BepFixture fixture;
    addFour(fixture);
    QVERIFY(fixture.sync(false, 1).result); // makes the database
    lockkeeper::tests::Sqlite other(fixture.databasePath());
    QCOMPARE(other.execute(u"INSERT INTO bep_items(bep_number, title, status, pull_request_number, content, "
                           u"synced_at) VALUES('002', 'old', 'draft', 20, 'old text', 'x')"_s),
             0);
    const SyncOutcome run = fixture.sync();
    QCOMPARE(run.counts, (CommitCounts{.added = 2, .changed = 1}));
    QCOMPARE(fixture.value(u"SELECT status, content FROM bep_items WHERE bep_number = '002'"_s),
             u"proposed|<!-- File: src/bep-002.md -->\n# BEP 002\n"_s);
}

void BepSyncTest::sendsTheTokenToTheApiAlone()
{
    BepFixture fixture;
    fixture.clientConfig().credentials.set(u"github"_s, "s3cret");
    addFour(fixture);
    QVERIFY(fixture.sync().result);
    for (const HttpRequest &request : fixture.server().requests()) {
        const bool isApi = request.url.path().startsWith(u"/repos/"_s);
        QCOMPARE(request.header("Authorization").contains("s3cret"), isApi);
        QCOMPARE(request.header("Accept-Encoding") == "identity", !isApi);
    }
    QVERIFY(!fixture.everything().join(u'\n').contains(u"s3cret"_s));
}

// What moves behind a run's back is the next one's: pull requests alone, or the list, too.
void BepSyncTest::movesDuringTheRun()
{
    for (const bool list : {false, true}) {
        BepFixture fixture;
        for (int i = 1; i <= 3; ++i)
            fixture.addOpen(u"00%1"_s.arg(i), i);
        fixture.site().setInterceptor([&](const HttpRequest &request) -> std::optional<demo::HttpAnswer> {
            if (request.url.path().endsWith(u"/2/files"_s)) { // the listings are read, and all of the first
                fixture.site().changePull(
                    1, [](BepPull &pull) { pull.files[u"src/bep-001.md"_s] = "moved on\n"; });
                fixture.site().changePull(3, [](BepPull &pull) { pull.open = false; });
                if (list)
                    fixture.site().put(BepProposal{.number = u"004"_s, .title = u"New"_s});
            }
            return {};
        });
        QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 3}));
        fixture.site().setInterceptor({});
        QVERIFY(fixture.sync().result);
        QStringList states{u"001|proposed"_s, u"002|proposed"_s, u"003|closed"_s};
        if (list)
            states.append(u"004|draft"_s);
        QCOMPARE(fixture.states(), states);
        QCOMPARE(fixture.value(u"SELECT content FROM bep_items WHERE bep_number = '001'"_s),
                 u"<!-- File: src/bep-001.md -->\nmoved on\n"_s);
        QCOMPARE(fixture.sync().notModified, 2);
    }
}

void BepSyncTest::marksWhenTheRunBegan()
{
    BepFixture fixture;
    BepFixture answers;
    addFour(answers);
    // The server's clock is behind ours, and every answer takes it a day.
    fixture.site().setInterceptor(
        [&, day = std::make_shared<int>(15)](const HttpRequest &request) -> std::optional<demo::HttpAnswer> {
            demo::HttpAnswer answer = answers.site().handle(request);
            answer.set("Date", QLocale::c()
                                   .toString(QDate(2022, 11, (*day)++), u"ddd, dd MMM yyyy '08:12:31 GMT'"_s)
                                   .toLatin1());
            return answer;
        });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.value(u"SELECT last_sync_at FROM sync_metadata"_s), u"2022-11-15T08:12:31+00:00"_s);
}

QTEST_GUILESS_MAIN(BepSyncTest)
#include "beps_sync.moc"
