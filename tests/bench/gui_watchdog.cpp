// "The window never waits", held to by a watchdog: 40 jobs at work, somebody at the window, and the GUI
// thread never waits for anything but a CPU. How long it is deaf, which the speed of the machine decides,
// too, is the benchmark's (`window`); here only what no machine is too slow for.
#include "tests/bench/BusyWindow.h"
#include "tests/bench/Figures.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace std::chrono_literals;

namespace {
constexpr double longestWaitMs = 50;
constexpr double longestDeafnessMs = 500;
} // namespace

class GuiWatchdogTest final : public QObject
{
    Q_OBJECT

public:
    explicit GuiWatchdogTest(bench::TimedApplication &application)
        : m_application(application)
    {
    }

private Q_SLOTS:
    void theWatchdogBites();
    void theWindowIsNeverDeafWhile40JobsRun_data();
    void theWindowIsNeverDeafWhile40JobsRun();

private:
    bench::TimedApplication &m_application;
};

void GuiWatchdogTest::theWatchdogBites()
{
    m_application.forget();
    const bench::Watchdog watchdog;
    QTest::qWait(20);
    QObject sleeper;
    QMetaObject::invokeMethod(
        &sleeper, [] { std::this_thread::sleep_for(120ms); }, Qt::QueuedConnection);
    QTest::qWait(200);
    QVERIFY2(watchdog.deafness().longestMs > 100, qPrintable(QString::number(watchdog.deafness().longestMs)));
    QVERIFY(m_application.longestMs() > 100);
    QCOMPARE(m_application.longest(), u"QObject, event 43 (MetaCall)"_s);
    QVERIFY(m_application.longestWaitMs() > 100);
    QCOMPARE(m_application.longestWait(), u"QObject, event 43 (MetaCall)"_s);
    // Work is no wait.
    m_application.forget();
    QMetaObject::invokeMethod(
        &sleeper,
        [] {
            const std::chrono::nanoseconds end = bench::threadTime() + 120ms;
            while (bench::threadTime() < end) {
            }
        },
        Qt::QueuedConnection);
    QTest::qWait(200);
    QVERIFY(m_application.longestMs() > 100);
    QVERIFY2(m_application.longestWaitMs() < 100, qPrintable(QString::number(m_application.longestWaitMs())));
}

void GuiWatchdogTest::theWindowIsNeverDeafWhile40JobsRun_data()
{
    QTest::addColumn<bench::View>("view");
    QTest::newRow("communities") << bench::View::Communities;
    QTest::newRow("locks") << bench::View::Locks;
}

void GuiWatchdogTest::theWindowIsNeverDeafWhile40JobsRun()
{
    QFETCH(bench::View, view);
    const QTemporaryDir folder;
    const bench::World world(folder.path(),
                             {.communities = 8, .repositories = 5, .items = 250, .latency = 60ms});
    const bench::BusyRun run = bench::runBusyWindow(m_application, world, folder.path(), 40, 240s, view);
    QVERIFY(run.ended);
    QCOMPARE(world.storedRows(), world.items());
    QCOMPARE(run.lockFrames > 0, view == bench::View::Locks);
    QVERIFY2(run.deafness.pulses > 20, "the watchdog hardly got a word in");
    const QString told = u"deaf for %1 ms (99 %: %2 ms, of %3 pulses); the longest event took %4 ms: %5"_s
                             .arg(run.deafness.longestMs)
                             .arg(run.deafness.percentile99Ms)
                             .arg(run.deafness.pulses)
                             .arg(run.longestDispatchMs)
                             .arg(run.longestDispatch);
    const QString waited = u"waited for %1 ms: %2"_s.arg(run.longestWaitMs).arg(run.longestWait);
    qInfo("%s; %s", qPrintable(told), qPrintable(waited));
    QVERIFY2(run.longestWaitMs <= longestWaitMs, qPrintable(waited));
    QVERIFY2(run.deafness.longestMs <= longestDeafnessMs, qPrintable(told));
}

int main(int argc, char *argv[])
{
    bench::TimedApplication application(argc, argv);
    GuiWatchdogTest test(application);
    return QTest::qExec(&test, argc, argv);
}

#include "gui_watchdog.moc"
