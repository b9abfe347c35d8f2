// What goes wrong between GitHub and us: the kind of error, its words, and that what was stored before stays
// as it was.
#include "tests/support/Sqlite.h"
#include "tests/support/SyncFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncFixture;
using lockkeeper::tests::SyncOutcome;

namespace {
HttpAnswer json(int status, const QByteArray &body)
{
    HttpAnswer answer{.status = status, .body = body};
    answer.set("Content-Type", "application/json; charset=utf-8");
    return answer;
}
} // namespace

class GithubFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstPageGoesWrong_data();
    void firstPageGoesWrong();
    void laterPageGoesWrong();
    void passingFaultsAreMet();
    void limitWithAnHourToGo();
    void shortLimitIsWaitedFor();
    void serverIsGone();
    void malformedItemsDoNotEndTheRun();
    void textIsCleaned();
    void hugeAnswer();
};

void GithubFaultsTest::firstPageGoesWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("requests");
    QTest::newRow("no such repository")
        << json(404, R"({"message": "Not Found"})") << u"gone"_s
        << u"The repository org/tool does not exist on GitHub, or it is private."_s << 1;
    QTest::newRow("issues disabled") << json(410, R"({"message": "Issues are disabled for this repo"})")
                                     << u"gone"_s << u"Issues are disabled in org/tool."_s << 1;
    QTest::newRow("blocked") << json(451, R"({"message": "Repository access blocked"})") << u"gone"_s
                             << u"GitHub has blocked org/tool for legal reasons."_s << 1;
    QTest::newRow("token refused") << json(401, R"({"message": "Bad credentials"})") << u"auth"_s
                                   << u"token"_s << 1;
    QTest::newRow("no permission") << json(403, R"({"message": "Resource not accessible"})") << u"auth"_s
                                   << u""_s << 1;
    QTest::newRow("server error") << json(502, "bad gateway") << u"http"_s << u"502"_s << 5;
    QTest::newRow("invalid") << json(422, R"({"message": "Validation Failed"})") << u"http"_s << u"422"_s
                             << 1;
    HttpAnswer html{.status = 200, .body = "<!DOCTYPE html><title>Sign in to the hotel's network</title>"};
    html.set("Content-Type", "text/html");
    QTest::newRow("HTML instead of JSON") << html << u"bad_answer"_s << u"JSON was expected"_s << 1;
    QTest::newRow("an object") << json(200, R"({"message": "unexpected"})") << u"bad_answer"_s
                               << u"array was expected"_s << 1;
    QTest::newRow("half of the JSON")
        << json(200, R"([{"number": 1, "tit)") << u"bad_answer"_s << u"breaks off"_s << 1;
    HttpAnswer cut = json(200, QByteArray(1000, ' '));
    cut.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("server gone mid-page") << cut << u"network"_s << u""_s << 5;
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    QTest::newRow("closed without an answer") << closed << u"network"_s << u""_s << 5;
}

void GithubFaultsTest::firstPageGoesWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    QFETCH(int, requests);
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 30});
    QVERIFY(fixture.sync().result);
    Sqlite look(fixture.databasePath());
    const auto everything = [&] {
        return look.rows(u"SELECT * FROM github_items"_s) + look.rows(u"SELECT * FROM sync_metadata"_s) +
               look.rows(u"SELECT * FROM lockkeeper_cursors"_s);
    };
    const QStringList before = everything();

    fixture.site().setInterceptor([answer](const demo::HttpRequest &) { return std::optional(answer); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QVERIFY2(run.result.error().text.contains(says), qPrintable(run.result.error().text));
    QVERIFY(!run.result.error().text.isEmpty());
    QCOMPARE(run.requests, requests);
    QVERIFY(run.result.error().url.contains(u"/repos/org/tool/issues"));
    QCOMPARE(everything(), before);

    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
}

void GithubFaultsTest::laterPageGoesWrong()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 350});
    fixture.site().setInterceptor(
        [seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<HttpAnswer> {
            if (++*seen == 3)
                return json(200, "[{]");
            return {};
        });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.counts.added, 199); // two pages: what was fetched is kept, with its cursor
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), u"199"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 151);
    QCOMPARE(next.requests, 2);
}

void GithubFaultsTest::passingFaultsAreMet()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 120});
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    fixture.site().answerNext(json(500, "oops"));
    fixture.site().answerNext(closed);
    fixture.site().answerNext(json(503, "busy"));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 120);
    QCOMPARE(fixture.server().requestCount(), 3 + 2);
}

