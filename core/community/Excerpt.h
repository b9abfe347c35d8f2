// What is said of texts of a configuration: they are named short, on one line.
#pragma once

#include "base/Error.h"

#include <QString>

#include <cstddef>

namespace lockkeeper::community {

// 'text' in quotes, cut to 60 characters. Of an address, what may be a password or a token is replaced by
// "…": all before an '@' and all behind a '?'.
[[nodiscard]] QString quoted(const QString &text);

// Of kind config, for a value that is against a rule.
[[nodiscard]] Error refused(const QString &text, const QString &hint);

// Dotted paths: "github" + "repos" -> "github.repos", then item 2 -> "github.repos[2]" (items count from 0).
[[nodiscard]] QString subKey(const QString &path, const QString &key);
[[nodiscard]] QString itemKey(const QString &path, std::size_t index);

} // namespace lockkeeper::community
