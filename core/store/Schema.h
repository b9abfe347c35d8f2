// The knowledge database's tables, indexes, full-text tables and triggers (KNOWLEDGE_DB: an interface shared
// with OSA), and our own, prefixed lockkeeper_.
#pragma once

#include "base/Result.h"

#include <QStringList>

namespace lockkeeper::store {

class Connection;

inline constexpr int ownSchemaVersion = 1; // of the lockkeeper_ tables

[[nodiscard]] QStringList contentTables();

// What bringSchemaUpToDate() would add: tables, indexes and triggers by name, columns as "docstrings.branch".
// Errors: config (made by a newer Lockkeeper, or a table lacks columns).
[[nodiscard]] Result<QStringList> missingFromSchema(Connection &connection);
// Whether that is anything.
[[nodiscard]] Result<bool> schemaNeedsUpdate(Connection &connection);

// Makes what is missing, changes nothing that is there. Inside the caller's write transaction.
Result<void> bringSchemaUpToDate(Connection &connection);

} // namespace lockkeeper::store
