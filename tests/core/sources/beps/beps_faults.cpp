// What goes wrong on the way to the proposals: the kind of error, its words, and that what was stored before
// stays as it was.
#include "BepFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::BepProposal;
using demo::BepPull;
using demo::HttpAnswer;
using demo::HttpRequest;
using lockkeeper::tests::BepFixture;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
HttpAnswer page()
{
    HttpAnswer answer{.status = 200, .body = "<!DOCTYPE html><title>Sign in to the hotel's network</title>"};
    answer.set("Content-Type", "text/html");
    return answer;
}

// Answers what ends like this.
demo::BepSite::Interceptor instead(const QString &end, const HttpAnswer &answer)
{
    return [end, answer](const HttpRequest &request) -> std::optional<HttpAnswer> {
        return request.url.path().endsWith(end) ? std::optional(answer) : std::nullopt;
    };
}
} // namespace

class BepFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWrong_data();
    void goesWrong();
    void passingFaultsAreMet();
    void serverErrorsAreTriedFiveTimes();
    void limitIsWaitedFor();
    void limitIsSaid();
    void aFailedRunIsContinued();
    void unreadableEntriesAreKeptAndRetried();
    void unreadableTextIsKeptAndRetried_data();
    void unreadableTextIsKeptAndRetried();
    void aProblemKeepsWhatIsStored();
    void anOddPullRequestIsSkipped();
    void noSuchPullRequest();
};

void BepFaultsTest::goesWrong_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    const QString list = u"beps.yml"_s;
    const QString pulls = u"/pulls"_s;
    QTest::newRow("list: not there") << list << BepFixture::text("404: Not Found", 404) << u"gone"_s
                                     << u"The list of BIDS extension proposals is not at its address."_s;
    QTest::newRow("list: a page") << list << page() << u"bad_answer"_s
                                  << u"(status 200) is not what was expected: a file was expected"_s;
    QTest::newRow("list: a map") << list << BepFixture::text("message: busy\n") << u"bad_answer"_s
                                 << u"a list of proposals was expected"_s;
    QTest::newRow("list: nothing") << list << BepFixture::text({}) << u"bad_answer"_s
                                   << u"a list of proposals was expected"_s;
    QTest::newRow("list: of something else") << list << BepFixture::text("- a\n- b\n") << u"bad_answer"_s
                                             << u"none of its entries is a proposal"_s;
    QTest::newRow("list: broken") << list << BepFixture::text("- {number: 1\n- x") << u"bad_answer"_s
                                  << u"the YAML is broken in line"_s;
    HttpAnswer packed = BepFixture::text(qCompress(QByteArray("- {number: 1, title: t}\n")).mid(4));
    packed.set("Content-Encoding", "deflate");
    QTest::newRow("list: compressed") << list << packed << u"bad_answer"_s << u"it is compressed"_s;
    HttpAnswer huge = BepFixture::text({});
    huge.fault = HttpAnswer::Fault::EndlessBody;
    huge.endlessBytes = qint64{1} << 31;
    QTest::newRow("list: endless") << list << huge << u"bad_answer"_s << u"4 MiB"_s;
    QTest::newRow("list: server error") << list << BepFixture::text("oops", 502) << u"http"_s << u"502"_s;
    QTest::newRow("pulls: a page") << pulls << page() << u"bad_answer"_s << u"JSON was expected"_s;
    QTest::newRow("pulls: an object")
        << pulls << BepFixture::json("{}") << u"bad_answer"_s << u"array was expected"_s;
    QTest::newRow("pulls: half") << pulls << BepFixture::json(R"([{"number": 1, "sta)") << u"bad_answer"_s
                                 << u"breaks off"_s;
    QTest::newRow("pulls: token refused")
        << pulls << BepFixture::json(R"({"message": "Bad credentials"})", 401) << u"auth"_s << u"token"_s;
    QTest::newRow("pulls: server error") << pulls << BepFixture::json("{}", 503) << u"http"_s << u"503"_s;
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    QTest::newRow("pulls: closed") << pulls << closed << u"network"_s << QString();
}

void BepFaultsTest::goesWrong()
{
    QFETCH(QString, where);
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    QVERIFY(fixture.sync().result);
    fixture.addOpen(u"002"_s, 2);
    const QStringList before = fixture.everything();
    fixture.site().setInterceptor(instead(where, answer));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QVERIFY2(run.result.error().text.contains(says), qPrintable(run.result.error().text));
    QVERIFY(run.result.error().url.contains(where));
    QVERIFY(!fixture.sync(true).result); // nor is it a word about what is gone
    QCOMPARE(fixture.everything(), before);

    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.states(), (QStringList{u"001|proposed"_s, u"002|proposed"_s}));
}

