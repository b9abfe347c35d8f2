// What goes wrong between a list's archive and us: the kind of error, its words, and that what was stored
// stays.
#include "PipermailSite.h"
#include "tests/support/Sqlite.h"

#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using demo::HttpRequest;
using demo::MailArchive;
using lockkeeper::demo::gzipped;
using lockkeeper::tests::MailFixture;
using lockkeeper::tests::PipermailSite;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
constexpr auto html = &PipermailSite::page;

// Answers like the site, but for one path.
PipermailSite::Interceptor onPath(const QString &path, const HttpAnswer &answer)
{
    return [path, answer](const HttpRequest &request) {
        return request.url.path() == "/pipermail/tide/"_L1 + path ? std::optional(answer) : std::nullopt;
    };
}

QStringList everything(MailFixture &fixture)
{
    Sqlite look(fixture.databasePath());
    return look.rows(u"SELECT * FROM mailing_list_messages"_s) + look.rows(u"SELECT * FROM sync_metadata"_s) +
           look.rows(u"SELECT * FROM lockkeeper_cursors"_s);
}

QStringList skipped(MailFixture &fixture)
{
    return Sqlite(fixture.databasePath()).rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s);
}
} // namespace

class MailmanFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indexGoesWrong_data();
    void indexGoesWrong();
    void listingGoesWrong_data();
    void listingGoesWrong();
    void aListingThatIsGoneIsSkipped();
    void aListingThatLeavesSomethingOut();
    void unreadablePagesAreSkippedAndRetried_data();
    void unreadablePagesAreSkippedAndRetried();
    void aPageThatStaysGone();
    void aLoginPageForEveryMessage();
    void aCutMboxFileIsFetchedAgain();
    void mboxFilesThatCannotBeUsed_data();
    void mboxFilesThatCannotBeUsed();
    void answersThatBreakOff_data();
    void answersThatBreakOff();
    void aLimitIsWaitedFor();
    void aLimitBeyondPatience();
    void textIsCleaned();
    void aServerThatIsGoneHalfWay();
    void impossibleDates();
};

void MailmanFaultsTest::indexGoesWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("requests");
    QTest::newRow("no such list") << html(404, "x") << u"gone"_s
                                  << u"The archive of the list tide is not at its address."_s << 1;
    QTest::newRow("private") << html(401, "x") << u"auth"_s << u"The archive of the list tide is private."_s
                             << 1;
    QTest::newRow("forbidden") << html(403, "x") << u"auth"_s << u"private"_s << 1;
    QTest::newRow("server error") << html(502, "x") << u"http"_s << u"502"_s << 5;
    QTest::newRow("a login page") << html(200, "<html><form>Sign in</form></html>") << u"bad_answer"_s
                                  << u"names no period"_s << 1;
    QTest::newRow("cut between two rows")
        << html(200, "<html><table><a href=\"2019-March/thread.html\">x</a>") << u"bad_answer"_s
        << u"breaks off"_s << 3;
    HttpAnswer json{.status = 200, .headers = {}, .body = "{}"};
    json.set("Content-Type", "application/json");
    QTest::newRow("JSON") << json << u"bad_answer"_s << u"application/json"_s << 1;
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    QTest::newRow("closed without an answer") << closed << u"network"_s << u""_s << 5;
}

void MailmanFaultsTest::indexGoesWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    QFETCH(int, requests);
    MailFixture fixture;
    fixture.site().addSpring();
    QVERIFY(fixture.sync().result);
    const QStringList before = everything(fixture);
    fixture.site().setInterceptor([answer](const HttpRequest &) { return std::optional(answer); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QVERIFY2(run.result.error().text.contains(says), qPrintable(run.result.error().text));
    QVERIFY(!run.result.error().hint.isEmpty());
    QVERIFY(run.result.error().url.endsWith(u"/pipermail/tide/"));
    QCOMPARE(run.requests, requests);
    QCOMPARE(everything(fixture), before);
    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
}

void MailmanFaultsTest::listingGoesWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("says");
    QTest::newRow("a login page") << html(200, "<html>Sign in</html>")
                                  << u"a list of messages was expected"_s;
    PipermailSite site;
    site.addSpring();
    QByteArray half = site.thread(u"2019-April"_s);
    half.truncate(half.size() / 2);
    QTest::newRow("cut short") << html(200, half) << u"breaks off"_s;
    HttpAnswer chunked = html(200, site.thread(u"2019-April"_s));
    chunked.set("Transfer-Encoding", "chunked");
    chunked.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("a connection that breaks") << chunked << u""_s;
    HttpAnswer json{.status = 200, .headers = {}, .body = "{}"};
    json.set("Content-Type", "application/json");
    QTest::newRow("another type") << json << u"application/json"_s;
}

