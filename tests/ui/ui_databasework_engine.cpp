// Work on databases, and the engine that makes way for it.
#include "DatabaseWorkTasks.h"
#include "EngineFixture.h"
#include "tests/support/Sqlite.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::test;
using lockkeeper::tests::EngineFixture;
using lockkeeper::tests::Sqlite;
using lockkeeper::ui::DatabaseWork;

class UiDatabaseWorkEngine final : public EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(4); }
    void cleanup() { end(); }
    void theRunMakesWayAndGoesOn();
    void theRunGoesOnAfterFailureAndCancel();
    void cancelledWhilePausing();
    void theEngineGoes();
    void anotherEngineComes();

private:
    [[nodiscard]] qint64 rowsOf(const QString &id) const
    {
        return Sqlite(path(id)).value(u"SELECT count(*) FROM github_items"_s).toLongLong();
    }
    [[nodiscard]] bool under(int items) const { return m_engine->snapshot().counts().added > items; }
};

void UiDatabaseWorkEngine::theRunMakesWayAndGoesOn()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    DatabaseWork work(4);
    work.setEngine(m_engine.get());
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    QSignalSpy paused(m_engine.get(), &sync::Engine::paused);
    m_engine->start(sync::makePlan(communities(2, 2, 800)));
    QTRY_VERIFY(under(200));

    const QString database = path(u"community-0"_s);
    bool pausing = false;
    std::atomic<bool> alone = false;
    qint64 before = -1;
    qint64 after = -2;
    Task task = taskOf(u"community-0"_s, true);
    task.pausing = [&pausing] {
        pausing = true;
    };
    task.run = [&](const Tell &, const std::stop_token &) {
        Sqlite mine(database);
        // Only who has it alone may leave WAL.
        alone = mine.value(u"PRAGMA journal_mode=DELETE"_s) == "delete"_L1 &&
                mine.value(u"PRAGMA journal_mode=WAL"_s) == "wal"_L1;
        before = mine.value(u"SELECT count(*) FROM github_items"_s).toLongLong();
        QThread::msleep(300);
        after = mine.value(u"SELECT count(*) FROM github_items"_s).toLongLong();
        return Result<int>(0);
    };
    bool ended = false;
    task.ended = [&ended](const Result<int> &) {
        ended = true;
    };
    (void)work.add(this, std::move(task));
    QTRY_VERIFY_WITH_TIMEOUT(ended, 30'000);
    QVERIFY(pausing);
    QVERIFY(alone);
    QCOMPARE(paused.size(), 1);
    QCOMPARE(after, before);
    QVERIFY(!finished.isEmpty() || finished.wait(60'000));
    const sync::RunSnapshot run = m_engine->snapshot();
    QCOMPARE(run.jobsIn(sync::JobState::Done), 4);
    QCOMPARE(run.lockErrors(), 0);
    QCOMPARE(rowsOf(u"community-0"_s), 1600);
}

void UiDatabaseWorkEngine::theRunGoesOnAfterFailureAndCancel()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    DatabaseWork work(4);
    work.setEngine(m_engine.get());
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    m_engine->start(sync::makePlan(communities(2, 2, 800)));
    QTRY_VERIFY(under(100));
    int ended = 0;
    bool started = false;
    Task failing = taskOf(u"community-0"_s, true);
    failing.run = [](const Tell &, const std::stop_token &) {
        return Result<int>(Error{.kind = ErrorKind::Locked, .text = u"held"_s, .hint = {}, .url = {}});
    };
    failing.ended = [&ended](const Result<int> &) {
        ++ended;
    };
    Task cancelled = taskOf(u"community-1"_s, true);
    cancelled.started = [&started] {
        started = true;
    };
    cancelled.run = [](const Tell &, const std::stop_token &stop) {
        waitForStop(stop);
        return Result<int>(cancelledError());
    };
    cancelled.ended = failing.ended;
    (void)work.add(this, std::move(failing));
    const DatabaseWork::Id id = work.add(this, std::move(cancelled));
    QTRY_VERIFY_WITH_TIMEOUT(started, 20'000);
    work.cancel(id);
    QTRY_COMPARE(ended, 2);
    QVERIFY(!finished.isEmpty() || finished.wait(60'000));
    QCOMPARE(m_engine->snapshot().jobsIn(sync::JobState::Done), 4);
}

void UiDatabaseWorkEngine::cancelledWhilePausing()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    DatabaseWork work(4);
    work.setEngine(m_engine.get());
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    m_engine->start(sync::makePlan(communities(1, 4, 400)));
    QTRY_VERIFY(under(100));
    DatabaseWork::Id id = 0;
    std::atomic<bool> ran = false;
    std::optional<Error> error;
    Task task = taskOf(u"community-0"_s, true);
    task.pausing = [&] {
        work.cancel(id);
    };
    task.run = [&ran](const Tell &, const std::stop_token &) {
        ran = true;
        return Result<int>(0);
    };
    task.ended = [&error](const Result<int> &value) {
        error = value.error();
    };
    id = work.add(this, std::move(task));
    QTRY_VERIFY(error);
    QVERIFY(error->isCancelled());
    QVERIFY(!finished.isEmpty() || finished.wait(60'000));
    QCOMPARE(m_engine->snapshot().jobsIn(sync::JobState::Done), 4);
    QVERIFY(!ran);
}

void UiDatabaseWorkEngine::theEngineGoes()
{
    DatabaseWork work(4);
    work.setEngine(m_engine.get());
    QSignalSpy idle(&work, &DatabaseWork::idle);
    std::atomic<bool> ran = false;
    Task task = taskOf(u"community-0"_s, true);
    task.pausing = [this] {
        m_engine.reset();
    }; // it will never say that it has paused
    task.run = [&ran](const Tell &, const std::stop_token &) {
        ran = true;
        return Result<int>(0);
    };
    (void)work.add(this, std::move(task));
    QVERIFY(idle.wait(20'000));
    QVERIFY(ran);
}

void UiDatabaseWorkEngine::anotherEngineComes()
{
    DatabaseWork work(4);
    bool started = false;
    Task task = taskOf(u"community-0"_s, true);
    task.started = [&started] {
        started = true;
    };
    task.run = [](const Tell &, const std::stop_token &stop) {
        waitForStop(stop);
        return Result<int>(0);
    };
    const DatabaseWork::Id id = work.add(this, std::move(task));
    QTRY_VERIFY(started);
    work.setEngine(m_engine.get());
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    m_engine->start(sync::makePlan(communities(2, 1, 100)));
    QTRY_COMPARE(m_engine->snapshot().jobsIn(sync::JobState::Done), 1);
    QVERIFY(!QFileInfo::exists(path(u"community-0"_s))); // its job waits for what began before there was one
    work.cancel(id);
    QVERIFY(!finished.isEmpty() || finished.wait(20'000));
    QCOMPARE(m_engine->snapshot().jobsIn(sync::JobState::Done), 2);
}

QTEST_GUILESS_MAIN(UiDatabaseWorkEngine)
#include "ui_databasework_engine.moc"
