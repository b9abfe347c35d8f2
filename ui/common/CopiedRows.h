// Rows of a table as they are copied: tabs between cells, a line each.
#pragma once

#include <QString>

class QAbstractItemView;

namespace lockkeeper::ui {

// The selected rows in the order they are shown; all of them if none is selected.
[[nodiscard]] QString copiedRows(const QAbstractItemView &view);

} // namespace lockkeeper::ui
