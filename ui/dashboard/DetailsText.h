// The selected row in full, as rich text: its error with hint and address, notices, problems, numbers. Pure.
#pragma once

#include "ui/common/Palettes.h"
#include "ui/dashboard/CommunityNode.h"

#include <QString>

namespace lockkeeper::ui {

// Everything from outside is escaped; addresses are links only if they are http(s).
[[nodiscard]] QString detailsHtml(const CommunityNode &node, const Tones &tones);

} // namespace lockkeeper::ui
