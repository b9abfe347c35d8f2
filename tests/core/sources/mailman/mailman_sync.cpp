// A mailing list's sync against an archive like Mailman's, into a real database: first, repeated,
// interrupted, full.
#include "PipermailSite.h"
#include "tests/support/Sqlite.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::Mail;
using demo::MailArchive;
using lockkeeper::tests::MailFixture;
using lockkeeper::tests::PipermailSite;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
void fill(PipermailSite &site)
{
    site.addGenerated(u"2019-March"_s, {2019, 3, 1}, 70);
    site.addGenerated(u"2019-April"_s, {2019, 4, 1}, 8);
    site.addGenerated(u"2019q3"_s, {2019, 7, 5}, 12);
    site.addGenerated(u"Week-of-Mon-20191111"_s, {2019, 11, 12}, 4);
    site.addGenerated(u"20191120"_s, {2019, 11, 20}, 3);
    site.addGenerated(u"2020"_s, {2020, 2, 1}, 9);
}
constexpr int filled = 106;

QString state(MailFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .value(u"SELECT source_type, source_name, last_sync_at, items_synced FROM sync_metadata"_s);
}

const char *text(const SyncOutcome &run)
{
    static QByteArray kept;
    kept = run.result ? QByteArray() : run.result.error().text.toUtf8();
    return kept.constData();
}
} // namespace

class MailmanSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncStoresEverything();
    void pagesGiveTheSameRows_data();
    void pagesGiveTheSameRows();
    void secondSyncWritesNothing_data();
    void secondSyncWritesNothing();
    void newMessagesArrive();
    void aPeriodIsDoneOnlyWhenItWasReadAfterItsEnd();
    void archivesThatLagBehind();
    void limitStopsAndTheNextRunGoesOn_data();
    void limitStopsAndTheNextRunGoesOn();
    void cancelKeepsWhatIsCommitted();
    void startYear();
    void threadsAcrossPeriodsAndRuns_data();
    void threadsAcrossPeriodsAndRuns();
    void fullSyncReconciles();
    void otherLettersInAnAddressAreAskedForAsTheyAre();
    void comesDuringTheRun();
    void renumberedArchive();
    void firstMessageOfAll();
    void emptyArchive();
    void marksWhenTheRunBegan();
};

void MailmanSyncTest::firstSyncStoresEverything()
{
    MailFixture fixture;
    fill(fixture.site());
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = filled}));
    QCOMPARE(run.requests, 1 + 2 * 6); // the index, and for each period its listing and its mbox file
    QCOMPARE(run.total->items, filled);
    QVERIFY(!run.total->estimate);
    QCOMPARE(run.notices, QStringList());
    const QStringList rows = fixture.rows();
    QCOMPARE(rows.size(), filled);
    QCOMPARE(rows.at(0), u"tide|000001|000001|[tide] Question 1|Ann Kelp|ann at kelp.example|"
                         "2019-03-01T06:00:00+00:00|Body of 1.\n\nTwo lines & <one> more|NULL|"
                         "http://host/pipermail/tide/2019-March/000001.html|2019"_s);
    QCOMPARE(rows.at(2), u"tide|000003|000001|[tide] Question 1|Ann Kelp|ann at kelp.example|"
                         "2019-03-01T06:20:00+00:00|Body of 3.\n\nTwo lines & <one> more|m1@tide.example|"
                         "http://host/pipermail/tide/2019-March/000003.html|2019"_s);
    QVERIFY(state(fixture).startsWith(u"mailman|tide|20"));
    QVERIFY(state(fixture).endsWith(u"|106"));
    QCOMPARE(Sqlite(fixture.databasePath()).integrityProblem(), QString());
}

