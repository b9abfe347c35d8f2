#include "store/DatabaseCopy.h"

#include "store/BulkVfs.h"
#include "store/DiskFiles.h"
#include "store/LockWait.h"
#include "store/ReadAheadVfs.h"
#include "store/SqliteError.h"
#include "store/Writeback.h"
#include "store/locks/Neighbours.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::store {

namespace {
using Clock = std::chrono::steady_clock;

constexpr int pagesAStep = 256; // 1 MiB of usual pages: about a millisecond of a shared lock
constexpr int pagesAStepAlone = 4096;
constexpr int restsBesideWriters = 8; // times as long as a step: a ninth of the time is its own
constexpr auto tellEvery = 250ms;     // who is in the way

struct FinishBackup
{
    void operator()(sqlite3_backup *backup) const { (void)sqlite3_backup_finish(backup); }
};

void rest(Clock::duration time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, time, [] { return false; });
}

Result<Handle> open(const QString &path, int flags, const char *vfs = nullptr)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &database, flags, vfs);
    Handle handle(database);
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database)), path);
    sqlite3_extended_result_codes(database, 1);
    return handle;
}

// One backup from beginning to end.
class Backup final
{
public:
    Backup(sqlite3 *from, sqlite3 *to, int pages)
        : m_from(from)
        , m_backup(sqlite3_backup_init(to, "main", from, "main"))
        , m_pages(pages)
    {
    }
    ~Backup()
    {
        m_backup.reset();
        if (m_pinned)
            (void)sqlite3_exec(m_from, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Backup(const Backup &) = delete;
    Backup &operator=(const Backup &) = delete;

    [[nodiscard]] bool begun() const { return m_backup != nullptr; }
    [[nodiscard]] int step() { return sqlite3_backup_step(m_backup.get(), m_pages); }
    [[nodiscard]] int finish() { return sqlite3_backup_finish(m_backup.release()); }
    [[nodiscard]] double done() const
    {
        const int pages = sqlite3_backup_pagecount(m_backup.get());
        return pages <= 0 ? 0 : 1 - double(sqlite3_backup_remaining(m_backup.get())) / pages;
    }

    // A commit between two steps makes SQLite begin anew. Beside a writer that never rests the copy would
    // never end, so after that it is kept out of the way: in WAL mode by a snapshot, which blocks no writer;
    // with a rollback journal by longer steps, for which the writer waits a little.
    void avoidBeginningAnew(bool wal)
    {
        const double part = done();
        const bool anew = part <= m_part; // no headway: the step began at the first page
        m_part = part;
        if (!anew)
            return;
        m_rests = restsBesideWriters;
        if (!wal)
            m_pages = std::min(m_pages * 2, 1 << 24);
        else if (!m_pinned)
            m_pinned = sqlite3_exec(m_from, "BEGIN; SELECT count(*) FROM sqlite_master", nullptr, nullptr,
                                    nullptr) == SQLITE_OK;
    }

    // How long to leave the original alone after a step: whoever looks for the lock now and then finds it
    // free.
    [[nodiscard]] Clock::duration restAfter(Clock::duration step) const
    {
        return std::max<Clock::duration>(step * m_rests, 1ms);
    }

private:
    sqlite3 *m_from;
    std::unique_ptr<sqlite3_backup, FinishBackup> m_backup;
    int m_pages;
    int m_rests = 1;
    double m_part = 0;
    bool m_pinned = false;
};

bool isBusy(int code)
{
    return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

// Nobody of this process writes to the original; of the others, whoever is at it is seen.
bool isAlone(CopyBeside beside, const QString &path)
{
    if (beside == CopyBeside::Anybody)
        return false;
    const Neighbours met = neighboursAt(QFile::encodeName(path).toStdString());
    return met.wal || !met.writer; // a snapshot of a WAL is in nobody's way
}

// Nothing of a copy is worth a journal, and it is brought to the disk as a whole.
int makeTarget(sqlite3 *target)
{
    return sqlite3_exec(target, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
}

// Waiting for a lock of the original, from when it was last got.
class Wait final
{
public:
    Wait(const CopyManner &manner, const QString &path)
        : m_manner(manner)
        , m_path(path)
    {
    }
    void over() { m_since = m_told = Clock::now(); }

    // Rests a little. False: it is time to give up.
    [[nodiscard]] bool next(Clock::duration time, const std::stop_token &stop)
    {
        const auto now = Clock::now();
        if (now - m_since > m_manner.patience)
            return false;
        if (m_manner.waiting && now - m_told > tellEvery) {
            m_told = now;
            m_manner.waiting(whoIsAt(m_path));
        }
        rest(time, stop);
        return true;
    }

private:
    const CopyManner &m_manner;
    const QString &m_path;
    Clock::time_point m_since = Clock::now();
    Clock::time_point m_told = m_since;
};

struct Stepping
{
    Backup &backup;
    const QString &from;
    const CopyManner &manner;
    bool wal;
};

// SQLITE_DONE, or what went wrong, SQLITE_INTERRUPT where it was stopped.
int runSteps(const Stepping &stepping, const std::function<void(double)> &done, const std::stop_token &stop)
{
    Backup &backup = stepping.backup;
    Wait wait(stepping.manner, stepping.from);
    while (!stop.stop_requested()) {
        const auto begun = Clock::now();
        const int code = backup.step();
        const auto taken = Clock::now() - begun;
        if (isBusy(code) && wait.next(2ms, stop)) // a writer is at work
            continue;
        if (code != SQLITE_OK)
            return code;
        wait.over();
        done(backup.done());
        backup.avoidBeginningAnew(stepping.wal);
        if (!isAlone(stepping.manner.beside, stepping.from))
            rest(backup.restAfter(taken), stop);
    }
    return SQLITE_INTERRUPT;
}
} // namespace

void CloseDatabase::operator()(sqlite3 *database) const
{
    (void)sqlite3_close_v2(database);
}

Result<Handle> openOriginal(const QString &path)
{
    return open(path, SQLITE_OPEN_READONLY);
}

Result<Handle> openToReadWhole(const QString &path)
{
    return open(path, SQLITE_OPEN_READONLY, readAheadVfs());
}

Result<QString> journalModeOf(sqlite3 *database, const QString &path, const CopyManner &manner,
                              const std::stop_token &stop)
{
    QString mode;
    const auto take = [](void *into, int, char **values, char **) {
        *static_cast<QString *>(into) = QString::fromUtf8(values[0]);
        return 0;
    };
    Wait wait(manner, path);
    int code = SQLITE_BUSY;
    do {
        if (stop.stop_requested())
            return cancelledError();
        code = sqlite3_exec(database, "SELECT count(*) FROM sqlite_master; PRAGMA journal_mode", take, &mode,
                            nullptr);
    } while (isBusy(code) && wait.next(5ms, stop));
    if (isBusy(code))
        return lockedError(path, whoIsAt(path));
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database)), path);
    return mode;
}

