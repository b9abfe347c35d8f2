// Bytes into rows: what an issue looks like, and what is not one.
#include "sources/JsonAnswer.h"
#include "sources/LinkHeader.h"
#include "sources/github/IssueListing.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources;
using namespace lockkeeper::sources::github;

namespace {
http::Response answer(const QByteArray &body, const QByteArray &type = "application/json; charset=utf-8")
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(u"https://api.example/repos/org/tool/issues"_s);
    response.headers = {{"Content-Type", type}};
    response.body = body;
    return response;
}

IssuePage readDataPage(const char *name)
{
    QFile file(QStringLiteral(LOCKKEEPER_TEST_DATA "/github/") + QLatin1StringView(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing test data");
    return readPage(*jsonArray(answer(file.readAll())), u"org/tool"_s);
}
} // namespace

class GithubListingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuesAndPullRequests();
    void malformedItemsAreNamedAndSkipped();
    void longBodiesAreCut();
    void answersOfAnotherKind_data();
    void answersOfAnotherKind();
    void links();
    void repositoryFromUrl();
};

void GithubListingTest::issuesAndPullRequests()
{
    const IssuePage page = readDataPage("page.json");
    QCOMPARE(page.count, 3);
    QVERIFY(page.malformed.empty());
    QCOMPARE(page.items.size(), std::size_t(3));
    const store::GithubItem &issue = page.items.at(0).row;
    QCOMPARE(issue.repo, u"org/tool"_s);
    QCOMPARE(issue.itemType, u"issue"_s);
    QCOMPARE(issue.number, 3);
    QCOMPARE(issue.title, u"Montage reader drops the last electrode"_s);
    QCOMPARE(issue.firstMessage, u"Reading a montage with 65 rows gives 64."_s);
    QCOMPARE(issue.status, u"open"_s);
    QCOMPARE(issue.url, u"https://github.com/org/tool/issues/3"_s);
    QCOMPARE(issue.createdAt, u"2024-02-01T08:00:00Z"_s);
    QCOMPARE(page.items.at(0).updatedAt, QDateTime(QDate(2024, 2, 3), QTime(9, 30), Qt::UTC));
    const store::GithubItem &pull = page.items.at(1).row;
    QCOMPARE(pull.itemType, u"pr"_s);
    QCOMPARE(pull.status, u"closed"_s);
    QVERIFY(pull.firstMessage.isNull());
    const store::GithubItem &draft = page.items.at(2).row;
    QCOMPARE(draft.itemType, u"pr"_s);
    QVERIFY(draft.firstMessage.isEmpty() && !draft.firstMessage.isNull());
    QCOMPARE(draft.title, u"Ümläuts and 𝄞 in event names "_s); // without the NUL and half a surrogate pair
}

void GithubListingTest::malformedItemsAreNamedAndSkipped()
{
    const IssuePage page = readDataPage("malformed.json");
    QCOMPARE(page.count, 8);
    QCOMPARE(page.items.size(), std::size_t(1));
    QCOMPARE(page.items.front().row.number, 7);
    const std::vector<store::SkippedItem> expected = {
        {.key = u"item 1"_s, .reason = u"item 1 of a page: it is not an object"_s},
        {.key = u"item 2"_s, .reason = u"item 2 of a page: it has no number"_s},
        {.key = u"2"_s, .reason = u"item 3 of a page: #2 has no title"_s},
        {.key = u"3"_s, .reason = u"item 4 of a page: the body of #3 is not text"_s},
        {.key = u"4"_s, .reason = u"item 5 of a page: #4 is neither open nor closed"_s},
        {.key = u"5"_s, .reason = u"item 6 of a page: #5 has no web address"_s},
        {.key = u"6"_s, .reason = u"item 7 of a page: #6 has no valid time of creation or change"_s},
    };
    QCOMPARE(page.malformed, expected);
}

