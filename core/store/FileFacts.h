// What a database file says of itself, read without changing it. Blocking.
#pragma once

#include "base/Result.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace lockkeeper::store {

struct FileFacts
{
    QString journalMode;
    qint64 pageSize = 0; // bytes
    qint64 pages = 0;
    qint64 freePages = 0;
    QStringList fullTextTables;
    QStringList missing;        // of the schema: missingFromSchema()
    bool schemaKnown = false;   // `missing` was read to its end
    QList<TableRows> rows;      // of the content tables; 0 for one that an older file lacks
    std::optional<Error> error; // what ended it; what was read until then is kept
};

// Read-only, in short statements; a lock is waited for some two seconds in all. Errors: corrupt, locked,
// read_only, config (no knowledge database, or a newer schema), cancelled, internal.
[[nodiscard]] FileFacts readFacts(const QString &path, const std::stop_token &stop);

} // namespace lockkeeper::store