Result<void> copyDatabase(sqlite3 *from, const QString &fromPath, const QString &to, const CopyManner &manner,
                          const std::function<void(double)> &done, const std::stop_token &stop)
{
    const Result<QString> mode = journalModeOf(from, fromPath, manner, stop);
    if (!mode)
        return mode.error();
    const Result<Handle> target = open(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, bulkVfs());
    if (!target)
        return target.error();
    sqlite3 *const handle = target->get();

    if (makeTarget(handle) != SQLITE_OK)
        return lastError(handle, to);

    Backup backup(from, handle, manner.beside == CopyBeside::Others ? pagesAStepAlone : pagesAStep);
    if (!backup.begun())
        return lastError(handle, to);
    const Writeback writeback(to);
    const int code = runSteps(
        {.backup = backup, .from = fromPath, .manner = manner, .wal = *mode == "wal"_L1}, done, stop);
    if (stop.stop_requested())
        return cancelledError();
    if (code != SQLITE_DONE) {
        // The backup's error is told by the target's handle, once it is finished; locked and damaged are
        // said of the original.
        const bool reading = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
        const bool ofTarget = (code & 0xff) == SQLITE_FULL || ((code & 0xff) == SQLITE_IOERR && !reading);
        (void)backup.finish();
        if (ranOutOfRoom(handle))
            return lastError(handle, to);
        if (isBusy(code))
            return lockedError(fromPath, whoIsAt(fromPath));
        return sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), ofTarget ? to : fromPath);
    }
    if (backup.finish() != SQLITE_OK)
        return lastError(handle, to);
    return {};
}

} // namespace lockkeeper::store
