// Items that could not be read: kept with a reason, tried again by the next run, settled when they are read,
// gone, or elsewhere.
#include "tests/support/Sqlite.h"
#include "tests/support/SyncFixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using demo::HttpRequest;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncFixture;
using lockkeeper::tests::SyncOutcome;

namespace {
const QString tool = u"org/tool"_s;

// The site's own answers, with the items of these numbers spoilt in every list, and alone where `alone` says
// so.
void spoil(SyncFixture &fixture, const QList<int> &numbers, bool alone, const QString &member = u"title"_s)
{
    demo::GithubSite &site = fixture.site();
    site.setInterceptor(
        [&site, numbers, alone, member](const HttpRequest &request) -> std::optional<HttpAnswer> {
            HttpAnswer answer = site.answer(request);
            if (answer.status != 200)
                return answer;
            QJsonDocument document = QJsonDocument::fromJson(answer.body);
            if (document.isArray()) {
                QJsonArray array = document.array();
                for (auto item = array.begin(); item != array.end(); ++item) {
                    QJsonObject object = item->toObject();
                    if (numbers.contains(object.value("number"_L1).toInt())) {
                        object.remove(member);
                        *item = object;
                    }
                }
                document.setArray(array);
            } else if (alone && numbers.contains(document.object().value("number"_L1).toInt())) {
                QJsonObject object = document.object();
                object.remove(member);
                document.setObject(object);
            }
            answer.body = document.toJson(QJsonDocument::Compact);
            return answer;
        });
}

QStringList skipped(SyncFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT item_key, reason FROM lockkeeper_skipped ORDER BY item_key"_s);
}

// Their numbers, as the listing has them: the oldest change first.
QList<int> byUpdate(SyncFixture &fixture)
{
    std::vector<demo::GithubItem> items = fixture.site().items(tool);
    std::stable_sort(items.begin(), items.end(), [](const demo::GithubItem &a, const demo::GithubItem &b) {
        return a.updatedAt < b.updatedAt;
    });
    QList<int> numbers;
    for (const demo::GithubItem &item : items)
        numbers.append(item.number);
    return numbers;
}

QString stored(SyncFixture &fixture)
{
    return Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM github_items"_s);
}
} // namespace

class GithubSkippedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triedAgainByEachRun();
    void settledWhenItCanBeRead();
    void settledWhenItIsGone();
    void settledWhenItIsElsewhere();
    void settledByAFullSync();
    void aRowThatCannotBeReadAnyMoreStays();
    void withoutANumber();
    void aListOfSomethingElse();
};

void GithubSkippedTest::triedAgainByEachRun()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    spoil(fixture, {4, 9}, true);
    const SyncOutcome first = fixture.sync();
    QVERIFY(first.result);
    QCOMPARE(first.skipped, 2);
    QCOMPARE(first.requests, 1); // what was just met is not asked for again
    QCOMPARE(stored(fixture), u"28"_s);
    const SyncOutcome second = fixture.sync();
    QVERIFY(second.result);
    QCOMPARE(second.skipped, 2);
    QCOMPARE(second.requests, 1 + 2);
    QCOMPARE(skipped(fixture), (QStringList{u"4|#4 has no title"_s, u"9|#9 has no title"_s}));
    QCOMPARE(
        Sqlite(fixture.databasePath())
            .value(u"SELECT count(*) FROM lockkeeper_skipped WHERE first_at <= last_at AND run <> '' AND "
                   u"source_type = 'github' AND source_name = 'org/tool'"_s),
        u"2"_s);
}

void GithubSkippedTest::settledWhenItCanBeRead()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    spoil(fixture, {4}, true);
    QVERIFY(fixture.sync().result);
    fixture.site().setInterceptor({});
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 1);
    QCOMPARE(run.requests, 2);
    QVERIFY(skipped(fixture).isEmpty());
    QCOMPARE(fixture.sync().requests, 1);
}

void GithubSkippedTest::settledWhenItIsGone()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    spoil(fixture, {4}, true);
    QVERIFY(fixture.sync().result);
    fixture.site().deleteItem(tool, 4);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added + run.counts.deleted, 0);
    QVERIFY(skipped(fixture).isEmpty());
}

