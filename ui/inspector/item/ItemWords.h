// An item's columns, times and values in words. Pure.
#pragma once

#include "inspect/item/Item.h"

#include <QString>

namespace lockkeeper::ui {

[[nodiscard]] QString columnTitle(const QString &column); // "first_message" -> "First message"
[[nodiscard]] QString fieldText(const QVariant &value);   // in one line, cut where it is long
[[nodiscard]] bool isNoValue(const QVariant &value);      // NULL

// "MNE · issue · mne-tools/mne-python #2022 · 2026-01-27".
[[nodiscard]] QString itemLine(const inspect::Item &item);
// "Written first …, by the run of … · Last written …, by the run of …"; as much as is known.
[[nodiscard]] QString writtenText(const inspect::Item &item);

// Whether the browser may be asked to open it: http, https and mailto alone.
[[nodiscard]] bool canBeOpened(const QString &address);

} // namespace lockkeeper::ui
