// What an item's tables show: its fields, its terms, the same paper elsewhere. Pure.
#pragma once

#include "inspect/item/Item.h"
#include "ui/history/CellModel.h"

namespace lockkeeper::ui {

[[nodiscard]] CellTable fieldTable(const inspect::Item &item);
[[nodiscard]] CellTable termTable(const inspect::Item &item);
[[nodiscard]] CellTable sameTable(const inspect::Item &item); // a row's id is its place in Item::same

} // namespace lockkeeper::ui