void MailmanFaultsTest::listingGoesWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, says);
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(onPath(u"2019-April/thread.html"_s, answer));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QVERIFY2(run.result.error().text.contains(says), qPrintable(run.result.error().text));
    QVERIFY(run.result.error().url.endsWith(u"2019-April/thread.html"));
    QCOMPARE(run.counts, (CommitCounts{.added = 30})); // the period before it is kept, with its cursor
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    fixture.site().setInterceptor({});
    fixture.paths();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 24}));
    QVERIFY(!fixture.paths().contains(u"2019-March.txt.gz"));
}

void MailmanFaultsTest::aListingThatIsGoneIsSkipped()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().contains(u"2019-March"))
            return html(404, "x");
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 24}));
    QCOMPARE(run.skipped, 1);
    QCOMPARE(
        skipped(fixture),
        QStringList{
            u"2019-March|the archive's first page names 2019-March, but its list of messages is gone"_s});
    // By date it is there, and the index is asked for although it has not changed.
    fixture.site().setInterceptor(onPath(u"2019-March/thread.html"_s, html(404, "x")));
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 30}));
    QCOMPARE(skipped(fixture), QStringList());
}

void MailmanFaultsTest::aListingThatLeavesSomethingOut()
{
    MailFixture fixture;
    fixture.site().addSpring();
    QByteArray less = fixture.site().thread(u"2019-April"_s);
    const qsizetype begin = less.indexOf("<LI><A HREF=\"000033.html\"");
    less.remove(begin, less.indexOf("</I>", begin) + 4 - begin);
    fixture.site().setInterceptor(onPath(u"2019-April/thread.html"_s, html(200, less)));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 54}));
    QVERIFY(fixture.paths().contains(u"2019-April/date.html"));
}

void MailmanFaultsTest::unreadablePagesAreSkippedAndRetried_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("says");
    PipermailSite site;
    site.addSpring();
    QTest::newRow("gone")
        << html(404, "x")
        << u"2019-April/000033|message 000033 of 2019-April is listed, but its page is gone"_s;
    QTest::newRow("another page")
        << html(200, "<html><h1>Sorry</h1></html>")
        << u"2019-April/000033|message 000033 of 2019-April: it is no page of a message"_s;
    QTest::newRow("cut short") << html(200,
                                       "<html><H1>x</H1><!--beginarticle--><PRE>half a sen</body></html>")
                               << u"2019-April/000033|message 000033 of 2019-April: the page breaks off"_s;
    QTest::newRow("cut before its end")
        << html(200, "<html><H1>x</H1><!--beginarticle--><PRE>half a sen")
        << u"2019-April/000033|message 000033 of 2019-April: The answer from 127.0.0.1"_s;
}

void MailmanFaultsTest::unreadablePagesAreSkippedAndRetried()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, says);
    MailFixture usual;
    usual.site().addSpring();
    QVERIFY(usual.sync().result);

    MailFixture fixture;
    fixture.site().addSpring();
    fixture.archive().setFiles(MailArchive::Files::Missing);
    fixture.site().setInterceptor(onPath(u"2019-April/000033.html"_s, answer));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 53}));
    QCOMPARE(run.skipped, 1);
    QVERIFY2(skipped(fixture).value(0).startsWith(says), qPrintable(skipped(fixture).value(0)));
    QCOMPARE(run.total->items, 54);
    fixture.site().setInterceptor({});
    fixture.paths();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 1}));
    QCOMPARE(skipped(fixture), QStringList());
    QVERIFY(fixture.paths().contains(u"2019-April/000033.html"));
    QCOMPARE(fixture.rows(), usual.rows());
    QCOMPARE(fixture.sync().requests, 3);
}

void MailmanFaultsTest::aPageThatStaysGone()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.archive().setFiles(MailArchive::Files::Missing);
    fixture.site().setInterceptor(onPath(u"2019-April/000033.html"_s, html(410, "x")));
    QCOMPARE(fixture.sync().skipped, 1);
    const SyncOutcome again = fixture.sync();
    QVERIFY(again.result);
    QCOMPARE(again.skipped, 0);
    QCOMPARE(skipped(fixture), QStringList()); // gone twice: it is not asked for for ever
    QCOMPARE(fixture.sync().requests, 3);
}

