// For tests that four times as much of a text makes no more than some four times the work and the result.
#pragma once

#include "text/symbols/Symbol.h"

#include <QByteArray>

namespace lockkeeper::tests {

inline constexpr int times = 4;
inline constexpr qint64 allowed = 5; // times as much

[[nodiscard]] qint64 sizeOf(const std::vector<text::Symbol> &symbols); // characters
[[nodiscard]] bool namesAreUnique(const std::vector<text::Symbol> &symbols);

// Rows of a test with the columns "opening", "repeated", "closing".
void addShapeColumns();
void addShape(const char *name, const char *opening, const char *repeated, const char *closing = "");
// An opening, then some `size` bytes of `repeated`, then a closing.
[[nodiscard]] QByteArray filled(const QByteArray &opening, const QByteArray &repeated,
                                const QByteArray &closing, qsizetype size);

} // namespace lockkeeper::tests
