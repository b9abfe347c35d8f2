// The words of the demo's issues and pull requests.
#pragma once

#include "demo/content/Phrasebook.h"
#include "demo/github/Item.h"

#include <memory>

namespace lockkeeper::demo {

// Writes for the repository `fullName`: the same words for the same number and the same count of edits.
[[nodiscard]] ProseWriter demoProse(std::shared_ptr<const Phrasebook> book, const QString &fullName);

} // namespace lockkeeper::demo
