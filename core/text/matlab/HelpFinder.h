// Finds the comment block that is a definition's help; core/text/matlab/DESIGN.md has the rules.
#pragma once

#include "text/matlab/Lines.h"

#include <QString>

namespace lockkeeper::text {

// For the definition on the lines first … last. Empty where it has no help.
[[nodiscard]] QString helpOf(const Lines &lines, std::size_t first, std::size_t last);

// For a script: the file has code at firstCode, or none (firstCode == lines.size()).
[[nodiscard]] QString helpOfScript(const Lines &lines, std::size_t firstCode);

} // namespace lockkeeper::text
