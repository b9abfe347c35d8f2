// What a cursor promises, alone.
#include "sources/discourse/ForumCursor.h"
#include "sources/discourse/TopicPage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::sources::discourse;

namespace {
ListedTopic topic(qint64 id, qint64 bumpedAt, bool solved = false)
{
    ListedTopic listed;
    listed.id = id;
    listed.bumpedAt = bumpedAt;
    listed.solved = solved;
    return listed;
}
} // namespace

class DiscourseCursorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversWhatIsOlder();
    void coversWhatIsNamed();
    void forgetsWhatItIncludes();
    void noticesAnAcceptedAnswer();
    void isText();
};

void DiscourseCursorTest::coversWhatIsOlder()
{
    ForumCursor cursor;
    QVERIFY(!cursor.covers(topic(1, 100)));
    QVERIFY(!cursor.covers(topic(1, 0)));
    cursor.advance(100);
    QVERIFY(cursor.covers(topic(1, 99)));
    QVERIFY(!cursor.covers(topic(1, 100))); // others of that very time may be missing
    QVERIFY(cursor.covers(topic(1, 0)));    // the listing gives no time: stored is stored
    cursor.advance(50);
    QCOMPARE(cursor.through, 100);
}

void DiscourseCursorTest::coversWhatIsNamed()
{
    ForumCursor cursor;
    cursor.advance(100);
    cursor.beyond = {{1, 100}, {2, 140}};
    QVERIFY(cursor.covers(topic(1, 100)));
    QVERIFY(cursor.covers(topic(2, 140)));
    QVERIFY(!cursor.covers(topic(2, 141)));
    QVERIFY(!cursor.covers(topic(3, 140)));
}

void DiscourseCursorTest::forgetsWhatItIncludes()
{
    ForumCursor cursor;
    cursor.beyond = {{1, 100}, {2, 140}, {3, 150}};
    cursor.advance(140);
    QCOMPARE(cursor.beyond, (QHash<qint64, qint64>{{2, 140}, {3, 150}}));
}

void DiscourseCursorTest::noticesAnAcceptedAnswer()
{
    ForumCursor cursor;
    cursor.advance(100);
    cursor.unsolved = {1};
    QVERIFY(cursor.covers(topic(1, 50)));
    QVERIFY(!cursor.covers(topic(1, 50, true)));
    QVERIFY(cursor.covers(topic(2, 50, true)));
}

void DiscourseCursorTest::isText()
{
    ForumCursor cursor;
    cursor.through = 1'700'000'000'123;
    cursor.unproven = 1'700'000'000'999;
    cursor.beyond = {{7, 1'700'000'000'124}};
    cursor.merged = {{8, 1'700'000'000'001}};
    cursor.listings = {u"/latest.json"_s, u"/tag/a%20b.json"_s};
    cursor.posts = 1234;
    cursor.unsolved = {3, 5};
    cursor.etags = {{u"/latest.json"_s, "W/\"quo\\ted\""}};
    QCOMPARE(ForumCursor::fromText(cursor.toText()), cursor);
    QCOMPARE(ForumCursor::fromText(ForumCursor{}.toText()), ForumCursor{});
    QCOMPARE(ForumCursor::fromText(u"not a cursor"_s), ForumCursor{});
    QCOMPARE(ForumCursor::fromText(uR"({"through": -5, "posts": -1, "beyond": [1], "listings": 3})"_s),
             ForumCursor{});
}

QTEST_GUILESS_MAIN(DiscourseCursorTest)
#include "discourse_cursor.moc"
