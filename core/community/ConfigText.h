// A new community's configuration as text: in the assistant's own order and words, with a comment where
// somebody who opens the file will want one. What is empty is left out.
#pragma once

#include "community/Community.h"

#include <QByteArray>

namespace lockkeeper::community {

// Of values that checkedCommunity() has let pass; loads back as the same ones. UTF-8, ends with a line feed.
[[nodiscard]] QByteArray newConfig(const Community &community);

} // namespace lockkeeper::community
