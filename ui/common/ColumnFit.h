// Widths with which all columns of a table are in sight, as far as they can be. Pure; pixels.
#pragma once

#include <QList>

namespace lockkeeper::ui {

struct ColumnNeed
{
    int wanted = 0; // for its longest text and its title with all that may stand beside it
    int whole = 0;  // at which its texts are still whole
    int least = 0;  // below which it could not be read
};

// What is missing is taken from the widest ones: first down to where texts are whole, then to what they need
// least, unless they have to be scrolled even so.
[[nodiscard]] QList<int> fittedWidths(const QList<ColumnNeed> &needs, int room);

} // namespace lockkeeper::ui
