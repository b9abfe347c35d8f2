// Which marks of emphasis Markdown would read as such where they stand: `**` between a letter and a quotation
// mark is none (CommonMark 0.30, "Emphasis and strong emphasis": left- and right-flanking). The others are
// left out.
#pragma once

#include "text/html/InlineRun.h"

#include <vector>

namespace lockkeeper::text {

// For each piece, whether it is to be written. Linear.
[[nodiscard]] std::vector<bool> writtenPieces(const std::vector<InlineRun::Piece> &pieces);

} // namespace lockkeeper::text
