// SQLite's result codes (sqlite.org/rescode.html) as errors a maintainer understands.
#pragma once

#include "base/Error.h"

#include <QString>

struct sqlite3;

namespace lockkeeper::store {

// `code` may be an extended result code; `detail` is SQLite's own message.
[[nodiscard]] Error sqliteError(int code, const QString &detail, const QString &path);

// Of the connection's last call.
[[nodiscard]] Error lastError(sqlite3 *database, const QString &path);

// Of a file whose schema is newer than ours (kind config).
[[nodiscard]] Error newerVersionError(const QString &path);

} // namespace lockkeeper::store
