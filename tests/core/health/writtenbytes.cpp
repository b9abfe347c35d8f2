// What a thread has written is told while it is busy, and only what that thread has.
#include "health/WrittenBytes.h"

#include <QDeadlineTimer>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace lockkeeper::health;

class WrittenBytesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhileItIsBusy();
    void endsAtOnce();
};

void WrittenBytesTest::tellsWhileItIsBusy()
{
#if defined(Q_OS_LINUX)
    QTemporaryFile file;
    QVERIFY(file.open());
    std::atomic<qint64> told = -2;
    qint64 sum = 0;
    {
        const WrittenBytes written([&told](qint64 bytes) { told = bytes; });
        const QByteArray block(4096, 'x');
        const QDeadlineTimer patience(20'000);
        while (told < 64 * 4096 && !patience.hasExpired()) {
            QCOMPARE(file.write(block), block.size());
            QVERIFY(file.flush());
            sum += block.size();
            QThread::msleep(1);
        }
    }
    QVERIFY2(told >= 64 * 4096, qPrintable(QString::number(told)));
    QVERIFY2(told <= sum, qPrintable(QString::number(told)));
#else
    QSKIP("only Linux tells what a thread has written");
#endif
}

void WrittenBytesTest::endsAtOnce()
{
    std::atomic<int> calls = 0;
    {
        const WrittenBytes written([&calls](qint64) { ++calls; });
        const WrittenBytes silent({});
    }
    const int at = calls;
    QTest::qWait(600);
    QCOMPARE(calls.load(), at); // nobody is called once it is gone
}

QTEST_GUILESS_MAIN(WrittenBytesTest)
#include "writtenbytes.moc"