void GithubFaultsTest::limitWithAnHourToGo()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 350});
    const qint64 reset = QDateTime::currentSecsSinceEpoch() + 3600;
    fixture.site().setInterceptor(
        [&, seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<HttpAnswer> {
            if (++*seen != 2)
                return {};
            HttpAnswer answer = json(403, R"({"message": "API rate limit exceeded for 203.0.113.7."})");
            answer.set("x-ratelimit-limit", "60");
            answer.set("x-ratelimit-remaining", "0");
            answer.set("x-ratelimit-reset", QByteArray::number(reset));
            return answer;
        });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
    QVERIFY2(run.result.error().text.contains(u"127.0.0.1"), qPrintable(run.result.error().text));
    QVERIFY2(run.result.error().hint.contains(u"GITHUB_TOKEN"), qPrintable(run.result.error().hint));
    QCOMPARE(run.counts.added, 100);
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM github_items"_s), u"100"_s);
    const SyncOutcome next = fixture.sync(); // the host is known to be closed: it is not asked
    QVERIFY(!next.result);
    QCOMPARE(next.result.error().kind, ErrorKind::RateLimited);
    QCOMPARE(next.requests, 0);
}

void GithubFaultsTest::shortLimitIsWaitedFor()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 20});
    HttpAnswer answer = json(429, R"({"message": "You have exceeded a secondary rate limit."})");
    answer.set("Retry-After", "1");
    fixture.site().answerNext(answer);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 20);
    QCOMPARE(run.requests, 2);
}

void GithubFaultsTest::serverIsGone()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 20});
    QVERIFY(fixture.clientConfig().endpoints.setUrl(u"github"_s,
                                                    u"http://127.0.0.1:1"_s)); // nobody listens there
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Network);
    QVERIFY(!run.result.error().hint.isEmpty());
}

void GithubFaultsTest::malformedItemsDoNotEndTheRun()
{
    SyncFixture fixture;
    fixture.site().addRepository(u"org/tool"_s);
    fixture.site().answerNext(json(200, R"([
        {"number": 1, "title": "good", "body": "b", "state": "open", "html_url": "https://github.com/org/tool/issues/1",
         "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-01T00:00:00Z"},
        {"number": 2, "title": 17},
        {"number": 3, "title": "good, too", "body": "b", "state": "open", "html_url": "https://github.com/org/tool/issues/3",
         "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-02T00:00:00Z"}])"));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 2);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(run.notices, QStringList{u"Skipped: item 2 of a page: #2 has no title"_s});
    QCOMPARE(run.total->items, 3);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s),
             QStringList{u"2|item 2 of a page: #2 has no title"_s});

    // The next run asks for it by its number, and it is whole now.
    fixture.site().addItem(u"org/tool"_s, {.createdAt = 1'700'000'000, .updatedAt = 1'700'000'000});
    fixture.site().addItem(u"org/tool"_s, {.createdAt = 1'700'000'000, .updatedAt = 1'700'000'000});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items WHERE number = 2"_s), u"1"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
}

// NUL would end a text in SQLite, half a surrogate pair has no UTF-8: neither arrives.
void GithubFaultsTest::textIsCleaned()
{
    SyncFixture fixture;
    fixture.site().addRepository(u"org/tool"_s);
    fixture.site().answerNext(json(200, R"([
        {"number": 1, "title": "a\u0000b\ud800c", "body": "d\udc00e\u0000f \ud83d\udc1f", "state": "open",
         "html_url": "https://github.com/org/tool\u0000\ud800/issues/1",
         "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-01T00:00:00Z"}])"));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    // The bytes as SQLite has them: no NUL, no half of a pair, and the whole pair is there.
    QCOMPARE(Sqlite(fixture.databasePath())
                 .rows(u"SELECT hex(title), hex(first_message), hex(substr(url, -11)) FROM github_items"_s),
             QStringList{u"616263|64656620F09F909F|6F6C2F6973737565732F31"_s});
}

void GithubFaultsTest::hugeAnswer()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 20});
    HttpAnswer endless = json(200, {});
    endless.fault = HttpAnswer::Fault::EndlessBody;
    endless.endlessBytes = qint64{2} * 1024 * 1024 * 1024;
    fixture.site().answerNext(endless);
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(u"32 MiB"), qPrintable(run.result.error().text));
    QCOMPARE(run.requests, 1);
}

QTEST_GUILESS_MAIN(GithubFaultsTest)
#include "github_faults.moc"