void MailmanSyncTest::pagesGiveTheSameRows_data()
{
    QTest::addColumn<int>("archives");
    QTest::addColumn<QByteArray>("march");
    QTest::addColumn<qint64>("requests");
    QTest::addColumn<bool>("newer"); // in the listings
    const int packed = static_cast<int>(MailArchive::Files::Packed);
    const qint64 all = 1 + 2 * 6;
    // Where the index names none, one is asked for by its usual name, once.
    QTest::newRow("no mbox files") << static_cast<int>(MailArchive::Files::Missing) << QByteArray()
                                   << 1 + 6 + 1 + qint64{filled} << false;
    QTest::newRow("no mbox files, a newer Mailman") << static_cast<int>(MailArchive::Files::Missing)
                                                    << QByteArray() << 1 + 6 + 1 + qint64{filled} << true;
    QTest::newRow("a newer Mailman") << packed << QByteArray() << all << true;
    QTest::newRow("not packed") << static_cast<int>(MailArchive::Files::Plain) << QByteArray() << all
                                << false;
    // Nobody can tell whether its end is there, so the last message of each is read from its page.
    QTest::newRow("packed by the server")
        << static_cast<int>(MailArchive::Files::PackedByServer) << QByteArray() << all + 6 << false;
    PipermailSite site;
    fill(site);
    const QByteArray march = site.mbox(u"2019-March"_s);
    QTest::newRow("not an mbox file") << packed << QByteArray("<html>sorry</html>") << all + 70 << false;
    QByteArray other = march;
    other.replace("Subject: [tide] Question 4\n", "Subject: [tide] Something else\n");
    // The one before them, too: what follows it is not what was expected.
    QTest::newRow("another subject") << packed << other << all + 3 + 1 << false;
    QTest::newRow("another subject, a newer Mailman") << packed << other << all + 70 << true;
    const qsizetype second = march.indexOf("\nFrom ", 10) + 1;
    QTest::newRow("a message less") << packed << march.mid(second) << all + 1 << false;
    QTest::newRow("the last not in it yet")
        << packed << march.left(march.lastIndexOf("\nFrom ") + 1) << all + 1 << false;
    QTest::newRow("the last not in it yet, a newer Mailman")
        << packed << march.left(march.lastIndexOf("\nFrom ") + 1) << all + 1 << true;
    QByteArray split = march;
    split.replace("Body of 10.\n\n",
                  "Body of 10.\n\nFrom ann at kelp.example  Fri Mar  1 08:00:00 2019\nSubject: x\n\n");
    QTest::newRow("a message that seems two") << packed << split << all + 1 << false;
    QTest::newRow("an empty file") << packed << QByteArray("\n") << all + 70 << false;
}

void MailmanSyncTest::pagesGiveTheSameRows()
{
    QFETCH(int, archives);
    QFETCH(QByteArray, march);
    QFETCH(qint64, requests);
    QFETCH(bool, newer);
    MailFixture usual;
    fill(usual.site());
    QVERIFY(usual.sync().result);

    MailFixture fixture;
    fill(fixture.site());
    fixture.archive().setNewer(newer);
    fixture.archive().setFiles(static_cast<MailArchive::Files>(archives));
    if (!march.isEmpty())
        fixture.archive().setFileText(u"2019-March"_s, march);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = filled}));
    if (QByteArray(QTest::currentDataTag()) == "a message that seems two")
        QVERIFY(fixture.paths().contains(u"2019-March/000010.html"));
    // A newer Mailman's pages don't say what they answer to; its listings say which thread they belong to.
    const bool pages = archives == static_cast<int>(MailArchive::Files::Missing) || !march.isEmpty();
    QCOMPARE(fixture.rows(!(newer && pages)), usual.rows(!(newer && pages)));
    QCOMPARE(run.requests, requests);
}

void MailmanSyncTest::secondSyncWritesNothing_data()
{
    QTest::addColumn<bool>("etags");
    QTest::newRow("a server with ETags") << true;
    QTest::newRow("a server without") << false;
}

void MailmanSyncTest::secondSyncWritesNothing()
{
    QFETCH(bool, etags);
    MailFixture fixture;
    fill(fixture.site());
    fixture.archive().setEtags(etags);
    QVERIFY(fixture.sync().result);
    const QStringList before = Sqlite(fixture.databasePath()).rows(u"SELECT * FROM mailing_list_messages"_s);
    fixture.paths();
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(run.notModified, etags ? 3 : 0);
    QCOMPARE(fixture.paths(), (QStringList{u""_s, u"20191120/thread.html"_s, u"2020/thread.html"_s}));
    QCOMPARE(Sqlite(fixture.databasePath()).rows(u"SELECT * FROM mailing_list_messages"_s), before);
    QVERIFY(state(fixture).endsWith(u"|0"));
}