void MailmanFaultsTest::aLoginPageForEveryMessage()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.archive().setFiles(MailArchive::Files::Missing);
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().contains(u"/0000"))
            return html(200, "<html><h1>Sign in</h1></html>");
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(u"10 page"), qPrintable(run.result.error().text));
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(skipped(fixture), QStringList()); // it is not the messages that are wrong
    fixture.site().setInterceptor({});
    QCOMPARE(fixture.sync().counts, (CommitCounts{.added = 54}));
}

void MailmanFaultsTest::aCutMboxFileIsFetchedAgain()
{
    MailFixture fixture;
    fixture.site().addSpring();
    HttpAnswer cut{
        .status = 200, .headers = {}, .body = gzipped(fixture.site().mbox(u"2019-March"_s)).chopped(40)};
    cut.set("Content-Type", "application/x-gzip");
    fixture.site().setInterceptor([cut, first = std::make_shared<std::atomic<bool>>(true)](
                                      const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().endsWith(u"2019-March.txt.gz") && first->exchange(false))
            return cut;
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 54}));
    QCOMPARE(run.requests, 1 + 2 * 3 + 1);
    QCOMPARE(run.notices, QStringList());
}

void MailmanFaultsTest::mboxFilesThatCannotBeUsed_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::newRow("gone") << html(404, "x");
    QTest::newRow("forbidden") << html(403, "x");
    QTest::newRow("a page") << html(200, "<html>Sorry</html>");
    QTest::newRow("always cut") << HttpAnswer{
        .status = 200, .headers = {{"Content-Type", "application/x-gzip"}}, .body = gzipped("x").chopped(3)};
    HttpAnswer endless{
        .status = 200, .headers = {{"Content-Type", "application/x-gzip"}}, .body = "\x1f\x8b"};
    endless.fault = HttpAnswer::Fault::EndlessBody;
    endless.endlessBytes = qint64{1} << 30;
    QTest::newRow("endless") << endless;
}

void MailmanFaultsTest::mboxFilesThatCannotBeUsed()
{
    QFETCH(HttpAnswer, answer);
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(onPath(u"2019-March.txt.gz"_s, answer));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 54}));
    QCOMPARE(
        run.notices,
        QStringList{
            u"2019-March.txt.gz could not be used: the messages of 2019-March are read page by page."_s});
    QVERIFY(fixture.paths().contains(u"2019-March/000030.html"));
}

// The connection ends in the middle of an answer: once, or each time. Qt 6.4 takes what came of a chunked or
// compressed one for the whole.
void MailmanFaultsTest::answersThatBreakOff_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<bool>("always");
    QTest::addColumn<int>("kept"); // rows of the first run, at least
    for (const char *way : {"plain", "chunked", "compressed", "compressed and chunked"}) {
        const auto row = [&](const char *name, const QString &path, int kept) {
            QTest::addRow("%s, %s, once", name, way) << path << QByteArray(way) << false << 54;
            QTest::addRow("%s, %s, always", name, way) << path << QByteArray(way) << true << kept;
        };
        row("the index", u""_s, 0);
        row("a listing", u"2019-April/thread.html"_s, 30);
        row("a page", u"2019-May/000045.html"_s, 44);
        row("an mbox file", u"2019-March.txt.gz"_s, 54);
    }
}

void MailmanFaultsTest::answersThatBreakOff()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, way);
    QFETCH(bool, always);
    QFETCH(int, kept);
    MailFixture usual;
    usual.site().addSpring();
    QVERIFY(usual.sync().result);

    MailFixture fixture;
    fixture.site().addSpring();
    fixture.archive().setFiles(u"2019-May"_s, MailArchive::Files::Missing);
    fixture.site().setInterceptor([&, left = std::make_shared<std::atomic<int>>(always ? 100 : 1)](
                                      const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() != "/pipermail/tide/"_L1 + path || left->fetch_sub(1) <= 0)
            return {};
        HttpAnswer answer = fixture.site().answer(request);
        answer.fault = HttpAnswer::Fault::CloseMidBody;
        if (way.startsWith("compressed")) {
            answer.body = gzipped(answer.body);
            answer.set("Content-Encoding", "gzip");
        }
        if (way.endsWith("chunked"))
            answer.set("Transfer-Encoding", "chunked");
        return answer;
    });
    const SyncOutcome run = fixture.sync();
    if (!always || path.endsWith(u".gz")) {
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    } else if (path.endsWith(u"000045.html") && run.result) { // only this page, and nobody noticed but us
        QCOMPARE(run.skipped, 1);
        QVERIFY(skipped(fixture).value(0).contains(u"breaks off"));
        kept = 53;
    } else {
        QVERIFY(!run.result);
        QVERIFY(run.result.error().url.endsWith(path));
        QCOMPARE(run.skipped, 0);
    }
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM mailing_list_messages"_s).toInt(),
             kept);
    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.rows(), usual.rows()); // whatever was cut is whole now
    QCOMPARE(skipped(fixture), QStringList());
}

