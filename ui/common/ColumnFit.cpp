#include "ui/common/ColumnFit.h"

#include <algorithm>
#include <numeric>

namespace lockkeeper::ui {

namespace {
// Takes from the widest, none of which becomes less than its `floor`.
void narrow(QList<int> &widths, const QList<ColumnNeed> &needs, int ColumnNeed::*floor, int room)
{
    int missing = std::accumulate(widths.cbegin(), widths.cend(), 0) - room;
    for (; missing > 0; --missing) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const bool spare = widths.at(i) > std::max(needs.at(i).*floor, needs.at(i).least);
            if (spare && (widest < 0 || widths.at(i) > widths.at(widest)))
                widest = i;
        }
        if (widest < 0)
            return; // the rest is scrolled to
        --widths[widest];
    }
}
} // namespace

QList<int> fittedWidths(const QList<ColumnNeed> &needs, int room)
{
    QList<int> widths;
    for (const ColumnNeed &need : needs)
        widths.append(std::max(need.wanted, need.least));
    narrow(widths, needs, &ColumnNeed::whole, room);
    int least = 0;
    for (const ColumnNeed &need : needs)
        least += need.least;
    if (least <= room) // who has to scroll anyway shall find texts whole
        narrow(widths, needs, &ColumnNeed::least, room);
    return widths;
}

} // namespace lockkeeper::ui
