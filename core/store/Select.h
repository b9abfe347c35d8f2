// Reading on the calling thread's connection, waiting for another program's lock as long as a writer would.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QVariantList>

#include <stop_token>
#include <vector>

namespace lockkeeper::store {

class Database;

// The rows of one short statement, all of them. `sql` is one of ours, with `values` bound in order. Errors:
// SQLite's, cancelled.
[[nodiscard]] Result<std::vector<QVariantList>>
selectRows(Database &database, const QString &sql, const QVariantList &values, const std::stop_token &stop);

} // namespace lockkeeper::store
