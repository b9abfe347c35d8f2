// "What would WAL buy here?": several writers at once on a copy of a database, under three regimes. The
// original is read through SQLite's backup API and otherwise left alone. Why it measures as it does is in
// DESIGN.md.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

namespace lockkeeper::health {

enum class Regime {
    Rollback, // journal_mode=DELETE, SQLite's own back-off, busy_timeout 5 s as Python's sqlite3 has it
    Wal,      // the same in WAL mode
    WalGate,  // WAL mode through store::Writer: gate, busy handler and checkpoints of ours
};
inline constexpr std::array regimes{Regime::Rollback, Regime::Wal, Regime::WalGate};

inline constexpr int rowsPerTransaction = 50; // as a sync writes them
// How long SQLite's own back-off waits here: Python's default (docs.python.org/3/library/sqlite3.html,
// connect(timeout=5.0)). Only a contest that is longer can show a lock error.
inline constexpr std::chrono::milliseconds stockBusyTimeout{5'000};
inline constexpr int maxWriters = 32;
inline constexpr std::chrono::milliseconds shortestContest{100};
inline constexpr std::chrono::milliseconds longestContest{60'000};

struct RehearsalOptions
{
    int writers = 4;                             // 1 … maxWriters
    std::chrono::milliseconds eachRegime{6'000}; // shortestContest … longestContest
};

struct WriterFigures
{
    qint64 transactions = 0;
    qint64 rows = 0;
    qint64 lockErrors = 0; // "database is locked"; the batch was tried again
};

struct RegimeFigures
{
    Regime regime = Regime::Rollback;
    double seconds = 0; // from the first BEGIN to the end of the last transaction
    QList<WriterFigures> writers;
    // Of the lock, one a transaction, in nanoseconds; one that ended in a lock error counts, too.
    std::int64_t medianWaitNs = 0;
    std::int64_t wait99Ns = 0; // 99 % of the waits were no longer
    std::int64_t longestWaitNs = 0;
    qint64 walBytesPeak = 0; // seen by stat() some fifty times a second

    [[nodiscard]] qint64 transactions() const;
    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 lockErrors() const;
    [[nodiscard]] double rowsPerSecond() const;
    [[nodiscard]] double share(int writer) const; // of the rows, 0 … 1
};

struct RehearsalReport
{
    QString path;
    QString journalMode; // of the original
    qint64 bytes = 0;    // of the copy, so the WAL's content included
    int writers = 0;
    std::chrono::milliseconds eachRegime{0};
    qint64 sampleRows = 0; // of the copy, whose texts were written; 0: it has none, texts of our own were
    QList<RegimeFigures> regimes; // in the order of Regime
};

struct RehearsalProgress
{
    enum class Phase { Copying, Preparing, Writing };
    Phase phase = Phase::Copying;
    Regime regime = Regime::Rollback; // of Preparing and Writing
    double done = 0;                  // of everything, 0 … 1
};
using ProgressListener = std::function<void(const RehearsalProgress &)>; // called on the rehearsing thread

// Blocking, for as long as the three regimes take and the copies; a stop request ends it within a fraction
// of a second, or, where a writer is in SQLite's own back-off, once the one before it has written its batch.
// Everything that was made for it is gone when this returns. Errors: config (no such file, a newer schema,
// or the file system cannot do WAL), corrupt, locked, read_only, disk_full, cancelled, internal.
[[nodiscard]] Result<RehearsalReport> rehearse(const QString &path, const RehearsalOptions &options,
                                               const ProgressListener &progress = {},
                                               const std::stop_token &stop = {});

} // namespace lockkeeper::health
