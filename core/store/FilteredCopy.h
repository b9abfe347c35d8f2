// Some rows of one table as a database of their own: the table as it was made, its indexes, its full-text
// index and triggers, and no other row. The original is only read. Blocking; one thread.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/Reading.h"
#include "store/Statement.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace lockkeeper::store {

class FilteredCopy final
{
public:
    // Makes `path`, a free name, with `table` as it is in `original`. Errors: config (no such table),
    // locked, disk_full, read_only, internal.
    [[nodiscard]] static Result<FilteredCopy> make(Reading &original, const QString &table,
                                                   const QString &rowId, const QString &path,
                                                   const std::stop_token &stop);

    // Of the original: its row id, where the table has them, and its columns from `first` on, as columns()
    // names them. The same row again replaces the first. Errors: disk_full, internal.
    [[nodiscard]] Result<void> add(const ReadRow &row, int first);
    [[nodiscard]] const QStringList &columns() const { return m_columns; }

    // Indexes, full text and triggers; then all is on the disk. Errors: cancelled, disk_full, internal.
    [[nodiscard]] Result<void> finish();

private:
    FilteredCopy(QString path, std::stop_token stop);
    [[nodiscard]] Result<void> readOriginal(Reading &original, const QString &table, const QString &rowId);
    [[nodiscard]] Result<void> prepare(const QString &table);
    [[nodiscard]] Result<void> run(const QString &sql);

    QString m_path;
    std::stop_token m_stop;
    QString m_tableSql;
    QStringList m_columns;  // that are stored, the row id's name first where it is none of them
    QStringList m_fullText; // names
    QStringList m_before;   // statements: full-text tables
    QStringList m_after;    // indexes and triggers
    Handle m_handle;
    Statement m_insert;
};

} // namespace lockkeeper::store