void MailmanSyncTest::newMessagesArrive()
{
    MailFixture fixture;
    fill(fixture.site());
    QVERIFY(fixture.sync().result);
    fixture.paths();
    fixture.archive().add(u"2020"_s, {.number = 0,
                                      .subject = u"Re: [tide] Question 98"_s,
                                      .author = u"Late"_s,
                                      .email = u"late at x.example"_s,
                                      .date = QDateTime({2020, 3, 1}, QTime(8, 0), Qt::UTC),
                                      .messageId = u"late@x.example"_s,
                                      .references = {u"m98@tide.example"_s},
                                      .body = u"late"_s});
    SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 1}));
    // The period before is read again for its message ids; a single message comes by its page.
    QCOMPARE(fixture.paths(), (QStringList{u""_s, u"20191120/thread.html"_s, u"2020/thread.html"_s,
                                           u"20191120/thread.html"_s, u"2020/000107.html"_s}));
    QCOMPARE(Sqlite(fixture.databasePath())
                 .value(u"SELECT thread_id FROM mailing_list_messages WHERE message_id = '000107'"_s),
             u"000098"_s);

    fixture.site().addGenerated(u"2021"_s, {2021, 1, 5}, 6);
    run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 6}));
    fixture.paths();
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.paths(), (QStringList{u""_s, u"2020/thread.html"_s, u"2021/thread.html"_s}));
}

// Its last messages came after it was read, and since then two more periods began.
void MailmanSyncTest::aPeriodIsDoneOnlyWhenItWasReadAfterItsEnd()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 3);
    QVERIFY(fixture.sync().result);
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 30}, 6);
    fixture.site().addGenerated(u"2020-June"_s, {2020, 6, 2}, 3);
    fixture.site().addGenerated(u"2020-July"_s, {2020, 7, 2}, 3);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 12}));
    fixture.paths();
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.paths(), (QStringList{u""_s, u"2020-June/thread.html"_s, u"2020-July/thread.html"_s}));
}

// The packed file is made once a night: what came since is not in it.
void MailmanSyncTest::archivesThatLagBehind()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 9);
    fixture.archive().setFileText(u"2020-May"_s, fixture.site().mbox(u"2020-May"_s));
    QVERIFY(fixture.sync().result);
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 20}, 3);
    fixture.paths();
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 3}));
    QCOMPARE(run.notModified, 2); // the index, which names no numbers, and the mbox file
    QCOMPARE(fixture.paths(),
             (QStringList{u""_s, u"2020-May/thread.html"_s, u"2020-May.txt.gz"_s, u"2020-May/000010.html"_s,
                          u"2020-May/000011.html"_s, u"2020-May/000012.html"_s}));
    QCOMPARE(run.notices, QStringList());
}

void MailmanSyncTest::limitStopsAndTheNextRunGoesOn_data()
{
    QTest::addColumn<int>("archives");
    QTest::addColumn<int>("limit");
    for (const int limit : {7, 60, 70, 78, 105}) {
        QTest::addRow("from mbox files, %d", limit) << static_cast<int>(MailArchive::Files::Packed) << limit;
        QTest::addRow("from pages, %d", limit) << static_cast<int>(MailArchive::Files::Missing) << limit;
    }
}

