#include "store/WorkHandle.h"

#include "store/SqlSteps.h"
#include "store/SqliteError.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

WorkHandle::WorkHandle(QString path, Handle handle, std::chrono::milliseconds busyTimeout,
                       std::stop_token stop)
    : m_path(std::move(path))
    , m_busyTimeout(busyTimeout)
    , m_stop(std::move(stop))
    , m_handle(std::move(handle))
{
    m_busy.install(m_handle.get());
}

Result<std::unique_ptr<WorkHandle>> WorkHandle::open(const QString &path, Mode mode,
                                                     std::chrono::milliseconds busyTimeout,
                                                     const std::stop_token &stop,
                                                     const BusyHandler::Listener &waiting)
{
    if (!QFileInfo(path).isFile())
        return noDatabaseError(path);
    playBackJournal(path);
    Result<Handle> opened = mode == Mode::ReadOnly ? openOriginal(path) : openForWriting(path);
    if (!opened)
        return opened.error();
    std::unique_ptr<WorkHandle> work(new WorkHandle(path, std::move(opened).value(), busyTimeout, stop));
    work->m_waiting = waiting;
    work->m_busy.onWaiting(waiting);
    if (mode == Mode::ReadOnly)
        return work;
    // SQLite makes automatic checkpoints beside our own writers, which the gate forbids.
    for (const QString &pragma :
         {u"PRAGMA wal_autocheckpoint=0"_s, u"PRAGMA journal_size_limit=%1"_s.arg(walLimit)}) {
        if (const Result<void> set = work->run(pragma); !set)
            return set.error();
    }
    const Result<QString> journal = work->value(u"PRAGMA journal_mode"_s);
    if (!journal)
        return journal.error();
    if (*journal == "wal"_L1) {
        if (const Result<void> set = work->run(u"PRAGMA synchronous=NORMAL"_s); !set)
            return set.error();
    }
    return work;
}

template <typename Value, typename Work>
Result<Value> WorkHandle::waiting(const Work &work)
{
    m_busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + m_busyTimeout);
    Result<Value> done = work();
    if (!done && done.error().kind == ErrorKind::Locked && m_busy.holder())
        done = lockedError(m_path, m_busy.holder());
    m_busy.end();
    return done;
}

Result<QStringList> WorkHandle::column(const QString &sql)
{
    return waiting<QStringList>([&] { return store::column(m_handle.get(), m_path, sql, m_stop); });
}

Result<QString> WorkHandle::value(const QString &sql)
{
    const Result<QStringList> rows = column(sql);
    return rows ? Result<QString>(rows->value(0)) : rows.error();
}

Result<void> WorkHandle::run(const QString &sql)
{
    const Result<QStringList> rows = column(sql);
    return rows ? Result<void>() : rows.error();
}

Result<void> WorkHandle::copyTo(const QString &to, const std::function<void(double)> &done)
{
    const Result<QString> mode = value(u"PRAGMA journal_mode"_s);
    if (!mode)
        return mode.error();
    if (*mode == "wal"_L1) { // one snapshot: blocks no writer, and nothing begins anew
        if (Result<void> begun = run(u"BEGIN; SELECT count(*) FROM sqlite_master"_s); !begun)
            return begun;
    }
    Result<void> copied = copyDatabase(m_handle.get(), m_path, to,
                                       {.patience = m_busyTimeout, .waiting = m_waiting}, done, m_stop);
    if (*mode == "wal"_L1)
        (void)run(u"ROLLBACK"_s); // nothing was written
    return copied;
}

} // namespace lockkeeper::store
