// A row in a few lines of plain text: what it does now, or what went wrong. Pure.
#pragma once

#include "ui/dashboard/CommunityNode.h"

#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

[[nodiscard]] QString rowToolTip(const CommunityNode &node); // rich text, everything from outside escaped

// Why a source's or a community's jobs failed: "2 of 5 failed: The host … was not found.", once a reason.
// Empty for a job, and where none failed.
[[nodiscard]] QStringList failureLines(const CommunityNode &node);

// An error with its hint and address, as it goes to the clipboard. Empty if the row has none.
[[nodiscard]] QString rowErrorText(const CommunityNode &node);

} // namespace lockkeeper::ui