void MailmanFaultsTest::aLimitIsWaitedFor()
{
    MailFixture fixture;
    fixture.site().addSpring();
    HttpAnswer slower{.status = 429, .headers = {}, .body = "slower"};
    slower.set("Retry-After", "1");
    fixture.site().setInterceptor([slower, left = std::make_shared<std::atomic<int>>(1)](
                                      const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().endsWith(u"2019-April/thread.html") && left->fetch_sub(1) > 0)
            return slower;
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 54}));
    QCOMPARE(run.requests, 1 + 2 * 3 + 1);
}

void MailmanFaultsTest::aLimitBeyondPatience()
{
    HttpAnswer later{.status = 429, .headers = {}, .body = "later"};
    later.set("Retry-After", "3600");
    for (const QString &path : {u"2019-April/thread.html"_s, u"2019-April.txt.gz"_s}) {
        MailFixture fixture;
        fixture.site().addSpring();
        fixture.site().setInterceptor(onPath(path, later));
        const SyncOutcome run = fixture.sync();
        QVERIFY(!run.result);
        QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
        QCOMPARE(fixture.rows().size(), 30); // the period before it
        QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    }
}

// NUL would end a text in SQLite, half a surrogate pair has no UTF-8: neither arrives, by mail or by page.
void MailmanFaultsTest::textIsCleaned()
{
    for (const auto files : {MailArchive::Files::Packed, MailArchive::Files::Missing}) {
        MailFixture fixture;
        fixture.archive().add(u"2019-May"_s, {.number = 0,
                                              .subject = u"a\0b"_s,
                                              .author = u"An\0n"_s,
                                              .email = u"ann at kelp.example"_s,
                                              .date = QDateTime({2019, 5, 2}, QTime(8, 0), Qt::UTC),
                                              .messageId = u"n\0ul@x"_s,
                                              .references = {},
                                              .body = u"one\0two &#0; \xd800three"_s});
        fixture.site().addGenerated(u"2019-May"_s, {2019, 5, 3}, 1);
        fixture.archive().setFiles(files);
        QVERIFY(fixture.sync().result);
        Sqlite look(fixture.databasePath());
        QCOMPARE(
            look.value(u"SELECT count(*) FROM mailing_list_messages WHERE instr(subject || author || body, "
                       "char(0)) > 0"_s),
            u"0"_s);
        QCOMPARE(look.value(u"SELECT subject || '|' || author || '|' || body FROM mailing_list_messages "
                            "WHERE message_id = '000001'"_s),
                 u"ab|Ann|onetwo &#0; ?three"_s);
    }
}

void MailmanFaultsTest::aServerThatIsGoneHalfWay()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.archive().setFiles(MailArchive::Files::Missing);
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    fixture.site().setInterceptor(onPath(u"2019-March/000021.html"_s, closed));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Network);
    QCOMPARE(run.counts, (CommitCounts{.added = 20})); // what was fetched is kept
    fixture.site().setInterceptor({});
    fixture.paths();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 34}));
    QVERIFY(!fixture.paths().contains(u"2019-March/000020.html"));
}

void MailmanFaultsTest::impossibleDates()
{
    MailFixture fixture;
    const auto add = [&](const QDate &day, const QString &id) {
        fixture.archive().add(u"2019-March"_s, {.number = 0,
                                                .subject = id,
                                                .author = u"Ann"_s,
                                                .email = u"ann at kelp.example"_s,
                                                .date = QDateTime(day, QTime(8, 0), Qt::UTC),
                                                .messageId = id,
                                                .references = {},
                                                .body = u"x"_s});
    };
    add({1970, 1, 1}, u"a@x"_s);
    add({2038, 1, 19}, u"b@x"_s);
    add({2019, 3, 31}, u"c@x"_s);
    QVERIFY(fixture.sync().result);
    QCOMPARE(Sqlite(fixture.databasePath())
                 .rows(u"SELECT date, year FROM mailing_list_messages ORDER BY message_id"_s),
             (QStringList{u"2019-03-01T00:00:00+00:00|2019"_s, u"2019-03-01T00:00:00+00:00|2019"_s,
                          u"2019-03-31T08:00:00+00:00|2019"_s}));
}

QTEST_GUILESS_MAIN(MailmanFaultsTest)
#include "mailman_faults.moc"
