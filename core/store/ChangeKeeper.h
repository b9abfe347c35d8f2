// Keeps what a run writes (Changes.h). Triggers of one connection, which no other program and nothing else of
// ours has, note each row of a content table in the transaction that writes it; the file's own schema stays
// what it was. On the connection's thread.
#pragma once

#include "base/Result.h"
#include "store/Changes.h"
#include "store/Rows.h"

#include <QByteArray>
#include <QDateTime>

#include <array>
#include <memory>

namespace lockkeeper::store {

class Connection;

// What is kept at most, so that a file does not grow without end. When a row was first and last written
// stays for good.
struct ChangeLimits
{
    int runs = 50;
    qint64 bytes = 64 * 1024 * 1024;    // of all that is kept of these runs; the oldest go first
    qint64 partBytes = 8 * 1024 * 1024; // of old values, of one remote in one run; later ones are not kept
    int rowsAHold = 2000;               // that one transaction lets go of: the lock is others', too
};

class ChangeKeeper final
{
public:
    static constexpr qint64 rowBytes = 24; // that one change takes, beside old values
    static constexpr qint64 lookEvery = 500;

    // Makes the triggers; the tables must be there.
    [[nodiscard]] static Result<std::unique_ptr<ChangeKeeper>> install(Connection &connection);
    ~ChangeKeeper();
    ChangeKeeper(const ChangeKeeper &) = delete;
    ChangeKeeper &operator=(const ChangeKeeper &) = delete;

    void setLimits(const ChangeLimits &limits) { m_limits = limits; }

    // Within the caller's write transaction: what is written from here on is `batch`'s, until stop(). A batch
    // without a run's name keeps nothing.
    void begin(const Batch &batch, const QDateTime &now);
    // Within it, too: the run's and the remote's sums, and some of what is too old goes. Writes nothing where
    // nothing was written.
    [[nodiscard]] Result<void> end();
    void stop() { m_keeps = false; }

private:
    struct Functions;

    explicit ChangeKeeper(Connection &connection);
    [[nodiscard]] Result<void> findPart(); // at the first change: most batches of most runs have none
    [[nodiscard]] Result<void> makeFunctions();
    [[nodiscard]] Result<void> makeTriggers();
    [[nodiscard]] Result<void> writeSums();
    [[nodiscard]] Result<void> letGo();
    [[nodiscard]] Result<bool> tooMuch(); // is kept
    [[nodiscard]] qint64 nextId(ChangeKind kind);

    Connection &m_connection;
    ChangeLimits m_limits;
    bool m_keeps = false;
    bool m_found = false; // m_run and what follows it are this batch's
    QString m_runName;
    RemoteName m_remote;
    qint64 m_now = 0; // ms
    qint64 m_run = 0;
    qint64 m_part = 0;
    bool m_newPart = false;
    qint64 m_rowsBefore = 0; // of this part, in earlier transactions
    qint64 m_bytesBefore = 0;
    std::array<qint64, 3> m_rows{}; // by ChangeKind, in this one
    qint64 m_bytes = 0;
};

} // namespace lockkeeper::store