void MailmanSyncTest::limitStopsAndTheNextRunGoesOn()
{
    QFETCH(int, archives);
    QFETCH(int, limit);
    MailFixture whole;
    fill(whole.site());
    QVERIFY(whole.sync().result);

    MailFixture fixture;
    fill(fixture.site());
    fixture.archive().setFiles(static_cast<MailArchive::Files>(archives));
    const SyncOutcome first = fixture.sync(false, limit);
    QVERIFY2(first.result, text(first));
    QCOMPARE(first.counts, (CommitCounts{.added = limit}));
    QCOMPARE(state(fixture), QString()); // nothing is vouched for
    fixture.paths();
    const SyncOutcome second = fixture.sync();
    QVERIFY2(second.result, text(second));
    QCOMPARE(second.counts, (CommitCounts{.added = filled - limit}));
    QVERIFY(!fixture.paths().contains(u"2019-March/000001.html"));
    QCOMPARE(fixture.rows(), whole.rows()); // and the threads are the same
    QVERIFY(!state(fixture).isEmpty());
}

void MailmanSyncTest::cancelKeepsWhatIsCommitted()
{
    MailFixture fixture;
    fill(fixture.site());
    fixture.archive().setFiles(MailArchive::Files::Missing);
    std::stop_source stop;
    fixture.site().setInterceptor([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().endsWith(u"000066.html"))
            stop.request_stop();
        return {};
    });
    const SyncOutcome run = fixture.sync(false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(run.counts, (CommitCounts{.added = 50}));
    QCOMPARE(fixture.rows().size(), 50);
    fixture.site().setInterceptor({});
    fixture.paths();
    const SyncOutcome next = fixture.sync();
    QVERIFY2(next.result, text(next));
    QCOMPARE(next.counts, (CommitCounts{.added = filled - 50}));
    const QStringList paths = fixture.paths();
    QVERIFY(!paths.contains(u"2019-March/000050.html"));
    QVERIFY(paths.contains(u"2019-March/000051.html"));
}

void MailmanSyncTest::startYear()
{
    MailFixture fixture;
    fill(fixture.site());
    fixture.setStartYear(2020);
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 9}));
    fixture.setStartYear(2019); // the index has not changed, but what is wanted of it
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = filled - 9}));
    fixture.setStartYear(2020);
    QCOMPARE(fixture.sync(true).counts.deleted, 0); // what is no longer asked for is not gone
}

void MailmanSyncTest::threadsAcrossPeriodsAndRuns_data()
{
    QTest::addColumn<bool>("newer");
    QTest::newRow("listings with message ids") << false;
    QTest::newRow("listings without") << true;
}

