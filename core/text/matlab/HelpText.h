// A comment block as help: without its marks and its common indentation.
#pragma once

#include "text/matlab/Lines.h"

#include <QString>

namespace lockkeeper::text {

// Of the lines first … last - 1, comments all of them. Empty where the block is no help: a copyright notice,
// a rule or a banner, a pragma.
[[nodiscard]] QString helpText(const Lines &lines, std::size_t first, std::size_t last);

} // namespace lockkeeper::text
