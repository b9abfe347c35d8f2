// Other processes at the same database: they are seen, and the lock is left to them now and then.
#include "store/locks/Neighbours.h"
#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "store/locks/NeighbourTurn.h"
#include "tests/support/OtherProgram.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::store;
using lockkeeper::tests::OtherProgram;
using namespace std::chrono_literals;

class NeighboursTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTurnBeforeItIsTime();
    void noTurnForNobody();
    void aTurnEveryTwoSeconds();
    void aPauseOfOursIsATurn();
    void whomWeMetIsRememberedForAMinute();
    void seesAnotherProcess();
    void aBusyWriterLeavesTheLockToThem();
};

namespace {
const NeighbourTurn::Clock::time_point start{1h};
const auto none = NeighbourTurn::Clock::duration::zero();
} // namespace

void NeighboursTest::noTurnBeforeItIsTime()
{
    int asked = 0;
    NeighbourTurn turn([&] { return ++asked > 0; }, start);
    turn.released(start + 1999ms);
    QVERIFY(turn.due(start + 1999ms) == none);
    QCOMPARE(asked, 0);
}

void NeighboursTest::noTurnForNobody()
{
    int asked = 0;
    NeighbourTurn turn([&] { return ++asked < 0; }, start);
    turn.released(start + 3s);
    QVERIFY(turn.due(start + 3s) == none);
    QVERIFY(turn.due(start + 3s + 1ms) == none);
    QCOMPARE(asked, 1); // not at every transaction
}

void NeighboursTest::aTurnEveryTwoSeconds()
{
    NeighbourTurn turn([] { return true; }, start);
    turn.released(start + 3s);
    QVERIFY(turn.due(start + 3s + 10ms) == NeighbourTurn::pause - 10ms); // it has been free for some of it
    turn.released(start + 4s);
    QVERIFY(turn.due(start + 4s) == none);
    turn.released(start + 6s);
    QVERIFY(turn.due(start + 6s) == NeighbourTurn::pause);
}

void NeighboursTest::aPauseOfOursIsATurn()
{
    NeighbourTurn turn([] { return true; }, start);
    turn.released(start + 3s);
    QVERIFY(turn.due(start + 3s + NeighbourTurn::pause) == none);
    turn.released(start + 4s);
    QVERIFY(turn.due(start + 4s) == none);
}

void NeighboursTest::whomWeMetIsRememberedForAMinute()
{
    NeighbourTurn turn([] { return false; }, start);
    turn.met(start + 1s);
    turn.released(start + 3s);
    QVERIFY(turn.due(start + 3s) == NeighbourTurn::pause);
    turn.released(start + 62s);
    QVERIFY(turn.due(start + 62s) == none);
}

void NeighboursTest::seesAnotherProcess()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells whose locks there are");
#endif
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"one.db"_s);
    const auto database = Database::open(path, 5s);
    QVERIFY(database);
    const std::string shm = (path + u"-shm"_s).toStdString();
    QVERIFY(!openElsewhere(shm)); // our own connection is none
    QVERIFY(!openElsewhere(folder.filePath(u"other.db-shm"_s).toStdString()));

    OtherProgram other(path);
    QVERIFY(other.run(u"SELECT count(*) FROM papers"_s));
    QVERIFY(openElsewhere(shm)); // though it holds no lock that would keep us from anything
    QVERIFY(other.close());
    QVERIFY(!openElsewhere(shm));
}

// One writer of ours has nobody to queue behind, so what it queues for is the other program's turn.
void NeighboursTest::aBusyWriterLeavesTheLockToThem()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"one.db"_s);
    const auto database = *Database::open(path, 30s);
    OtherProgram other(path);
    QVERIFY(other.run(u"SELECT count(*) FROM papers"_s));

    Batch batch;
    batch.githubItems.push_back({.repo = u"o/r"_s,
                                 .itemType = u"issue"_s,
                                 .number = 1,
                                 .title = {},
                                 .firstMessage = u"Text"_s,
                                 .status = u"open"_s,
                                 .url = u"u"_s,
                                 .createdAt = u"2024-01-01T00:00:00Z"_s});
    LockCounters counters;
    Writer writer(*database, counters, {});
    const QDeadlineTimer patience(30s);
    for (int turn = 0; counters.totals().busy == 0 && !patience.hasExpired(); ++turn) {
        batch.githubItems.front().title = u"Title %1"_s.arg(turn);
        QVERIFY(writer.commit(batch));
    }
    QCOMPARE(counters.totals().busy, 1);
    QVERIFY(counters.totals().busyNs > 0);
}

QTEST_GUILESS_MAIN(NeighboursTest)
#include "neighbours.moc"