void MailmanSyncTest::threadsAcrossPeriodsAndRuns()
{
    QFETCH(bool, newer);
    const auto mail = [](const QDate &day, const QString &subject, const QString &id,
                         const QStringList &references) {
        return Mail{.number = 0,
                    .subject = subject,
                    .author = u"Ann"_s,
                    .email = u"ann at kelp.example"_s,
                    .date = QDateTime(day, QTime(8, 0), Qt::UTC),
                    .messageId = id,
                    .references = references,
                    .body = u"x"_s};
    };
    const auto may = [&](PipermailSite &site) {
        site.archive().add(u"2020-May"_s, mail({2020, 5, 30}, u"[tide] Gauge"_s, u"a@x"_s, {}));        // 1
        site.archive().add(u"2020-May"_s, mail({2020, 5, 30}, u"[tide] (no subject)"_s, u"b@x"_s, {})); // 2
        site.archive().add(u"2020-May"_s,
                           mail({2020, 5, 31}, u"[tide] Late parent"_s, u"c@x"_s, {u"d@x"_s})); // 3: of 4
        site.archive().add(u"2020-May"_s,
                           mail({2020, 5, 31}, u"[tide] Another name"_s, u"d@x"_s, {u"a@x"_s})); // 4: of 1
        site.archive().add(u"2020-May"_s, mail({2020, 5, 31}, u"[tide] Circle"_s, u"e@x"_s, {u"f@x"_s})); // 5
        site.archive().add(u"2020-May"_s,
                           mail({2020, 5, 31}, u"[tide] Circle, too"_s, u"f@x"_s, {u"e@x"_s})); // 6
    };
    const auto june = [&](PipermailSite &site) {
        site.archive().add(u"2020-June"_s,
                           mail({2020, 6, 1}, u"AW: [tide] Re: GAUGE"_s, u"g@x"_s, {})); // 7: of 1
        site.archive().add(u"2020-June"_s,
                           mail({2020, 6, 1}, u"[tide] New words"_s, u"h@x"_s, {u"b@x"_s})); // 8: of 2
        site.archive().add(u"2020-June"_s, mail({2020, 6, 2}, u"[tide] (no subject)"_s, u"i@x"_s, {})); // 9
        site.archive().add(u"2020-June"_s,
                           mail({2020, 6, 2}, u"[tide] Off list"_s, u"j@x"_s, {u"gone@x"_s})); // 10
        site.archive().add(u"2020-June"_s, mail({2020, 6, 3}, u"[tide] Off the list"_s, u"k@x"_s,
                                                {u"gone@x"_s})); // 11: of 10
    };
    const QStringList expected{u"000001|000001"_s, u"000002|000002"_s, u"000003|000001"_s, u"000004|000001"_s,
                               u"000005|000005"_s, u"000006|000005"_s, u"000007|000001"_s, u"000008|000002"_s,
                               u"000009|000009"_s, u"000010|000010"_s, u"000011|000010"_s};
    const QString sql = u"SELECT message_id, thread_id FROM mailing_list_messages ORDER BY message_id"_s;
    MailFixture at_once;
    at_once.archive().setNewer(newer);
    may(at_once.site());
    june(at_once.site());
    QVERIFY(at_once.sync().result);
    QCOMPARE(Sqlite(at_once.databasePath()).rows(sql), expected);

    MailFixture one_by_one;
    one_by_one.archive().setNewer(newer);
    may(one_by_one.site());
    QVERIFY(one_by_one.sync().result);
    june(one_by_one.site());
    one_by_one.paths();
    QVERIFY(one_by_one.sync().result);
    QCOMPARE(Sqlite(one_by_one.databasePath()).rows(sql), expected);
    QStringList paths{u""_s, u"2020-May/thread.html"_s, u"2020-June/thread.html"_s};
    const QStringList again{u"2020-May/thread.html"_s}; // for its message ids
    const QStringList june_file{u"2020-June.txt.gz"_s};
    paths += newer ? june_file + again + QStringList{u"2020-May.txt.gz"_s} : again + june_file;
    QCOMPARE(one_by_one.paths(), paths);
}

void MailmanSyncTest::fullSyncReconciles()
{
    MailFixture fixture;
    fill(fixture.site());
    QVERIFY(fixture.sync().result);
    fixture.archive().remove(u"2019-March"_s, 5);
    fixture.archive().remove(u"2020"_s, 106);
    QCOMPARE(fixture.sync().counts.deleted, 0); // an incremental run does not look for what is gone
    fixture.paths();
    const SyncOutcome run = fixture.sync(true);
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts.deleted, 2);
    QCOMPARE(run.counts.unchanged, filled - 2);
    const QStringList paths = fixture.paths();
    QCOMPARE(paths.size(), 1 + 2 * 6 + 2);
    QVERIFY(paths.contains(u"2019-March/000005.html"));
    fixture.archive().remove(u"2019-March"_s, 6);
    fixture.site().setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().endsWith(u"/000006.html"))
            return demo::HttpAnswer{.status = 410, .headers = {}, .body = "no"};
        return {};
    });
    QCOMPARE(fixture.sync(true).counts.deleted, 1); // 410 says so, too

    // A page that fails is no word about what is gone.
    fixture.archive().remove(u"2019-March"_s, 8);
    fixture.site().setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().endsWith(u"/000008.html"))
            return demo::HttpAnswer{.status = 403, .headers = {}, .body = "no"};
        return {};
    });
    const SyncOutcome failed = fixture.sync(true);
    QVERIFY(!failed.result);
    QCOMPARE(failed.counts.deleted, 0);
    QCOMPARE(fixture.rows().size(), filled - 3);
}