void GithubListingTest::longBodiesAreCut()
{
    QJsonObject object{{u"number"_s, 1},
                       {u"title"_s, u"t"_s},
                       {u"body"_s, u"𝄞"_s.repeated(6000)},
                       {u"state"_s, u"open"_s},
                       {u"html_url"_s, u"https://github.com/o/r/issues/1"_s},
                       {u"created_at"_s, u"2024-01-01T00:00:00Z"_s},
                       {u"updated_at"_s, u"2024-01-01T00:00:00Z"_s}};
    QString reason;
    const auto item = readItem(object, u"o/r"_s, reason);
    QVERIFY(item);
    QCOMPARE(item->row.firstMessage, u"𝄞"_s.repeated(5000));
}

void GithubListingTest::answersOfAnotherKind_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("says");
    QTest::newRow("HTML") << QByteArray("<html><body>Down for maintenance</body></html>")
                          << QByteArray("text/html") << u"JSON was expected, but it is of type “text/html”"_s;
    QTest::newRow("HTML called JSON")
        << QByteArray("<html>") << QByteArray("application/json") << u"broken at byte"_s;
    QTest::newRow("no type") << QByteArray("[]") << QByteArray() << u"JSON was expected"_s;
    QTest::newRow("cut short") << QByteArray("[{\"number\": 1, \"title\": \"Half of")
                               << QByteArray("application/json") << u"breaks off"_s;
    QTest::newRow("empty") << QByteArray() << QByteArray("application/json") << u"breaks off"_s;
    QTest::newRow("an object") << QByteArray("{\"message\": \"hello\"}") << QByteArray("application/json")
                               << u"a JSON array was expected, but it is an object"_s;
}

void GithubListingTest::answersOfAnotherKind()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QString, says);
    const Result<QJsonArray> array = jsonArray(answer(body, type));
    QVERIFY(!array);
    QCOMPARE(array.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(array.error().text.contains(says), qPrintable(array.error().text));
    QVERIFY(array.error().text.contains(u"api.example"));
    QCOMPARE(array.error().status, 200);
    QCOMPARE(array.error().url, u"https://api.example/repos/org/tool/issues"_s);
}

void GithubListingTest::links()
{
    const PageLinks middle =
        parseLinks("<https://api.example/repositories/1/issues?page=2>; rel=\"prev\", "
                   "<https://api.example/repositories/1/issues?per_page=100&page=4>; rel=\"next\", "
                   "<https://api.example/repositories/1/issues?page=21>; rel=\"last\"");
    QVERIFY(middle.hasNext);
    QCOMPARE(*middle.lastPage, 21);
    const PageLinks end = parseLinks(
        "<https://api.example/i?page=20>; rel=\"prev\", <https://api.example/i?page=1>; rel=\"first\"");
    QVERIFY(!end.hasNext);
    QVERIFY(!end.lastPage);
    QVERIFY(!parseLinks("").hasNext);
    http::Response response; // without the header, a full page has another behind it
    QVERIFY(hasNextPage(response, 100, 100));
    QVERIFY(!hasNextPage(response, 99, 100));
    response.headers = {{"Link", "<https://x/?page=2>; rel=\"next\""}};
    QVERIFY(hasNextPage(response, 30, 100));
    QVERIFY(!hasNextPage(response, 0, 100)); // else it would never end
    response.headers = {{"Link", "<https://x/?page=1>; rel=\"first\""}};
    QVERIFY(!hasNextPage(response, 100, 100));
    QVERIFY(!parseLinks("<unfinished; rel=\"next\"").hasNext);
    QVERIFY(parseLinks("<https://x/?q=a,b&page=2>; rel=\"next\"").hasNext);
    QVERIFY(!parseLinks("<https://x/?page=many>; rel=\"last\"").lastPage);
}

void GithubListingTest::repositoryFromUrl()
{
    QCOMPARE(repositoryOf(u"https://github.com/new-org/new-name/issues/12"_s), u"new-org/new-name"_s);
    QCOMPARE(repositoryOf(u"https://ghe.example/prefix/org/name/pull/3"_s), u"org/name"_s);
    QCOMPARE(repositoryOf(u"https://github.com/org"_s), QString());
}

QTEST_GUILESS_MAIN(GithubListingTest)
#include "github_listing.moc"
