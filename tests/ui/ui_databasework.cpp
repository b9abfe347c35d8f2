// Work on databases beside the window: its order, its threads, its end.
#include "DatabaseWorkTasks.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <latch>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::test;
using lockkeeper::ui::DatabaseWork;

class UiDatabaseWork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsElsewhereAndTellsHere();
    void soManyAtOnce();
    void aloneOnADatabase();
    void failureIsTold();
    void cancelledWhileItRuns();
    void cancelledInLine();
    void nobodyListens();
    void endsWithItsWork();
};

void UiDatabaseWork::runsElsewhereAndTellsHere()
{
    DatabaseWork work(2);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    QStringList steps;
    QThread *here = QThread::currentThread();
    bool elsewhere = false;
    std::latch seen(1);
    Task task = taskOf(u"mne"_s, true);
    task.pausing = [&] {
        steps.append(u"pausing"_s);
    };
    task.started = [&] {
        steps.append(u"started"_s);
    };
    task.progressed = [&](double done) {
        steps.append(QString::number(done));
        seen.count_down();
    };
    task.run = [&](const Tell &tell, const std::stop_token &) {
        elsewhere = QThread::currentThread() != here;
        tell(0.25);
        tell(0.5); // the newest counts
        seen.wait();
        return Result<int>(7);
    };
    task.ended = [&](const Result<int> &value) {
        steps.append(value.ok() && *value == 7 && QThread::currentThread() == here ? u"ended"_s : u"?"_s);
    };
    const DatabaseWork::Id id = work.add(this, std::move(task));
    QVERIFY(work.running() && work.running(id));
    QVERIFY(steps.isEmpty()); // not before its number is known
    QVERIFY(idle.wait(20'000));
    QVERIFY(elsewhere);
    // There is no engine, so nothing was paused.
    QCOMPARE(steps, (QStringList{u"started"_s, u"0.5"_s, u"ended"_s}));
    QVERIFY(!work.running() && !work.running(id));
}

void UiDatabaseWork::soManyAtOnce()
{
    DatabaseWork work(2);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    std::atomic<int> now = 0;
    std::atomic<int> most = 0;
    std::latch both(2);
    QStringList order;
    for (int i = 0; i < 6; ++i) {
        const QString community = u"community-%1"_s.arg(i);
        Task task = taskOf(community);
        task.started = [&order, community] {
            order.append(community);
        };
        task.run = [&, i](const Tell &, const std::stop_token &) {
            const int count = ++now;
            if (count > most)
                most = count;
            if (i < 2)
                both.arrive_and_wait(); // or it would never end
            --now;
            return Result<int>(i);
        };
        (void)work.add(this, std::move(task));
    }
    QVERIFY(idle.wait(20'000));
    QCOMPARE(most.load(), 2);
    QCOMPARE(order, (QStringList{u"community-0"_s, u"community-1"_s, u"community-2"_s, u"community-3"_s,
                                 u"community-4"_s, u"community-5"_s}));
}

void UiDatabaseWork::aloneOnADatabase()
{
    DatabaseWork work(4);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    std::atomic<int> readers = 0;
    std::atomic<int> loners = 0;
    std::atomic<bool> met = false;
    QString order;
    int reading = 0; // of them, the first two
    std::latch both(2);
    for (const QChar kind : u"rrarar"_s) {
        const bool alone = kind == 'a'_L1;
        const bool together = !alone && reading++ < 2;
        Task task = taskOf(u"mne"_s, alone);
        task.started = [&order, kind] {
            order.append(kind);
        };
        task.run = [&, alone, together](const Tell &, const std::stop_token &) {
            std::atomic<int> &mine = alone ? loners : readers;
            ++mine;
            if (together)
                both.arrive_and_wait(); // or it would never end
            for (int i = 0; i < 20; ++i) {
                QThread::msleep(1);
                if (loners > 1 || (loners == 1 && readers > 0))
                    met = true;
            }
            --mine;
            return Result<int>(0);
        };
        (void)work.add(this, std::move(task));
    }
    QVERIFY(idle.wait(20'000));
    QVERIFY(!met);
    QCOMPARE(order, u"rrarar"_s);
}

void UiDatabaseWork::failureIsTold()
{
    DatabaseWork work(1);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    Task task = taskOf(u"mne"_s);
    task.run = [](const Tell &, const std::stop_token &) {
        return Result<int>(Error{.kind = ErrorKind::DiskFull, .text = u"full"_s, .hint = {}, .url = {}});
    };
    std::optional<ErrorKind> kind;
    task.ended = [&kind](const Result<int> &value) {
        kind = value.error().kind;
    };
    (void)work.add(this, std::move(task));
    QVERIFY(idle.wait(20'000));
    QCOMPARE(kind, ErrorKind::DiskFull);
}

void UiDatabaseWork::cancelledWhileItRuns()
{
    DatabaseWork work(1);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    Task task = taskOf(u"mne"_s);
    bool started = false;
    std::optional<Error> error;
    task.started = [&started] {
        started = true;
    };
    task.run = [](const Tell &, const std::stop_token &stop) {
        waitForStop(stop);
        return Result<int>(cancelledError());
    };
    task.ended = [&error](const Result<int> &value) {
        error = value.error();
    };
    const DatabaseWork::Id id = work.add(this, std::move(task));
    QTRY_VERIFY(started);
    work.cancel(id);
    QVERIFY(!error); // nobody waits for it here
    QVERIFY(idle.wait(20'000));
    QVERIFY(error && error->isCancelled());
    work.cancel(id); // it is over
}

void UiDatabaseWork::cancelledInLine()
{
    DatabaseWork work(1);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    int ran = 0;
    QStringList ended;
    std::vector<DatabaseWork::Id> ids;
    for (const QString &community : {u"first"_s, u"second"_s, u"third"_s}) {
        Task task = taskOf(community);
        task.run = [&ran](const Tell &, const std::stop_token &stop) {
            ++ran;
            waitForStop(stop);
            return Result<int>(cancelledError());
        };
        task.ended = [&ended, community](const Result<int> &value) {
            ended.append(community + (value.ok() ? u" ok"_s : value.error().text));
        };
        ids.push_back(work.add(this, std::move(task)));
    }
    QTRY_COMPARE(ran, 1);
    work.cancel(ids.at(1));
    QTRY_COMPARE(ended, QStringList{u"second"_s + cancelledError().text});
    QVERIFY(!work.running(ids.at(1)) && work.running(ids.at(0)) && work.running(ids.at(2)));
    work.cancelAll();
    QVERIFY(idle.wait(20'000));
    QCOMPARE(ran, 1);
    QCOMPARE(ended.size(), 3);
}

void UiDatabaseWork::nobodyListens()
{
    DatabaseWork work(1);
    QSignalSpy idle(&work, &DatabaseWork::idle);
    auto context = std::make_unique<QObject>();
    bool told = false;
    std::atomic<bool> ran = false;
    Task task = taskOf(u"mne"_s);
    task.run = [&ran](const Tell &tell, const std::stop_token &) {
        tell(0.5);
        ran = true;
        return Result<int>(0);
    };
    task.started = task.pausing = [&told] {
        told = true;
    };
    task.progressed = [&told](double) {
        told = true;
    };
    task.ended = [&told](const Result<int> &) {
        told = true;
    };
    (void)work.add(context.get(), std::move(task));
    context.reset();
    QVERIFY(idle.wait(20'000));
    QVERIFY(ran);
    QVERIFY(!told);
}

void UiDatabaseWork::endsWithItsWork()
{
    auto work = std::make_unique<DatabaseWork>(1);
    bool started = false;
    std::atomic<bool> ended = false;
    Task task = taskOf(u"mne"_s);
    task.started = [&started] {
        started = true;
    };
    task.run = [&ended](const Tell &, const std::stop_token &stop) {
        waitForStop(stop);
        QThread::msleep(20);
        ended = true;
        return Result<int>(0);
    };
    (void)work->add(this, std::move(task));
    (void)work->add(this, taskOf(u"eeglab"_s)); // in line
    QTRY_VERIFY(started);
    work.reset();
    QVERIFY(ended);
}

QTEST_GUILESS_MAIN(UiDatabaseWork)
#include "ui_databasework.moc"
