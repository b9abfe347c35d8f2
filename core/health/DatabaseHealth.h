// How a database is, at a glance: read-only, nothing is made or changed. Blocking.
#pragma once

#include "base/Result.h"
#include "store/locks/Neighbours.h"
#include "store/values/TableRows.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>
#include <vector>

namespace lockkeeper::health {

struct DatabaseHealth
{
    QString path;
    bool exists = false;
    QString journalMode; // "wal", "delete", …
    qint64 pageSize = 0; // bytes
    qint64 pages = 0;
    qint64 freePages = 0;
    qint64 bytes = 0; // of the file; -wal and -shm apart
    qint64 walBytes = 0;
    qint64 shmBytes = 0;
    std::optional<store::Process> writer; // another process that has the write lock now
    std::vector<store::Process> readers;  // other processes reading now: what pins a WAL
    std::vector<store::Process> users;    // other processes that have it open, as far as the system tells
    bool schemaUpToDate = false;          // else the next sync adds what is missing:
    QStringList missing;                  // tables, columns ("docstrings.branch"), indexes, triggers
    QList<store::TableRows> rows;         // of the content tables
    QStringList indexes;                  // the full-text tables there are
    QStringList findings;                 // sentences: what is wrong though it may be read to its end
    std::optional<Error> error;           // the file is there but could not be read: its kind tells locked
                                          // from corrupt; what was read until then is kept
};

[[nodiscard]] DatabaseHealth readHealth(const QString &path, const std::stop_token &stop = {});

// The race in which a checkpoint may corrupt a WAL database. Fixed in 3.51.3 and, carried back, in 3.50.7
// and 3.44.6 (https://sqlite.org/wal.html, "The WAL-Reset Bug"). A version that cannot be read counts as
// having it.
[[nodiscard]] bool hasWalResetBug(const QString &sqliteVersion);

} // namespace lockkeeper::health
