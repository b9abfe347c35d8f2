// The topics of a community's Discourse forums: each with its first post and its answer.
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::discourse {

[[nodiscard]] Source source();

} // namespace lockkeeper::sources::discourse
