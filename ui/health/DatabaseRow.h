// One database as the page of health shows it: what was read of it, off the GUI's thread. Plain values.
#pragma once

#include "health/DatabaseHealth.h"
#include "health/Maintenance.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::ui {

struct StoredCopy // a backup, or what else can be restored
{
    enum class Kind { Backup, Recovered, Aside }; // the last one kept by a restore

    QString path;
    QDateTime taken; // UTC
    qint64 bytes = 0;
    bool whole = true; // looks like one that can be restored
    Kind kind = Kind::Backup;

    friend bool operator==(const StoredCopy &, const StoredCopy &) = default;
};

struct LastCheck
{
    QDateTime at; // UTC
    health::CheckDepth depth = health::CheckDepth::Quick;
    bool damaged = false;
    bool indexDamaged = false; // only a full-text index
    QString text;              // what it found; empty: nothing
    double seconds = 0;

    [[nodiscard]] bool whole() const { return !damaged && !indexDamaged; }
    friend bool operator==(const LastCheck &, const LastCheck &) = default;
};

struct SizePoint // after a run
{
    QDateTime at; // UTC
    qint64 bytes = 0;

    friend bool operator==(const SizePoint &, const SizePoint &) = default;
};

struct DatabaseRow
{
    QString community; // id
    bool read = false; // else nothing is known yet but the path
    health::DatabaseHealth health;
    store::Sight sight;                  // from outside, before it was read
    qint64 room = -1;                    // bytes left where it lies; -1: the system doesn't tell
    qint64 roomToCompact = 0;            // bytes that compacting takes there for a while
    std::optional<LastCheck> check;      // the newest, which counts
    std::optional<LastCheck> otherCheck; // the newest of the other kind, if it is of this file
    QList<StoredCopy> backups;           // the newest first
    QList<StoredCopy> others;            // not backups, but they can be restored; the newest first
    QList<SizePoint> growth;             // the oldest first

    [[nodiscard]] qint64 rows() const { return store::sumOf(health.rows); }
    [[nodiscard]] qint64 freeBytes() const { return health.freePages * health.pageSize; }
};

} // namespace lockkeeper::ui
