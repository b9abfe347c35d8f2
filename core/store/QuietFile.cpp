#include "store/QuietFile.h"

#include "store/SqlSteps.h"
#include "store/SqliteError.h"
#include "store/locks/Neighbours.h"

#include <QCoreApplication>
#include <QFile>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

using Clock = std::chrono::steady_clock;

constexpr auto betweenTries = 10ms;

std::optional<Process> whoIsAt(const QString &path)
{
    const std::string file = QFile::encodeName(path).toStdString();
    const Neighbours met = neighboursAt(file);
    if (met.writer)
        return met.writer;
    if (!met.readers.empty())
        return met.readers.front();
    const std::vector<Process> others = openedBy(file);
    return others.empty() ? std::nullopt : std::optional(others.front());
}

// Tries again while the database is locked: SQLite asks no busy handler for these locks.
template <typename Try>
Result<void> untilFree(const QString &path, Clock::time_point deadline, const std::stop_token &stop, Try once)
{
    for (;;) {
        Result<void> done = once();
        if (done || done.error().kind != ErrorKind::Locked)
            return done;
        if (stop.stop_requested())
            return cancelledError();
        if (Clock::now() >= deadline)
            return lockedError(path, whoIsAt(path));
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, betweenTries, [] { return false; });
    }
}
} // namespace

Result<void> setJournalMode(sqlite3 *database, const QString &path, const QString &mode,
                            Clock::time_point deadline, const std::stop_token &stop)
{
    return untilFree(path, deadline, stop, [&]() -> Result<void> {
        const Result<QString> now = firstValue(database, path, u"PRAGMA journal_mode=%1"_s.arg(mode), stop);
        if (!now)
            return now.error();
        if (*now == mode)
            return {};
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("%1 stays in the journal mode %2: SQLite could not switch it to %3.")
                                 .arg(path, *now, mode),
                     .hint = Tr::tr("WAL needs a local file system with shared memory."),
                     .url = {}};
    });
}

QuietFile::QuietFile(QString path, Handle handle, QString mode)
    : m_path(std::move(path))
    , m_handle(std::move(handle))
    , m_mode(std::move(mode))
{
}

Result<std::unique_ptr<QuietFile>> QuietFile::hold(const QString &path, std::chrono::milliseconds timeout,
                                                   const std::stop_token &stop)
{
    Result<Handle> opened = openForWriting(path);
    if (!opened)
        return opened.error();
    sqlite3 *const handle = opened->get();
    const auto deadline = Clock::now() + timeout;
    QString mode;
    Result<void> done = untilFree(path, deadline, stop, [&]() -> Result<void> {
        const Result<QString> found = firstValue(handle, path, u"PRAGMA journal_mode"_s, stop);
        if (!found)
            return found.error();
        mode = *found;
        return {};
    });
    if (done && mode == "wal"_L1)
        done = setJournalMode(handle, path, u"delete"_s, deadline, stop);
    if (!done)
        return done.error();
    std::unique_ptr<QuietFile> file(new QuietFile(path, std::move(opened).value(), mode));
    done = untilFree(path, deadline, stop, [&]() -> Result<void> {
        const Result<QString> begun = firstValue(handle, path, u"BEGIN EXCLUSIVE"_s, stop);
        return begun ? Result<void>() : begun.error();
    });
    if (!done) {
        (void)file->giveBack();
        return done.error();
    }
    return file;
}

Result<void> QuietFile::giveBack()
{
    (void)firstValue(m_handle.get(), m_path, u"ROLLBACK"_s, {});
    if (m_mode != "wal"_L1)
        return {};
    return setJournalMode(m_handle.get(), m_path, m_mode, Clock::now(), {});
}

} // namespace lockkeeper::store
