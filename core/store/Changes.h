// What each run wrote, as a database keeps it (our own tables lockkeeper_runs, _parts, _changes, _written;
// see DESIGN.md, "What a run wrote"): the numbers in those tables, and when a row was first and last written.
#pragma once

#include "base/Result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace lockkeeper::store {

class Reading;

enum class ChangeKind { Added = 0, Changed = 1, Deleted = 2 }; // column kind

// How these tables name a content table: its place in KNOWLEDGE_DB, from 1; 0 where it is none of them.
[[nodiscard]] int changeTableNumber(const QString &table);
[[nodiscard]] QString changeTable(int number); // empty where there is none

// A part's changes have the numbers from `part << changeBits` on, in the order they were written.
inline constexpr int changeBits = 32;

// Times are UTC. A run is named by its start, which is the history's to the millisecond.
struct WrittenRow
{
    QDateTime firstAt; // as is firstRun: invalid where the row is older than what is kept of writing
    QDateTime firstRun;
    QDateTime lastAt;
    QDateTime lastRun;

    friend bool operator==(const WrittenRow &, const WrittenRow &) = default;
};

// By runs of Lockkeeper; nothing where none of them wrote the row, or an older one that kept no such table.
// Errors: as Reading::rows().
[[nodiscard]] Result<std::optional<WrittenRow>> readWritten(Reading &reading, const QString &table,
                                                            qint64 rowId);

} // namespace lockkeeper::store
