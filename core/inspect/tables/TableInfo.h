// The tables of a database as they can be looked through: columns, and the orders that an index has ready.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <stop_token>

namespace lockkeeper::store {
class Reading;
}

namespace lockkeeper::inspect {

struct TableColumn
{
    QString name;
    QString type; // as it was declared; may be empty
    QString collation = QStringLiteral("BINARY");
    bool number = false; // by SQLite's rules of affinity
    bool text = false;
    bool notNull = false;
    QString index = {}; // that begins with this column and can be walked in its order; empty: none

    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

struct KeyColumn
{
    QString name;
    QString collation = QStringLiteral("BINARY");
    bool text = false;    // of text affinity
    bool notNull = false; // for certain

    friend bool operator==(const KeyColumn &, const KeyColumn &) = default;
};

// An order that an index, or the table itself, has ready. No two rows have the same key.
struct KeyOrder
{
    QString index; // empty: the table's own
    QList<KeyColumn> columns;

    friend bool operator==(const KeyOrder &, const KeyOrder &) = default;
};

// The values of a KeyOrder's columns in a row.
using Key = QVariantList;

struct TableInfo
{
    QString name;
    QList<TableColumn> columns;
    QString rowId;            // the name its row id goes by; empty: WITHOUT ROWID
    KeyOrder natural;         // by row id, or by primary key
    QList<KeyOrder> indexes;  // each of a column's that has one
    bool content = false;     // one of KNOWLEDGE_DB's
    bool bookkeeping = false; // the assistant's or ours

    [[nodiscard]] const KeyOrder *orderBy(int column) const; // null: no index has it ready
    [[nodiscard]] int columnAt(const QString &columnName) const;

    friend bool operator==(const TableInfo &, const TableInfo &) = default;
};

// Content tables first, then those of bookkeeping, then others. Neither SQLite's own nor full-text indexes.
[[nodiscard]] Result<QList<TableInfo>> tablesOf(store::Reading &reading);

// The same of a file. Errors: as store::Reading.
[[nodiscard]] Result<QList<TableInfo>> readTables(const QString &database, const std::stop_token &stop);

// -1, 0 or 1, as SQLite compares them.
[[nodiscard]] int compareKeys(const KeyOrder &order, const Key &one, const Key &other);

} // namespace lockkeeper::inspect
