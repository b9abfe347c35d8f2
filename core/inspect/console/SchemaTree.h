// What a database consists of, for who writes SQL: tables with their columns, indexes and triggers, views.
// Blocking, short statements: not for the window's thread.
#pragma once

#include "base/Result.h"
#include "inspect/ContentTable.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace lockkeeper::inspect {

struct SchemaColumn
{
    QString name;
    QString type; // as declared; may be empty
    bool notNull = false;
    bool key = false;    // of the primary key
    bool hidden = false; // of a virtual table, such as FTS5's `rank`
};

// An index or a trigger.
struct SchemaPart
{
    QString name;
    QString sql; // empty: SQLite made it for a UNIQUE or a PRIMARY KEY
};

enum class SchemaKind { Table, Virtual, View, Shadow }; // Shadow: a virtual table keeps its data in it

struct SchemaTable
{
    QString name;
    SchemaKind kind = SchemaKind::Table;
    QString sql;
    QList<SchemaColumn> columns = {};
    QList<SchemaPart> indexes = {};
    QList<SchemaPart> triggers = {};
};

// The content tables first, in KNOWLEDGE_DB's order; then other tables, views, and the full-text tables with
// those that they keep their data in, by name. Errors: as Reading::open() and rows().
[[nodiscard]] Result<QList<SchemaTable>> readSchema(const Place &place, const std::stop_token &stop = {});

} // namespace lockkeeper::inspect
