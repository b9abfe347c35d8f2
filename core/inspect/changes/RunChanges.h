// What a run wrote into a community's database, as that keeps it of its last runs: rows added, changed and
// deleted, each with what it was before. Blocks; on one thread, not the window's. Opens the database to read,
// and lets it go. Where nothing is kept (an older file, a run long ago), everything is empty.
#pragma once

#include "base/Result.h"
#include "inspect/item/ItemRef.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <stop_token>

namespace lockkeeper::inspect {

enum class RowChange { Added, Changed, Deleted };

// What a job of the run wrote, as far as it is still kept.
struct RemoteChanges
{
    QString kind; // of the job: "github"
    QString name;
    qint64 added = 0;
    qint64 changed = 0;
    qint64 deleted = 0;

    friend bool operator==(const RemoteChanges &, const RemoteChanges &) = default;
};

struct RunChange
{
    qint64 id = 0; // its place in the list
    RowChange kind = RowChange::Added;
    ItemRef ref;
    bool there = false; // the row still is
    QString source;     // ContentTable::source
    QString title;
    QString origin;
    QString type;
    qint64 number = 0;   // 0: the table has none
    QStringList columns; // that were changed; empty, too, where their old values are not kept

    friend bool operator==(const RunChange &, const RunChange &) = default;
};

struct ChangeQuestion
{
    Place place;
    QDateTime run; // its start, as the history has it
    std::optional<RowChange> kind;
    QString job; // kind of the jobs; empty: all

    friend bool operator==(const ChangeQuestion &, const ChangeQuestion &) = default;
};

struct ChangeWindow
{
    QList<RunChange> changes;
    bool more = false; // after them
};

// A value before and after; invalid: NULL, or there was no row.
struct ValueChange
{
    QString column;
    QVariant before;
    QVariant after;
    bool differs = false;
};

struct ChangeDetails
{
    RunChange change;
    QList<ValueChange> values; // in the table's order
    bool oldKept = true;       // false: the run changed too much of one remote to keep it all
    bool afterSure = true;     // false: a later run changed it, too, and kept no old values
};

// Errors of all: cancelled, and as store::Reading.
[[nodiscard]] Result<QList<RemoteChanges>> readRemoteChanges(const Place &place, const QDateTime &run,
                                                             const std::stop_token &stop);
// The next `limit` after `after` (0: from the first), remote by remote, as they were written.
[[nodiscard]] Result<ChangeWindow> readChanges(const ChangeQuestion &question, qint64 after, int limit,
                                               const std::stop_token &stop);
// Also config: it is not kept any more.
[[nodiscard]] Result<ChangeDetails> readChange(const Place &place, qint64 id, const std::stop_token &stop);

} // namespace lockkeeper::inspect

Q_DECLARE_METATYPE(lockkeeper::inspect::ChangeWindow)
Q_DECLARE_METATYPE(lockkeeper::inspect::ChangeDetails)
Q_DECLARE_METATYPE(lockkeeper::inspect::RemoteChanges)
