// The messages of a community's mailing lists, from Mailman 2's public archives (pipermail).
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::mailman {

[[nodiscard]] Source source();

} // namespace lockkeeper::sources::mailman