void BepFaultsTest::passingFaultsAreMet()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().setInterceptor(
        [seen = std::make_shared<QStringList>()](const HttpRequest &request) -> std::optional<HttpAnswer> {
            const QString path = request.url.path();
            const qsizetype before = seen->count(path);
            seen->append(path);
            HttpAnswer closed;
            closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
            return before == 0   ? std::optional(BepFixture::text("busy", 503))
                   : before == 1 ? std::optional(closed)
                                 : std::nullopt;
        });
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (CommitCounts{.added = 1}));
    QCOMPARE(run.skipped, 0);
}

void BepFaultsTest::serverErrorsAreTriedFiveTimes()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    for (const QString &where : {u"beps.yml"_s, u"/pulls"_s}) {
        const int before = where == "/pulls"_L1 ? 1 : 0;
        fixture.site().setInterceptor(instead(where, BepFixture::json("{}", 503)));
        QCOMPARE(fixture.sync().requests, before + 5);
        fixture.site().setInterceptor(instead(where, BepFixture::json("{}", 400)));
        const SyncOutcome run = fixture.sync();
        QVERIFY(!run.result);
        QCOMPARE(run.requests, before + 1);
    }
}

void BepFaultsTest::limitIsWaitedFor()
{
    for (const QString &where : {u"beps.yml"_s, u"/pulls"_s, u"/files"_s, u".md"_s}) {
        BepFixture fixture;
        fixture.clientConfig().limitWait = std::chrono::milliseconds(10);
        fixture.addOpen(u"001"_s, 1);
        fixture.site().setInterceptor([where, seen = std::make_shared<int>(0)](
                                          const HttpRequest &request) -> std::optional<HttpAnswer> {
            if (!request.url.path().endsWith(where) || ++*seen > 1)
                return {};
            return BepFixture::json(R"({"message": "slower"})", 429);
        });
        const SyncOutcome run = fixture.sync();
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts, (CommitCounts{.added = 1}));
        QCOMPARE(run.skipped, 0);
        QCOMPARE(run.requests, 4 + 1);
    }
}

void BepFaultsTest::limitIsSaid()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.addOpen(u"002"_s, 2);
    HttpAnswer limited = BepFixture::json(R"({"message": "API rate limit exceeded"})", 403);
    limited.set("x-ratelimit-remaining", "0");
    limited.set("x-ratelimit-reset", QByteArray::number(QDateTime::currentSecsSinceEpoch() + 3600));
    fixture.site().setInterceptor(instead(u"/2/files"_s, limited));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
    QVERIFY(run.result.error().hint.contains(u"GITHUB_TOKEN"_s));
    QCOMPARE(fixture.states(), QStringList{u"001|proposed"_s}); // what was fetched is kept
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
}

void BepFaultsTest::aFailedRunIsContinued()
{
    BepFixture fixture;
    for (int i = 1; i <= 4; ++i)
        fixture.addOpen(u"00%1"_s.arg(i), i);
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    fixture.site().setInterceptor(instead(u"/3/files"_s, closed));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 2}));
    fixture.site().setInterceptor({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 2}));
    QCOMPARE(next.requests, 2 + 2 * 2);
    QCOMPARE(fixture.value(u"SELECT items_synced FROM sync_metadata"_s), u"2"_s);
}

void BepFaultsTest::unreadableEntriesAreKeptAndRetried()
{
    BepFixture fixture;
    fixture.site().setList("- {number: 1, title: Good}\n- {number: 2}\n- text\n- {number: 3, title: Good}\n");
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 2}));
    QCOMPARE(run.skipped, 2);
    QCOMPARE(fixture.rows(u"SELECT source_type, source_name, item_key, reason FROM lockkeeper_skipped"_s),
             (QStringList{u"beps|bids-website|002|BEP 002 has no title"_s,
                          u"beps|bids-website|entry 3|entry 3 of beps.yml has no number"_s}));
    const SyncOutcome again = fixture.sync(); // asked for in full, since they stand in it
    QCOMPARE(again.skipped, 2);
    QCOMPARE(again.notModified, 0);
    QCOMPARE(again.requests, 1);
    fixture.site().setList("- {number: 1, title: Good}\n- {number: 2, title: Mended}\n");
    const SyncOutcome mended = fixture.sync();
    QVERIFY(mended.result);
    QCOMPARE(mended.counts, (CommitCounts{.added = 1, .unchanged = 1, .deleted = 1}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
    QCOMPARE(fixture.sync().notModified, 1);
}

void BepFaultsTest::unreadableTextIsKeptAndRetried_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("reason");
    QTest::newRow("file not there") << u".md"_s << BepFixture::text("404: Not Found", 404)
                                    << u"BEP 001: src/bep-001.md of #1 is listed, but not there"_s;
    QTest::newRow("file is a page")
        << u".md"_s << page()
        << u"BEP 001: src/bep-001.md: The answer from 127.0.0.1 (status 200) is not what "
           u"was expected: a file was expected, but it is a web page."_s;
    QTest::newRow("no list of files")
        << u"/files"_s << BepFixture::json("{}")
        << u"BEP 001: The answer from 127.0.0.1 (status 200) is not what was expected: a "
           u"JSON array was expected, but it is an object."_s;
    QTest::newRow("diff not to be had")
        << u"/files"_s << BepFixture::json(R"({"message": "this diff is unavailable"})", 422)
        << u"BEP 001: 127.0.0.1 answered with status 422: this diff is unavailable"_s;
    QTest::newRow("a file without a name")
        << u"/files"_s << BepFixture::json(R"([{"filename": "../../x.md"}])")
        << u"BEP 001: a changed file of #1 has no name"_s;
}