// A transferred issue answers from its new repository.
void GithubSkippedTest::settledWhenItIsElsewhere()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    spoil(fixture, {4}, true);
    QVERIFY(fixture.sync().result);
    HttpAnswer elsewhere{.status = 200};
    elsewhere.set("Content-Type", "application/json");
    elsewhere.body = R"({"number": 4, "title": "moved", "body": null, "state": "open",
        "html_url": "https://github.com/org/other/issues/4",
        "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-01-01T00:00:00Z"})";
    fixture.site().deleteItem(tool, 4); // out of the listing
    fixture.site().setInterceptor([elsewhere](const HttpRequest &request) -> std::optional<HttpAnswer> {
        return request.url.path().endsWith(u"/issues/4"_s) ? std::optional(elsewhere) : std::nullopt;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.requests, 2);
    QVERIFY(skipped(fixture).isEmpty());
    QCOMPARE(stored(fixture), u"29"_s);
}

void GithubSkippedTest::settledByAFullSync()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    spoil(fixture, {4, 5}, true);
    QVERIFY(fixture.sync().result);
    Sqlite other(fixture.databasePath()); // keys that no answer will ever name again
    QCOMPARE(other.execute(
                 u"INSERT INTO lockkeeper_skipped SELECT source_type, source_name, 'since ever page 7 item "
                 u"3', reason, first_at, last_at, run FROM lockkeeper_skipped WHERE item_key = '4'"_s),
             0);
    spoil(fixture, {5}, true);
    const SyncOutcome run = fixture.sync(true);
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 1);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(run.requests, 1);
    QCOMPARE(skipped(fixture).size(), 1);
    QVERIFY(skipped(fixture).first().startsWith(u"5|"_s));
}

void GithubSkippedTest::aRowThatCannotBeReadAnyMoreStays()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    QVERIFY(fixture.sync().result);
    spoil(fixture, {4}, true);
    const SyncOutcome run = fixture.sync(true);
    QVERIFY(run.result);
    QCOMPARE(run.counts.deleted, 0);
    QCOMPARE(stored(fixture), u"30"_s);
    QCOMPARE(skipped(fixture).size(), 1);
}

void GithubSkippedTest::withoutANumber()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 150});
    const QList<int> numbers = byUpdate(fixture);
    spoil(fixture, {numbers.at(4), numbers.at(140)}, false, u"number"_s);
    const SyncOutcome first = fixture.sync();
    QVERIFY(first.result);
    QCOMPARE(first.skipped, 2);
    QCOMPARE(stored(fixture), u"148"_s);
    const QStringList kept = skipped(fixture);
    QCOMPARE(kept.size(), 2);
    QVERIFY2(kept.last().startsWith(u"since ever page 1 item "_s), qPrintable(kept.join(u'\n')));
    // Their pages are read again, and are still as they were.
    const SyncOutcome second = fixture.sync();
    QVERIFY(second.result);
    QCOMPARE(second.skipped, 2);
    QCOMPARE(second.requests, 1 + 2);
    QCOMPARE(skipped(fixture).size(), 2);
    fixture.site().setInterceptor({});
    const SyncOutcome third = fixture.sync();
    QVERIFY(third.result);
    QCOMPARE(third.counts.added, 2);
    QVERIFY(skipped(fixture).isEmpty());
    QCOMPARE(stored(fixture), u"150"_s);
    QCOMPARE(fixture.sync().requests, 1);
}

void GithubSkippedTest::aListOfSomethingElse()
{
    SyncFixture fixture;
    fixture.site().addGenerated({.fullName = tool, .items = 30});
    QList<int> all;
    for (int number = 1; number <= 30; ++number)
        all.append(number);
    spoil(fixture, all, true);
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(u"none of its 30 items is an issue or pull request"_s),
             qPrintable(run.result.error().text));
    QVERIFY(run.result.error().url.contains(u"/repos/org/tool/issues"_s));
    QVERIFY(skipped(fixture).isEmpty());
    QCOMPARE(stored(fixture), u"0"_s);
}

QTEST_GUILESS_MAIN(GithubSkippedTest)
#include "github_skipped.moc"
