// Every recorded answer of GitHub, through the real client into a real database. The same cases stand in the
// other tests with data written for them.
#include "sources/JsonAnswer.h"
#include "sources/github/IssueListing.h"
#include "tests/support/Samples.h"
#include "tests/support/Sqlite.h"
#include "tests/support/SyncFixture.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using lockkeeper::tests::recordedAnswer;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncFixture;
using lockkeeper::tests::SyncOutcome;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES "/github");
// As documented; told in the body only; with 429.
const QStringList secondaryLimits{u"error-403-secondary-docs"_s, u"error-403-secondary-body-marker"_s,
                                  u"error-429-secondary-no-retry-after"_s};

// What a page says, read with nothing of ours.
QStringList rowsOf(const QJsonArray &array)
{
    QStringList rows;
    for (const QJsonValue &value : array) {
        const QJsonObject item = value.toObject();
        const QString body =
            item.value("body"_L1).isNull() ? u"NULL"_s : item.value("body"_L1).toString().left(5000);
        rows.append(QStringList{item.contains("pull_request"_L1) ? u"pr"_s : u"issue"_s,
                                QString::number(item.value("number"_L1).toInteger()),
                                item.value("title"_L1).toString(), body, item.value("state"_L1).toString(),
                                item.value("html_url"_L1).toString(), item.value("created_at"_L1).toString()}
                        .join(u'|'));
    }
    rows.sort();
    return rows;
}
} // namespace

class GithubSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(samples).exists())
            QSKIP("skipped: no samples");
    }
    void listings_data();
    void listings();
    void pagesOfOneListing();
    void otherShapes_data();
    void otherShapes();
    void errorPages_data();
    void errorPages();
    void notModified();
    void secondaryLimitsAreWaitedFor_data();
    void secondaryLimitsAreWaitedFor();
    void movedRepository();
};

void GithubSamplesTest::listings_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"issues-closed-page01", "issues-closed-page06", "issues-closed-page08",
                             "issues-closed-page18", "issues-closed-page21-last", "issues-closed-b-page06",
                             "issues-milestone", "issue-list-reactions-nullbody", "paginate-issues-page1of5",
                             "paginate-issues-page2of5", "paginate-issues-page5of5", "pulls-empty",
                             "pulls-open-draft", "pulls-open-nullbody", "pull-requests-github-to-sqlite"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void GithubSamplesTest::listings()
{
    QFETCH(QString, name);
    SyncFixture fixture(u"hub4j/github-api"_s);
    demo::HttpAnswer answer = recordedAnswer(samples, name);
    answer.headers.removeIf(
        [](const auto &header) { return header.first == "Link"; }); // alone, it is the whole listing
    fixture.site().answerNext(answer);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.skipped, 0);
    QStringList stored =
        Sqlite(fixture.databasePath())
            .rows(
                u"SELECT item_type, number, title, first_message, status, url, created_at FROM github_items"_s);
    stored.sort();
    QCOMPARE(stored, rowsOf(QJsonDocument::fromJson(answer.body).array()));
}

void GithubSamplesTest::pagesOfOneListing()
{
    // Recorded sorted by creation and in pages of thirty: a server that does not heed what we ask.
    SyncFixture fixture(u"hub4j/github-api"_s);
    QJsonArray all;
    for (const char *name : {"issues-closed-page01", "issues-closed-page06", "issues-closed-page08",
                             "issues-closed-page18", "issues-closed-page21-last"}) {
        const demo::HttpAnswer answer = recordedAnswer(samples, QString::fromLatin1(name));
        for (const QJsonValue &value : QJsonDocument::fromJson(answer.body).array())
            all.append(value);
        fixture.site().answerNext(answer);
    }
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.requests, 5);
    QCOMPARE(run.counts.added, all.size());
    QStringList stored =
        Sqlite(fixture.databasePath())
            .rows(
                u"SELECT item_type, number, title, first_message, status, url, created_at FROM github_items"_s);
    stored.sort();
    QCOMPARE(stored, rowsOf(all));
    QCOMPARE(Sqlite(fixture.databasePath()).integrityProblem(), QString());
}