// One proposal's text, and the others are none the worse for it.
void BepFaultsTest::unreadableTextIsKeptAndRetried()
{
    QFETCH(QString, where);
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, reason);
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.site().put(BepProposal{.number = u"002"_s, .title = u"Draft"_s});
    fixture.site().setInterceptor(instead(where, answer));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.skipped, 1);
    const QString port = u":%1"_s.arg(fixture.server().url().port());
    QCOMPARE(fixture.rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s).join(u'\n').remove(port),
             u"001|"_s + reason);
    QCOMPARE(fixture.states(), (QStringList{u"001|proposed"_s, u"002|draft"_s}));
    QCOMPARE(fixture.value(u"SELECT content FROM bep_items WHERE bep_number = '001'"_s), u"NULL"_s);
    QCOMPARE(fixture.sync().skipped, 1); // tried again
    fixture.site().setInterceptor({});
    const SyncOutcome mended = fixture.sync();
    QVERIFY(mended.result);
    QCOMPARE(mended.counts, (CommitCounts{.changed = 1, .unchanged = 1}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
    QCOMPARE(fixture.sync().notModified, 2);
}

void BepFaultsTest::aProblemKeepsWhatIsStored()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    QVERIFY(fixture.sync().result);
    fixture.site().changePull(1, [](BepPull &pull) {
        pull.files[u"src/bep-001.md"_s] = "new\n";
        pull.files[u"src/more.md"_s] = "more\n";
    });
    fixture.site().setInterceptor(instead(u"/more.md"_s, BepFixture::text("404: Not Found", 404)));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(fixture.value(u"SELECT content FROM bep_items"_s),
             u"<!-- File: src/bep-001.md -->\n# BEP 001\n"_s);
    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
    QVERIFY(fixture.value(u"SELECT content FROM bep_items"_s).endsWith(u"more\n"_s));
    // The same of one that the list no longer has, and of one that is closed by now: settled, too.
    fixture.site().setInterceptor(instead(u"/files"_s, BepFixture::json("{}")));
    fixture.site().changePull(1, [](BepPull &pull) { pull.files[u"src/more.md"_s] = "even more\n"; });
    QCOMPARE(fixture.sync().skipped, 1);
    fixture.site().changePull(1, [](BepPull &pull) { pull.open = false; });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
}

void BepFaultsTest::anOddPullRequestIsSkipped()
{
    BepFixture fixture;
    fixture.addOpen(u"001"_s, 1);
    fixture.addOpen(u"002"_s, 2);
    fixture.site().setInterceptor([](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path().endsWith(u"/pulls"_s)) // one that cannot be read, and one that is no object
            return BepFixture::json(R"([{"number": 2, "state": "odd"}, 7])");
        if (request.url.path().endsWith(u"/pulls/2"_s))
            return BepFixture::json(R"({"number": 2, "state": "odd"})");
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(fixture.states(), QStringList{u"001|proposed"_s});
    QCOMPARE(fixture.rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s),
             QStringList{u"002|BEP 002: #2 is neither open nor closed"_s});
    fixture.site().setInterceptor({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.states(), (QStringList{u"001|proposed"_s, u"002|proposed"_s}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
}

void BepFaultsTest::noSuchPullRequest()
{
    BepFixture fixture;
    fixture.site().put(BepProposal{.number = u"001"_s, .title = u"Astray"_s, .pull = 404});
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(fixture.states(), QStringList{u"001|closed"_s});
    QCOMPARE(run.notices,
             QStringList{u"BEP 001 names #404, which is no pull request of bids-specification."_s});
}

QTEST_GUILESS_MAIN(BepFaultsTest)
#include "beps_faults.moc"
