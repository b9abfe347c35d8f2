// A documented symbol of a source file, of whatever language. A value.
#pragma once

#include <QString>

#include <vector>

namespace lockkeeper::text {

struct Symbol
{
    QString name; // qualified within its file: "Raw.filter"
    QString type; // "module", "class", "function", "method", "script"
    qint64 line = 1;
    QString text; // never empty

    friend bool operator==(const Symbol &, const Symbol &) = default;
};

// Characters. Nobody writes such, and each method's name repeats its class's.
inline constexpr qsizetype longestName = 500;

// `name` within `outer` (which may be empty), cut to size.
[[nodiscard]] QString qualifiedName(const QString &outer, const QString &name);

// Makes names unique within a file: the second symbol of a name becomes "name#2", the third "name#3".
void numberRepeats(std::vector<Symbol> &symbols);

} // namespace lockkeeper::text
