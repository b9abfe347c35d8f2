// The limiter's arithmetic, on times of our own: no clock, no thread.
#include "http/limiter/RateLimiter.h"

#include <QTest>

using lockkeeper::http::RateLimiter;
using namespace std::chrono_literals;
using Time = RateLimiter::Clock::time_point;

namespace {

const Time start = Time(std::chrono::hours(1000));

// How many slots someone gets who asks every millisecond from `from` for `length`.
int taken(RateLimiter &limiter, Time from, std::chrono::milliseconds length)
{
    int count = 0;
    for (Time now = from; now < from + length; now += 1ms) {
        while (limiter.take(now))
            ++count;
    }
    return count;
}

} // namespace

class TestRateLimiter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneASecondIsOneASecond();
    void keepsThePace_data();
    void keepsThePace();
    void savesNoMoreThanTheBurst();
    void nextSlotIsWhenTakeSucceeds();
    void slotAfterOthersIsWhenTheyAreThrough();
    void nothingPassesABlock();
    void noBurstAfterABlock();
    void theLaterBlockCounts();
    void itsPaceChanges();
    void aChangedPaceKeepsABlock();
};

void TestRateLimiter::oneASecondIsOneASecond()
{
    RateLimiter limiter(1);
    QCOMPARE(limiter.burst(), 1);
    QVERIFY(limiter.take(start));
    QVERIFY(!limiter.take(start));
    QVERIFY(!limiter.take(start + 999ms));
    QVERIFY(limiter.take(start + 1000ms));
    // After an hour's pause still only one.
    QVERIFY(limiter.take(start + 1h));
    QVERIFY(!limiter.take(start + 1h));
}

void TestRateLimiter::keepsThePace_data()
{
    QTest::addColumn<double>("perSecond");
    for (const double perSecond : {0.1, 0.5, 1.0, 3.0, 8.0, 10.0, 100.0, 1000.0, 10'000.0})
        QTest::addRow("%g", perSecond) << perSecond;
}

void TestRateLimiter::keepsThePace()
{
    QFETCH(const double, perSecond);
    RateLimiter limiter(perSecond);
    const int count = taken(limiter, start, 10s);
    const double most = perSecond * 10 + limiter.burst();
    QVERIFY2(count <= most, qPrintable(QString::number(count)));
    QVERIFY2(count >= perSecond * 10 - 1, qPrintable(QString::number(count)));
    QVERIFY(limiter.burst() >= 1 && limiter.burst() <= 20);
}

void TestRateLimiter::savesNoMoreThanTheBurst()
{
    RateLimiter limiter(10);
    QCOMPARE(limiter.burst(), 5);
    QCOMPARE(taken(limiter, start, 1ms), 5);
    QCOMPARE(taken(limiter, start + 1h, 1ms), 5);
}

void TestRateLimiter::nextSlotIsWhenTakeSucceeds()
{
    RateLimiter limiter(7);
    Time now = start;
    for (int i = 0; i < 100; ++i) {
        now = std::max(now, limiter.nextSlot());
        QVERIFY(!limiter.take(limiter.nextSlot() - 1ns));
        QVERIFY(limiter.take(now));
    }
    QVERIFY(now - start <= 15s);
}

void TestRateLimiter::slotAfterOthersIsWhenTheyAreThrough()
{
    RateLimiter limiter(4);
    while (limiter.take(start)) {
    } // the burst
    const RateLimiter::Clock::time_point expected = limiter.slotAfter(3);
    for (int others = 0; others < 3; ++others)
        QVERIFY(limiter.take(limiter.nextSlot()));
    QCOMPARE(limiter.nextSlot(), expected);
}

void TestRateLimiter::nothingPassesABlock()
{
    RateLimiter limiter(1000);
    limiter.blockUntil(start + 60s);
    QCOMPARE(taken(limiter, start, 60s), 0);
    QCOMPARE(limiter.nextSlot(), start + 60s);
    QVERIFY(limiter.take(start + 60s));
}

void TestRateLimiter::noBurstAfterABlock()
{
    RateLimiter limiter(10);
    limiter.blockUntil(start + 60s);
    QCOMPARE(taken(limiter, start + 60s, 1ms), 1);
    QCOMPARE(taken(limiter, start + 60s + 1ms, 100ms), 1);
}

void TestRateLimiter::theLaterBlockCounts()
{
    RateLimiter limiter(10);
    limiter.blockUntil(start + 60s);
    limiter.blockUntil(start + 1s);
    QVERIFY(!limiter.take(start + 59s));
    QVERIFY(limiter.take(start + 60s));
}

void TestRateLimiter::itsPaceChanges()
{
    RateLimiter limiter(10);
    limiter.changePaceTo(2);
    QCOMPARE(limiter.perSecond(), 2.0);
    QCOMPARE(limiter.burst(), 1);
    QCOMPARE(taken(limiter, start, 10s), 20);
    limiter.changePaceTo(10); // a key has come
    QCOMPARE(limiter.burst(), 5);
    QCOMPARE(taken(limiter, start + 10s, 10s), 100);
}

void TestRateLimiter::aChangedPaceKeepsABlock()
{
    RateLimiter limiter(100);
    limiter.blockUntil(start + 60s);
    limiter.changePaceTo(1);
    QCOMPARE(limiter.nextSlot(), start + 60s);
    limiter.changePaceTo(100);
    QCOMPARE(limiter.nextSlot(), start + 60s);
}

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "ratelimiter.moc"
