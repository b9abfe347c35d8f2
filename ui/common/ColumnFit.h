// Widths with which all columns of a table are in sight, as far as they can be. Pure; pixels.
#pragma once

#include <QList>

namespace lockkeeper::ui {

struct ColumnNeed
{
    int wanted = 0; // for its longest text
    int least = 0;  // below which it could not be read
};

// What is missing is taken from the widest ones, down to what they need least.
[[nodiscard]] QList<int> fittedWidths(const QList<ColumnNeed> &needs, int room);

} // namespace lockkeeper::ui
