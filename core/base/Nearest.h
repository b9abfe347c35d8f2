// The word somebody probably meant, for "did you mean".
#pragma once

#include <QString>
#include <QStringList>

namespace lockkeeper {

// The candidate with the fewest edits (insert, delete, replace, swap neighbours), or empty where none is near
// enough to be worth naming.
[[nodiscard]] QString nearest(const QString &word, const QStringList &candidates);

} // namespace lockkeeper
