// A repository's sync against the embedded GitHub, into a real database: first, repeated, interrupted, full.
#include "tests/support/Sqlite.h"
#include "tests/support/SyncFixture.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncFixture;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
constexpr qint64 begin = 1'700'000'000;

// What the site holds, as rows of the database say it.
QStringList expectedRows(SyncFixture &fixture, const QString &repository)
{
    QStringList rows;
    for (const demo::GithubItem &item : fixture.site().items(repository)) {
        const std::optional<demo::Prose> prose = fixture.site().prose(repository, item.number);
        rows.append(u"%1|%2|%3|%4|%5"_s.arg(item.pullRequest ? u"pr"_s : u"issue"_s)
                        .arg(item.number)
                        .arg(prose->title, prose->body ? *prose->body : u"NULL"_s,
                             item.open ? u"open"_s : u"closed"_s));
    }
    return rows;
}

QStringList storedRows(SyncFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT item_type, number, title, first_message, status FROM github_items ORDER BY number"_s);
}

QString lastSync(SyncFixture &fixture)
{
    return Sqlite(fixture.databasePath()).value(u"SELECT last_sync_at, items_synced FROM sync_metadata"_s);
}
} // namespace

class GithubSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncStoresEverything();
    void secondSyncAsksOnceAndWritesNothing();
    void changesArrive();
    void additionsBehindAFullLastPageArrive();
    void manyItemsOfOneTimestamp();
    void anEmptyRepository();
    void limitStopsAndTheNextRunGoesOn();
    void limitWithinTheLastPage();
    void cancelKeepsWhatIsCommitted();
    void fullSyncReconciles();
    void fullSyncDoesNotMoveTheCursorBack();
    void itemsThatChangeDuringTheWalkAreNotLost();
    void renamedRepository();
    void marksWhenTheRunBegan();
};

void GithubSyncTest::firstSyncStoresEverything()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 350});
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (CommitCounts{.added = 350}));
    QCOMPARE(run.requests, 4); // 100 + 99 + 99 + 52: the last of a page comes again with the next
    QCOMPARE(run.total->items, 350);
    QVERIFY(!run.total->estimate);
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
    QCOMPARE(Sqlite(fixture.databasePath()).integrityProblem(), QString());
    QVERIFY(lastSync(fixture).endsWith(u"|350"));
}

void GithubSyncTest::secondSyncAsksOnceAndWritesNothing()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 250});
    QVERIFY(fixture.sync().result);
    Sqlite look(fixture.databasePath());
    const QStringList before = look.rows(u"SELECT * FROM github_items"_s);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(run.requests, 1);
    QCOMPARE(run.notModified, 1);
    QCOMPARE(look.rows(u"SELECT * FROM github_items"_s), before);
    QVERIFY(lastSync(fixture).endsWith(u"|0"));
}

void GithubSyncTest::changesArrive()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 120});
    QVERIFY(fixture.sync().result);
    const qint64 later = begin + 1'000'000;
    QVERIFY(
        fixture.site().editItem(u"org/tool"_s, 5, {.title = u"New title"_s, .body = u"New body"_s}, later));
    QVERIFY(fixture.site().closeItem(
        u"org/tool"_s, fixture.site().addItem(u"org/tool"_s, {.createdAt = later, .updatedAt = later}),
        later + 1));
    QVERIFY(fixture.site().commentOn(u"org/tool"_s, 9, later + 2)); // moves updated_at and nothing we keep
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 1);
    QCOMPARE(run.counts.changed, 1);
    QVERIFY(run.counts.unchanged >= 1);
    QCOMPARE(run.requests, 1);
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
    QVERIFY(lastSync(fixture).endsWith(u"|2"));
    QCOMPARE(fixture.sync().notModified, 1);
}

void GithubSyncTest::additionsBehindAFullLastPageArrive()
{
    for (const int items : {100, 199}) { // the last page is full to the item
        SyncFixture fixture;
        fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = items});
        QVERIFY(fixture.sync().result);
        fixture.site().addItem(u"org/tool"_s,
                               {.createdAt = begin + 1'000'000, .updatedAt = begin + 1'000'000});
        const SyncOutcome run = fixture.sync();
        QVERIFY(run.result);
        QCOMPARE(run.counts.added, 1);
        QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
        QCOMPARE(fixture.sync().notModified, 1);
    }
}

void GithubSyncTest::manyItemsOfOneTimestamp()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 800, .sameTime = 350});
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 800}));
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
}

void GithubSyncTest::anEmptyRepository()
{
    SyncFixture fixture;
    fixture.site().addRepository(u"org/tool"_s);
    QVERIFY(fixture.sync().result);
    QVERIFY(lastSync(fixture).endsWith(u"|0"));
    const SyncOutcome again = fixture.sync();
    QVERIFY(again.result);
    QCOMPARE(again.notModified, 1);
    fixture.site().addItem(u"org/tool"_s, {.createdAt = begin, .updatedAt = begin});
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 1}));
}

void GithubSyncTest::limitStopsAndTheNextRunGoesOn()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 300});
    const SyncOutcome first = fixture.sync(false, 120);
    QVERIFY(first.result);
    QCOMPARE(first.counts, (CommitCounts{.added = 120}));
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM sync_metadata"_s),
             u"0"_s); // nothing is vouched for
    const SyncOutcome second = fixture.sync();
    QVERIFY(second.result);
    QCOMPARE(second.counts.added, 180);
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
}

