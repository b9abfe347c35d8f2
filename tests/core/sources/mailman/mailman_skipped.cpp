// A period whose listing could not be had: named in lockkeeper_skipped for as long as that is so, and asked
// for again, together with the index; then everything is as if it had never been.
#include "PipermailSite.h"
#include "tests/support/Sqlite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using demo::HttpRequest;
using lockkeeper::tests::MailFixture;
using lockkeeper::tests::PipermailSite;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
constexpr auto html = &PipermailSite::page;

// The listings of a period, by thread and by date, answer so.
PipermailSite::Interceptor onListings(const QString &period, const HttpAnswer &answer)
{
    return [period, answer](const HttpRequest &request) -> std::optional<HttpAnswer> {
        const QString path = request.url.path();
        if (path.endsWith(period + "/thread.html"_L1) || path.endsWith(period + "/date.html"_L1))
            return answer;
        return {};
    };
}

PipermailSite::Interceptor withoutListings(const QString &period)
{
    return onListings(period, html(404, "x"));
}

QStringList skipped(MailFixture &fixture)
{
    return Sqlite(fixture.databasePath()).rows(u"SELECT item_key FROM lockkeeper_skipped"_s);
}

// Nothing to settle and nothing to do: the index is asked conditionally again, as are the two last periods.
void verifyQuiet(MailFixture &fixture)
{
    QCOMPARE(skipped(fixture), QStringList());
    fixture.paths();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(run.notModified, 3);
    QCOMPARE(fixture.paths(), (QStringList{u""_s, u"2019-April/thread.html"_s, u"2019-May/thread.html"_s}));
}
} // namespace

class MailmanSkippedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackUnchanged();
    void comesBackEmpty();
    void isNoLongerInTheIndex();
    void isLostInAFullRun();
    void isOutOfTheYearsThatAreWanted();
    void staysForAsLongAsItIsGone();
    void isNotSettledUnseen();
    void isSettledOnceAllOfItIsStored();
};

void MailmanSkippedTest::comesBackUnchanged()
{
    MailFixture fixture;
    fixture.site().addSpring();
    QVERIFY(fixture.sync().result);
    fixture.site().setInterceptor(withoutListings(u"2019-May"_s));
    QVERIFY(fixture.sync().result);
    QCOMPARE(skipped(fixture), QStringList{u"2019-May"_s});
    fixture.site().setInterceptor({});
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.notModified, 2); // the listings: the index was wanted
    verifyQuiet(fixture);
}

void MailmanSkippedTest::comesBackEmpty()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(withoutListings(u"2019-March"_s));
    QVERIFY(fixture.sync().result);
    QCOMPARE(skipped(fixture), QStringList{u"2019-March"_s});
    fixture.site().setInterceptor(
        onListings(u"2019-March"_s, html(200, "<html><b>Messages:</b> 0<p></html>")));
    QVERIFY(fixture.sync().result);
    verifyQuiet(fixture);
}

void MailmanSkippedTest::isNoLongerInTheIndex()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor([&](const HttpRequest &request) -> std::optional<HttpAnswer> {
        if (!request.url.path().endsWith(u"/tide/"))
            return {};
        HttpAnswer index = fixture.site().answer(request);
        index.body.replace("2019-March", "2018-June");
        index.set("ETag", "\"other\"");
        return index;
    });
    QCOMPARE(fixture.sync().counts.added, 24);
    QCOMPARE(skipped(fixture), QStringList{u"2018-June"_s});
    fixture.site().setInterceptor({});
    QCOMPARE(fixture.sync().counts.added, 30);
    verifyQuiet(fixture);
}

// A period that is complete and over is not looked at again, unless it is named as skipped.
void MailmanSkippedTest::isLostInAFullRun()
{
    MailFixture fixture;
    fixture.site().addSpring();
    QVERIFY(fixture.sync().result);
    fixture.site().setInterceptor(withoutListings(u"2019-March"_s));
    const SyncOutcome full = fixture.sync(true);
    QVERIFY(full.result);
    QCOMPARE(full.counts.deleted, 0); // no listing names its messages, but they are there
    QCOMPARE(skipped(fixture), QStringList{u"2019-March"_s});
    fixture.site().setInterceptor({});
    fixture.paths();
    QVERIFY(fixture.sync().result);
    QVERIFY(fixture.paths().contains(u"2019-March/thread.html"));
    verifyQuiet(fixture);
}

void MailmanSkippedTest::isOutOfTheYearsThatAreWanted()
{
    MailFixture fixture;
    fixture.site().addGenerated(u"2018-June"_s, {2018, 6, 1}, 3);
    fixture.site().addSpring();
    fixture.site().setInterceptor(withoutListings(u"2018-June"_s));
    QVERIFY(fixture.sync().result);
    fixture.setStartYear(2019);
    QVERIFY(fixture.sync().result);
    verifyQuiet(fixture);
    fixture.site().setInterceptor({});
    fixture.setStartYear(2018); // nothing was lost by that
    QCOMPARE(fixture.sync().counts.added, 3);
}

void MailmanSkippedTest::staysForAsLongAsItIsGone()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(withoutListings(u"2019-March"_s));
    for (int i = 0; i < 3; ++i) {
        const SyncOutcome run = fixture.sync();
        QVERIFY(run.result);
        QCOMPARE(run.skipped, 1);
        QCOMPARE(skipped(fixture), QStringList{u"2019-March"_s});
    }
}

void MailmanSkippedTest::isNotSettledUnseen()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(withoutListings(u"2019-May"_s));
    QVERIFY(fixture.sync().result);
    // A run that ends before it comes to the period, by an error or by the limit.
    fixture.site().setInterceptor(onListings(u"2019-April"_s, html(200, "<html>Sign in</html>")));
    QVERIFY(!fixture.sync().result);
    QCOMPARE(skipped(fixture), QStringList{u"2019-May"_s});
    fixture.site().setInterceptor({});
    fixture.site().addGenerated(u"2019-April"_s, {2019, 4, 30}, 3);
    const SyncOutcome limited = fixture.sync(false, 3);
    QVERIFY(limited.result);
    QCOMPARE(limited.counts.added, 3);
    QCOMPARE(skipped(fixture), QStringList{u"2019-May"_s});
    QCOMPARE(fixture.sync().counts.added, 12);
    verifyQuiet(fixture);
}

void MailmanSkippedTest::isSettledOnceAllOfItIsStored()
{
    MailFixture fixture;
    fixture.site().addSpring();
    fixture.site().setInterceptor(withoutListings(u"2019-March"_s));
    QVERIFY(fixture.sync().result);
    fixture.site().setInterceptor({});
    const SyncOutcome part = fixture.sync(false, 10);
    QVERIFY(part.result);
    QCOMPARE(part.counts.added, 10);
    QCOMPARE(skipped(fixture), QStringList{u"2019-March"_s});
    const SyncOutcome rest = fixture.sync();
    QVERIFY(rest.result);
    QCOMPARE(rest.counts, (CommitCounts{.added = 20})); // and none of the others a second time
    verifyQuiet(fixture);
}

QTEST_GUILESS_MAIN(MailmanSkippedTest)
#include "mailman_skipped.moc"
