// What is kept of runs is bounded, by runs, by bytes, and for one remote; and goes a little at a time.
#include "tests/support/ChangeFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::ChangeFixture;

class ChangeLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldRunsGo();
    void theLargestGoesOldestFirst();
    void oneRemoteHasItsShare();
    void aLittleAtATime();
};

void ChangeLimitsTest::oldRunsGo()
{
    ChangeFixture db;
    db.setLimits({.runs = 3});
    for (int run = 1; run <= 6; ++run) {
        QVERIFY(db.write(run, {u"a%1"_s.arg(run), u"b%1"_s.arg(run)}));
        QVERIFY(db.write(run, {u"c%1"_s.arg(run)}, u"o/other"_s));
    }
    for (int run = 1; run <= 3; ++run)
        QCOMPARE(db.changes(run), QStringList());
    for (int run = 4; run <= 6; ++run)
        QCOMPARE(db.changes(run).size(), 3);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_parts"_s), u"6"_s);
    // Who wrote a row first is known for good.
    QCOMPARE(db.look().value(
                 u"SELECT started_at FROM lockkeeper_runs JOIN lockkeeper_written ON id = first_run"_s),
             ChangeFixture::runName(1));
}

void ChangeLimitsTest::theLargestGoesOldestFirst()
{
    ChangeFixture db;
    db.setLimits({.bytes = 25'000});
    for (int run = 1; run <= 8; ++run)
        QVERIFY(db.write(run, {QString(5000, QChar(u'a' + run))}));
    QVERIFY(db.look().value(u"SELECT sum(bytes) FROM lockkeeper_parts"_s).toLongLong() <= 25'000);
    QCOMPARE(db.changes(8).size(), 1);
    QCOMPARE(db.changes(5).size(), 1);
    QCOMPARE(db.changes(2), QStringList());
}

void ChangeLimitsTest::oneRemoteHasItsShare()
{
    ChangeFixture db;
    QStringList titles(20, QString(1000, u'a'));
    QVERIFY(db.write(1, titles));
    db.setLimits({.partBytes = 10'500});
    titles.fill(QString(1000, u'b'), 20);
    QCOMPARE(*db.write(2, titles), (CommitCounts{.changed = 20}));
    QCOMPARE(db.changes(2).size(), 20); // each is told
    QCOMPARE(db.changes(2).filter(u"title"_s).size(), 10);
    titles.fill(u"short"_s, 20);
    QVERIFY(db.write(2, titles)); // of the same run: no more than that
    QCOMPARE(db.changes(2).filter(u"title"_s).size(), 10);
    QVERIFY(db.write(3, QStringList(20, u"new run"_s)));
    QCOMPARE(db.changes(3).filter(u"short"_s).size(), 20);
}

void ChangeLimitsTest::aLittleAtATime()
{
    ChangeFixture db;
    QVERIFY(db.write(1, QStringList(100, u"a"_s)));
    db.setLimits({.runs = 1, .rowsAHold = 30});
    QVERIFY(db.write(2, {u"b"_s}));
    QCOMPARE(db.changes(1).size(), 70);
    for (int part = 0; part < 3; ++part)
        QVERIFY(db.write(2, {u"c"_s}, u"o/r%1"_s.arg(part)));
    QCOMPARE(db.changes(1), QStringList());
    QCOMPARE(db.changes(2).size(), 4);
}

QTEST_GUILESS_MAIN(ChangeLimitsTest)
#include "changelimits.moc"
