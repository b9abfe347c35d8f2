// Text that comes from outside, made fit for the database.
#pragma once

#include <QString>

namespace lockkeeper {

// Without NUL characters and lone surrogates: SQLite would cut at the one, UTF-8 has no form for the other.
[[nodiscard]] QString cleaned(const QString &text);

// The first `limit` characters (Unicode code points, as Python's slices count them), never half of a
// surrogate pair.
[[nodiscard]] QString cutTo(const QString &text, qsizetype limit);

} // namespace lockkeeper