void GithubSyncTest::limitWithinTheLastPage()
{
    for (const bool withEtag : {true, false}) {
        SyncFixture fixture;
        fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 60});
        if (!withEtag) {
            fixture.site().setInterceptor([&](const demo::HttpRequest &request) {
                demo::HttpAnswer answer = fixture.site().answer(request);
                answer.headers.removeIf([](const auto &header) { return header.first.toLower() == "etag"; });
                return std::optional(answer);
            });
        }
        const SyncOutcome first = fixture.sync(false, 5);
        QVERIFY(first.result);
        QCOMPARE(first.counts, (CommitCounts{.added = 5}));
        QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
        QVERIFY(fixture.sync().result);
        QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
    }
}

void GithubSyncTest::cancelKeepsWhatIsCommitted()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 500});
    std::stop_source stop;
    fixture.site().setInterceptor([&, seen = std::make_shared<int>(0)](const demo::HttpRequest &) {
        if (++*seen == 3)
            stop.request_stop();
        return std::optional<demo::HttpAnswer>();
    });
    const SyncOutcome run = fixture.sync(false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM github_items"_s),
             QString::number(run.counts.added));
    QVERIFY(run.counts.added >= 100 && run.counts.added < 300);
    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 500 - run.counts.added);
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
}

void GithubSyncTest::fullSyncReconciles()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 150});
    QVERIFY(fixture.sync().result);
    QVERIFY(fixture.site().deleteItem(u"org/tool"_s, 7));
    QVERIFY(fixture.site().deleteItem(u"org/tool"_s, 99));
    QCOMPARE(fixture.sync().counts.deleted, 0); // an incremental run does not look for what is gone
    const SyncOutcome run = fixture.sync(true);
    QVERIFY(run.result);
    QCOMPARE(run.counts.deleted, 2);
    QCOMPARE(run.counts.unchanged, 148);
    QCOMPARE(run.requests, 4); // two pages and a question for each that was missing
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));

    for (const int status : {404, 410}) { // either says so
        const int number = status - 400;
        QVERIFY(fixture.site().deleteItem(u"org/tool"_s, number));
        fixture.site().setInterceptor(
            [status, number](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
                if (request.url.path().endsWith(u"/issues/%1"_s.arg(number)))
                    return demo::HttpAnswer{.status = status, .body = "{}"};
                return {};
            });
        QCOMPARE(fixture.sync(true).counts.deleted, 1);
    }

    // A page that fails is no word about what is gone.
    fixture.site().deleteItem(u"org/tool"_s, 50);
    fixture.site().setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().endsWith(u"/issues/50"))
            return demo::HttpAnswer{.status = 403, .body = "{}"};
        return {};
    });
    const SyncOutcome failed = fixture.sync(true);
    QVERIFY(!failed.result);
    QCOMPARE(failed.counts.deleted, 0);
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM github_items WHERE number = 50"_s),
             u"1"_s);
}

void GithubSyncTest::fullSyncDoesNotMoveTheCursorBack()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 250});
    QVERIFY(fixture.sync().result);
    Sqlite look(fixture.databasePath());
    const QString cursor = look.value(u"SELECT cursor FROM lockkeeper_cursors"_s);
    QVERIFY(fixture.sync(true, 60).result); // stopped early
    QCOMPARE(look.value(u"SELECT cursor FROM lockkeeper_cursors"_s), cursor);
    QCOMPARE(fixture.sync().notModified, 1);
}

void GithubSyncTest::itemsThatChangeDuringTheWalkAreNotLost()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 400});
    const std::vector<demo::GithubItem> items = fixture.site().items(u"org/tool"_s);
    // With every page some of the items that were on it jump to the end of the listing.
    fixture.site().setInterceptor([&, seen = std::make_shared<int>(0)](const demo::HttpRequest &request) {
        std::optional<demo::HttpAnswer> answer = fixture.site().answer(request);
        if (++*seen <= 3) {
            for (int i = 0; i < 5; ++i)
                fixture.site().editItem(
                    u"org/tool"_s, items.at(static_cast<std::size_t>(*seen * 20 + i)).number,
                    {.title = u"Changed on the way"_s, .body = {}}, begin + 2'000'000 + *seen);
        }
        return answer;
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(storedRows(fixture), expectedRows(fixture, u"org/tool"_s));
}

void GithubSyncTest::renamedRepository()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 250});
    fixture.site().renameRepository(u"org/tool"_s, u"neworg/bettertool"_s);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 250);
    QCOMPARE(run.requests, 4); // one redirect: the other pages are asked for at the new place
    QCOMPARE(run.notices.size(), 1);
    QVERIFY2(run.notices.first().contains(u"org/tool is now neworg/bettertool"),
             qPrintable(run.notices.first()));
    QCOMPARE(Sqlite(fixture.databasePath()).rows(u"SELECT DISTINCT repo FROM github_items"_s),
             QStringList{u"org/tool"_s});
}

void GithubSyncTest::marksWhenTheRunBegan()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 10});
    // The server's clock is two hours behind ours: what it says vouches for less.
    fixture.site().setInterceptor([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        demo::HttpAnswer answer = fixture.site().answer(request);
        answer.set("Date", "Tue, 15 Nov 2022 08:12:31 GMT");
        return answer;
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(lastSync(fixture), u"2022-11-15T08:12:31+00:00|10"_s);
}

QTEST_GUILESS_MAIN(GithubSyncTest)
#include "github_sync.moc"
