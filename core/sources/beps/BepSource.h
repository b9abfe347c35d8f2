// The BIDS extension proposals, with the text of those that are a pull request. For the community `bids`
// only.
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::beps {

[[nodiscard]] Source source();

} // namespace lockkeeper::sources::beps
