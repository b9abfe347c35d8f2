// How many rows a table has.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::store {

struct TableRows
{
    QString table;
    qint64 rows = 0;

    friend bool operator==(const TableRows &, const TableRows &) = default;
};

[[nodiscard]] qint64 sumOf(const QList<TableRows> &tables);

// The names of the tables whose rows differ; empty: none.
[[nodiscard]] QStringList differing(const QList<TableRows> &one, const QList<TableRows> &other);

} // namespace lockkeeper::store
