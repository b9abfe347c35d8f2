// The rules for a whole community, before it is written: the same ones its file is read by.
#pragma once

#include "base/Result.h"
#include "community/Community.h"

namespace lockkeeper::community {

// As its file would be read back: without spaces around, without what is empty or stands twice, with what is
// the default where nothing was said. Errors: kind config, for the first value that is against a rule.
[[nodiscard]] Result<Community> checkedCommunity(const Community &community);

} // namespace lockkeeper::community
