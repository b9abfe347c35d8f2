// The walk by key, alone: pages in, next queries and cursors out.
#include "sources/github/IssueWalk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::sources::github;

namespace {
QDateTime at(int second)
{
    return QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC).addSecs(second);
}

IssuePage pageOf(const QList<QPair<int, int>> &numbersAndSeconds)
{
    IssuePage page;
    for (const auto &[number, second] : numbersAndSeconds) {
        ListedItem item;
        item.row.number = number;
        item.updatedAt = at(second);
        page.items.push_back(item);
    }
    page.count = numbersAndSeconds.size();
    return page;
}

QList<qint64> numbers(const IssuePage &page)
{
    QList<qint64> result;
    for (const ListedItem &item : page.items)
        result.append(item.row.number);
    return result;
}
} // namespace

class GithubWalkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksByKey();
    void aFullLastPageIsNotAskedAgain();
    void oneTimestampFillsAPage();
    void unsortedListingsAreWalkedByPage();
    void anEmptyRepository();
    void nextRunAsksTheLastQuestionAgain();
    void aPageOfNothingReadableGoesOn();
    void neverEnds();
    void cursorsAreText();
};

void GithubWalkTest::walksByKey()
{
    IssueWalk walk({});
    QVERIFY(!walk.query().since.isValid());
    IssuePage first = pageOf({{9, 5}, {1, 10}, {2, 20}, {3, 30}});
    QVERIFY(walk.take(first, true, "W/\"a\""));
    QCOMPARE(walk.cursorAfter(first, 3)->since, at(20));
    QCOMPARE(walk.cursorAfter(first, 4)->since, at(30));
    QCOMPARE(walk.query().since, at(30));
    QCOMPARE(walk.query().page, 1);
    IssuePage second = pageOf({{3, 30}, {4, 30}, {5, 40}}); // since is inclusive: 3 comes again
    QVERIFY(walk.take(second, false, "W/\"b\""));
    QCOMPARE(numbers(second), (QList<qint64>{4, 5}));
    QVERIFY(walk.finished());
    QCOMPARE(walk.finalCursor(), (Cursor{.since = at(40), .lastSince = at(30), .lastEtag = "W/\"b\""}));
}

void GithubWalkTest::aFullLastPageIsNotAskedAgain()
{
    IssueWalk walk({});
    IssuePage first = pageOf({{1, 10}, {2, 20}}); // this server gives two a page
    QVERIFY(walk.take(first, true, "W/\"a\""));
    IssuePage second = pageOf({{2, 20}, {3, 30}});
    QVERIFY(walk.take(second, false, "W/\"b\"")); // what comes next stands on a page of its own
    QVERIFY(walk.finished());
    QVERIFY(walk.finalCursor().lastEtag.isEmpty());
    QCOMPARE(IssueWalk(walk.finalCursor()).query().since, at(30));
}

void GithubWalkTest::oneTimestampFillsAPage()
{
    IssueWalk walk({});
    IssuePage first = pageOf({{1, 10}, {2, 10}, {3, 10}});
    QVERIFY(walk.take(first, true, {}));
    QCOMPARE(walk.query().since, at(10));
    IssuePage again = pageOf({{1, 10}, {2, 10}, {3, 10}});
    QVERIFY(walk.take(again, true, {}));
    QCOMPARE(numbers(again), QList<qint64>());
    QCOMPARE(walk.query().since, at(10));
    QCOMPARE(walk.query().page, 2);
    IssuePage third = pageOf({{4, 10}, {5, 10}, {6, 20}});
    QVERIFY(walk.take(third, true, {}));
    QCOMPARE(numbers(third), (QList<qint64>{4, 5, 6}));
    QCOMPARE(walk.query().since, at(20)); // by key again
    QCOMPARE(walk.query().page, 1);
}

void GithubWalkTest::unsortedListingsAreWalkedByPage()
{
    IssueWalk walk({});
    IssuePage first = pageOf({{9, 90}, {8, 80}});
    QVERIFY(walk.take(first, true, "W/\"x\""));
    QVERIFY(!walk.cursorAfter(first, 2)); // nothing is vouched for
    QVERIFY(!walk.query().since.isValid());
    QCOMPARE(walk.query().page, 2);
    IssuePage second = pageOf({{7, 95}, {6, 60}});
    QVERIFY(walk.take(second, false, {}));
    QCOMPARE(walk.finalCursor().since, at(95));
    QVERIFY(walk.finalCursor().lastEtag.isEmpty());
    // A server that pays no heed to `since` is one that does not sort as asked.
    IssueWalk next(walk.finalCursor());
    IssuePage older = pageOf({{6, 60}, {7, 95}});
    QVERIFY(next.take(older, true, {}));
    QVERIFY(!next.cursorAfter(older, 1));
    QCOMPARE(next.query().page, 2);
}

void GithubWalkTest::anEmptyRepository()
{
    IssueWalk walk({});
    IssuePage empty;
    QVERIFY(walk.take(empty, false, "W/\"e\""));
    QVERIFY(walk.finished());
    QVERIFY(!walk.finalCursor().since.isValid());
    QCOMPARE(walk.finalCursor().lastEtag, QByteArray("W/\"e\""));
    QCOMPARE(IssueWalk(walk.finalCursor()).query().etag, QByteArray("W/\"e\""));
}

void GithubWalkTest::nextRunAsksTheLastQuestionAgain()
{
    IssueWalk walk(Cursor{.since = at(40), .lastSince = at(30), .lastEtag = "W/\"b\""});
    QCOMPARE(walk.query().since, at(30));
    QCOMPARE(walk.query().etag, QByteArray("W/\"b\""));
    // An interrupted run left no etag: on from its cursor.
    IssueWalk resumed(Cursor{.since = at(20), .lastSince = {}, .lastEtag = {}});
    QCOMPARE(resumed.query().since, at(20));
    QVERIFY(resumed.query().etag.isEmpty());
}

void GithubWalkTest::aPageOfNothingReadableGoesOn()
{
    IssueWalk walk({});
    IssuePage page;
    page.count = 3; // all malformed
    QVERIFY(walk.take(page, true, {}));
    QVERIFY(!walk.finished());
    QCOMPARE(walk.query().page, 2);
}

void GithubWalkTest::neverEnds()
{
    IssueWalk walk({});
    bool headway = true;
    for (int i = 0; i < 100'000 && headway; ++i) {
        IssuePage page = pageOf({{2, 20}, {1, 10}});
        headway = walk.take(page, true, {});
    }
    QVERIFY(!headway);
}

void GithubWalkTest::cursorsAreText()
{
    const Cursor cursor{.since = at(1), .lastSince = at(0), .lastEtag = "W/\"quo\\ted\""};
    QCOMPARE(Cursor::fromText(cursor.toText()), cursor);
    QCOMPARE(Cursor::fromText(Cursor{}.toText()), Cursor{});
    QCOMPARE(Cursor::fromText(u"not a cursor"_s), Cursor{});
}

QTEST_GUILESS_MAIN(GithubWalkTest)
#include "github_walk.moc"
