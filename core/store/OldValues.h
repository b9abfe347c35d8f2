// A row's values before it was changed or deleted, as a JSON object by column. For SQL functions.
#pragma once

#include <QByteArray>

#include <span>

struct sqlite3_value;

namespace lockkeeper::store {

// Of (name, old value, new value)…: those that differ, as IS NOT would say.
[[nodiscard]] QByteArray changedValues(std::span<sqlite3_value *> arguments);
// Of (name, value)…: all.
[[nodiscard]] QByteArray allValues(std::span<sqlite3_value *> arguments);

} // namespace lockkeeper::store
