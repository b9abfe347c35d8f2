// The order that values of rows have, found without keeping the values in memory: they lie in a temporary
// database of SQLite's own, which nobody else sees and which goes with the object. One thread.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/Reading.h"
#include "store/Statement.h"

#include <QString>

#include <cstdint>
#include <stop_token>
#include <vector>

namespace lockkeeper::store {

class SortedRows final
{
public:
    // `collation` as SQLite names it. Errors: disk_full, internal.
    [[nodiscard]] static Result<SortedRows> make(const QString &collation);

    // The next row's value, as it is stored. Errors: disk_full, internal.
    [[nodiscard]] Result<void> add(const ReadRow &row, int column);

    // Those before the row of that number stay; the others are to be added anew. Errors: disk_full, internal.
    [[nodiscard]] Result<void> keepFirst(qint64 rows);

    // Numbers of the rows added, from 0, in ascending order of their values; equal ones as they were added.
    // Once. Errors: cancelled, disk_full, internal.
    [[nodiscard]] Result<std::vector<std::uint32_t>> sorted(const std::stop_token &stop);

private:
    SortedRows(Handle handle, QString collation);
    [[nodiscard]] Error error() const;

    Handle m_handle;
    QString m_collation;
    Statement m_insert; // goes before its connection
};

// The collation that a column was declared with; BINARY where nothing is known of it.
[[nodiscard]] QString collationOf(const Reading &reading, const QString &table, const QString &column);

} // namespace lockkeeper::store