// Recorded answers of other calls: what they hold is an issue, or it is told that it is not.
void GithubSamplesTest::otherShapes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("readable");
    QTest::addColumn<int>("malformed");
    QTest::newRow("search with state_reason") << u"search-issues-state-reason"_s << 30 << 0;
    QTest::newRow("search of octokit") << u"search-issues-octokit"_s << 2 << 0;
    QTest::newRow("a single pull request") << u"pull-single-ghost-author"_s << 1 << 0;
    QTest::newRow("comments") << u"issue-comments"_s << 0 << 3;
    QTest::newRow("a repository") << u"repo-hub4j-github-api"_s << 0 << 1;
    QTest::newRow("another repository") << u"repo-octokit-hello-world"_s << 0 << 1;
    QTest::newRow("a tree") << u"git-tree-recursive"_s << 0 << 1;
}

void GithubSamplesTest::otherShapes()
{
    QFETCH(QString, name);
    QFETCH(int, readable);
    QFETCH(int, malformed);
    const QJsonDocument document = QJsonDocument::fromJson(recordedAnswer(samples, name).body);
    QJsonArray array = document.array();
    if (document.isObject())
        array = document.object().contains("items"_L1) ? document.object().value("items"_L1).toArray()
                                                       : QJsonArray{document.object()};
    const sources::github::IssuePage page = sources::github::readPage(array, u"o/r"_s);
    QCOMPARE(page.items.size(), std::size_t(readable));
    QCOMPARE(page.malformed.size(), std::size_t(malformed));
    // As a listing's answer, an object is refused as a whole.
    if (document.isObject()) {
        http::Response response;
        response.status = 200;
        response.headers = {{"Content-Type", "application/json"}};
        response.body = document.toJson();
        QCOMPARE(sources::jsonArray(response).error().kind, ErrorKind::BadAnswer);
    }
}

void GithubSamplesTest::errorPages_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("kind");
    QTest::newRow("bad credentials") << u"error-401-bad-credentials"_s << u"auth"_s;
    QTest::newRow("missing repository") << u"error-404-repo"_s << u"gone"_s;
    QTest::newRow("of 2013") << u"error-404-2013"_s << u"gone"_s;
    QTest::newRow("no licence") << u"error-404-license"_s << u"gone"_s;
    for (const QString &name : secondaryLimits)
        QTest::newRow(qPrintable(name)) << name << u"rate_limited"_s;
}

void GithubSamplesTest::errorPages()
{
    QFETCH(QString, name);
    QFETCH(QString, kind);
    SyncFixture fixture;
    fixture.clientConfig().limitPatience = std::chrono::milliseconds(1);
    fixture.site().answerNext(recordedAnswer(samples, name));
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QVERIFY(!run.result.error().text.isEmpty());
    QCOMPARE(run.requests, 1);
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM github_items"_s), u"0"_s);
}

void GithubSamplesTest::notModified()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 5});
    QVERIFY(fixture.sync().result);
    fixture.site().answerNext(recordedAnswer(samples, u"not-modified-304"_s));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.notModified, 1);
    QCOMPARE(run.counts, store::CommitCounts{});
}

void GithubSamplesTest::secondaryLimitsAreWaitedFor_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : secondaryLimits)
        QTest::newRow(qPrintable(name)) << name;
}

void GithubSamplesTest::secondaryLimitsAreWaitedFor()
{
    QFETCH(QString, name);
    SyncFixture fixture;
    fixture.clientConfig().limitWait = std::chrono::milliseconds(20);
    fixture.site().addGenerated({.fullName = u"org/tool"_s, .items = 5});
    fixture.site().answerNext(recordedAnswer(samples, name));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 5);
    QCOMPARE(run.requests, 2);
}

void GithubSamplesTest::movedRepository()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = u"neworg/renamed"_s, .items = 5});
    demo::HttpAnswer moved = recordedAnswer(samples, u"redirect-301-moved-repo"_s);
    for (auto &[name, value] : moved.headers) {
        if (name.toLower() == "location") // to our server instead of GitHub's
            value =
                fixture.server().url().toEncoded() + "/repos/neworg/renamed/issues?state=all&per_page=100";
    }
    fixture.site().answerNext(moved);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 5);
    QCOMPARE(run.requests, 2);
    QCOMPARE(run.notices.size(), 1);
}

QTEST_GUILESS_MAIN(GithubSamplesTest)
#include "github_samples.moc"
