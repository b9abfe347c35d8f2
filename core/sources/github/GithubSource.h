// The issues and pull requests of a community's repositories.
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::github {

[[nodiscard]] Source source();

} // namespace lockkeeper::sources::github
