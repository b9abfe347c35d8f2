#include "ui/common/ColumnFit.h"

#include <algorithm>
#include <numeric>

namespace lockkeeper::ui {

QList<int> fittedWidths(const QList<ColumnNeed> &needs, int room)
{
    QList<int> widths;
    for (const ColumnNeed &need : needs)
        widths.append(std::max(need.wanted, need.least));
    int missing = std::accumulate(widths.cbegin(), widths.cend(), 0) - room;
    for (; missing > 0; --missing) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const bool spare = widths.at(i) > needs.at(i).least;
            if (spare && (widest < 0 || widths.at(i) > widths.at(widest)))
                widest = i;
        }
        if (widest < 0)
            break; // the rest is scrolled to
        --widths[widest];
    }
    return widths;
}

} // namespace lockkeeper::ui
