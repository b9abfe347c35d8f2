// The schema as data.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace lockkeeper::store {

struct TableSpec
{
    QString name;
    QString columns;      // what stands between the parentheses of CREATE TABLE, after `id`
    QStringList required; // names of the columns, id included
    QStringList fullText; // columns of its FTS5 table; empty: it has none
};

struct IndexSpec
{
    QString name;
    QString on; // "table(column, …)"
};

struct OwnTable // or an index of one
{
    QString name;
    QString statement; // that makes it where it is not there
};

[[nodiscard]] const std::vector<TableSpec> &tableSpecs();
[[nodiscard]] const std::vector<IndexSpec> &indexSpecs();
[[nodiscard]] const QStringList &ownTables(); // CREATE TABLE statements of the first lockkeeper_ tables
[[nodiscard]] const std::vector<OwnTable> &changeTables(); // of what runs wrote; older Lockkeepers do without

} // namespace lockkeeper::store
