// The help texts of a MATLAB file, found by a line scanner of our own. core/text/matlab/DESIGN.md has the
// rules.
#pragma once

#include "text/symbols/Symbol.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace lockkeeper::text {

// The script, classes, functions and methods that have a help text, in the order of the file; names that
// repeat are numbered. UTF-8, else Latin-1. Nothing for a file that is another language's: Objective-C,
// Mathematica and Mercury end in .m, too. Any thread; the time it takes grows with the file's size only.
[[nodiscard]] std::optional<std::vector<Symbol>> readMatlab(const QByteArray &bytes, const QString &fileStem);

} // namespace lockkeeper::text
