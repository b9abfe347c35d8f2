// A row in a few lines of plain text: what it does now, or what went wrong. Pure.
#pragma once

#include "ui/dashboard/CommunityNode.h"

#include <QString>

namespace lockkeeper::ui {

[[nodiscard]] QString rowToolTip(const CommunityNode &node); // rich text, everything from outside escaped

// An error with its hint and address, as it goes to the clipboard. Empty if the row has none.
[[nodiscard]] QString rowErrorText(const CommunityNode &node);

} // namespace lockkeeper::ui
