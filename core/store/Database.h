// One database file, open for writing for as long as this object lives: its gate, its connections (one a
// thread), its checkpoints.
#pragma once

#include "base/Result.h"
#include "events/Recorder.h"
#include "store/Connection.h"
#include "store/locks/NeighbourTurn.h"
#include "store/locks/WriteGate.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <stop_token>

namespace lockkeeper::store {

class LockCounters;

struct FileSizes
{
    qint64 database = 0;
    qint64 wal = 0;
};

// Which file a path leads to.
struct FileIdentity
{
    quint64 device = 0;
    quint64 inode = 0;

    friend bool operator==(const FileIdentity &, const FileIdentity &) = default;
};

// By stat(): opening a database's file ourselves would drop SQLite's locks on it
// (sqlite.org/howtocorrupt.html, 2.2).
[[nodiscard]] FileSizes fileSizes(const QString &path);

class Database final
{
public:
    // Makes the file in WAL mode if there is none, brings an older one's schema up to date, leaves its
    // journal mode as it is. Errors: locked, corrupt, read_only, disk_full, config (newer schema, other
    // tables), cancelled, internal.
    [[nodiscard]] static Result<std::shared_ptr<Database>>
    open(const QString &path, std::chrono::milliseconds busyTimeout, LockCounters *counters = nullptr,
         const std::stop_token &stop = {}); // waits are counted there, if anywhere
    // After the threads that used it have ended or have called closeThisThread().
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    // Whether the path still leads to the file that was opened: it may have been removed or replaced since.
    [[nodiscard]] bool isInPlace() const;
    [[nodiscard]] std::chrono::milliseconds busyTimeout() const { return m_busyTimeout; }
    [[nodiscard]] WriteGate &gate() { return m_gate; }
    [[nodiscard]] NeighbourTurn &neighbourTurn() { return m_neighbourTurn; } // for the gate's holder

    // The calling thread's own connection, opened on first use and closed when the thread ends.
    [[nodiscard]] Result<Connection *> connection(const std::stop_token &stop = {});
    void closeThisThread();

    // As a fresh connection sees it ("wal", "delete", …): an idle one may report a mode that was switched
    // since.
    [[nodiscard]] Result<QString> journalMode() const;

    // By the gate's holder after a commit: PASSIVE once the WAL has grown by 4 MiB since the last time. A
    // failure is no failure of what was committed: it is safe in the WAL, and the next 4 MiB try again.
    void checkpointIfGrown(Connection &connection, const events::Pen &pen = {});
    // Empties the WAL if nobody reads; gives up quietly if somebody does. For the end of a run.
    Result<void> checkpointAll(const std::stop_token &stop = {}, const events::Pen &pen = {});

private:
    Database(QString path, std::chrono::milliseconds busyTimeout);
    Result<void> prepareFile(LockCounters &counters, const std::stop_token &stop);
    Result<void> beginFile(Connection &connection, const std::stop_token &stop,
                           WriteGate::Clock::time_point deadline);
    Result<void> updateSchema(Connection &connection, LockCounters &counters, const std::stop_token &stop);
    Result<void> keepOpen();
    int pageSize(Connection &connection);
    int checkpoint(Connection &connection, int mode, const events::Pen &pen);
    void tellWalSize(const events::Pen &pen);

    QString m_path;
    std::chrono::milliseconds m_busyTimeout;
    quint64 m_id; // never used again, unlike an address
    WriteGate m_gate;
    NeighbourTurn m_neighbourTurn;
    FileIdentity m_identity;
    sqlite3 *m_keeper = nullptr; // the last connection to close would checkpoint and remove the WAL
    std::atomic<int> m_pageSize = 0;
    std::atomic<int> m_checkpointedPages =
        0; // length of the WAL at the last checkpoint; only the gate's holder writes it
    WriteGate::Clock::time_point m_walTold; // when its size was last told; the gate's holder's
};

} // namespace lockkeeper::store