void MailmanSyncTest::otherLettersInAnAddressAreAskedForAsTheyAre()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-März"_s, {2020, 3, 2}, 6);
    const SyncOutcome first = fixture.sync();
    QVERIFY2(first.result, text(first));
    QCOMPARE(first.counts.added, 6);
    // Its listings are away for a while: its messages are looked up one by one, and are there.
    fixture.site().setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        const QString path = request.url.path();
        if (path.endsWith(u"/thread.html") || path.endsWith(u"/date.html"))
            return demo::HttpAnswer{.status = 404, .headers = {}, .body = "no"};
        return {};
    });
    QCOMPARE(fixture.sync(true).counts.deleted, 0);
    QCOMPARE(fixture.rows().size(), 6);
}

// What comes while a run reads is the next one's: what this one vouches for is what it saw first.
void MailmanSyncTest::comesDuringTheRun()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 4);
    fixture.site().addGenerated(u"2020-June"_s, {2020, 6, 2}, 4);
    MailFixture grown;
    grown.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 4);
    grown.site().addGenerated(u"2020-June"_s, {2020, 6, 2}, 5);
    grown.site().addGenerated(u"2020-July"_s, {2020, 7, 2}, 2);
    // June's mbox file is asked for after its listing, and both after the index.
    fixture.site().setInterceptor([&, late = std::make_shared<std::atomic<bool>>(false)](
                                      const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().endsWith(u"2020-June.txt.gz"))
            *late = true;
        return *late ? std::optional(grown.site().answer(request)) : std::nullopt;
    });
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 8}));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 3}));
    QVERIFY(grown.sync().result);
    QCOMPARE(fixture.rows(), grown.rows());
}

// An archive that was made anew has other messages under the same numbers.
void MailmanSyncTest::renumberedArchive()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 9);
    QVERIFY(fixture.sync().result);
    fixture.archive().remove(u"2020-May"_s, 1);
    fixture.archive().remove(u"2020-May"_s, 2);
    fixture.archive().add(u"2020-May"_s, {.number = 2,
                                          .subject = u"Something else"_s,
                                          .author = u"New"_s,
                                          .email = u"new at x.example"_s,
                                          .date = QDateTime({2020, 5, 2}, QTime(8, 0), Qt::UTC),
                                          .messageId = u"new@x"_s,
                                          .references = {},
                                          .body = u"new"_s});
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QVERIFY(run.counts.changed >= 1);
    QCOMPARE(Sqlite(fixture.databasePath())
                 .value(u"SELECT subject, body FROM mailing_list_messages WHERE message_id = '000002'"_s),
             u"Something else|new"_s);
}

// Mailman counts from 0.
void MailmanSyncTest::firstMessageOfAll()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 3);
    fixture.archive().setFiles(MailArchive::Files::Missing);
    fixture.site().setInterceptor([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        demo::HttpRequest asked = request;
        asked.url.setPath(request.url.path().replace(u"000000"_s, u"000001"_s));
        demo::HttpAnswer answer = fixture.site().answer(asked);
        answer.body.replace("000001.html", "000000.html");
        return answer;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.counts, (CommitCounts{.added = 3}));
    QCOMPARE(Sqlite(fixture.databasePath())
                 .rows(u"SELECT message_id, thread_id FROM mailing_list_messages ORDER BY message_id"_s),
             (QStringList{u"000000|000000"_s, u"000002|000000"_s, u"000003|000000"_s}));
    QCOMPARE(fixture.sync().counts, CommitCounts{});
}

void MailmanSyncTest::emptyArchive()
{
    MailFixture fixture;
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, text(run));
    QCOMPARE(run.requests, 1);
    QVERIFY(state(fixture).endsWith(u"|0"));
    fixture.site().addGenerated(u"2020-May"_s, {2020, 5, 2}, 3);
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 3}));
}

void MailmanSyncTest::marksWhenTheRunBegan()
{
    MailFixture fixture;
    fill(fixture.site());
    // The server's clock is behind ours: what it says vouches for less.
    fixture.site().setInterceptor([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        demo::HttpAnswer answer = fixture.site().answer(request);
        answer.set("Date", "Tue, 15 Nov 2022 08:12:31 GMT");
        return answer;
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(state(fixture), u"mailman|tide|2022-11-15T08:12:31+00:00|106"_s);
}

QTEST_GUILESS_MAIN(MailmanSyncTest)
#include "mailman_sync.moc"
