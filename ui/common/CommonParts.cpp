#include "ui/common/CommonParts.h"

#include <algorithm>
#include <vector>

namespace lockkeeper::ui {

PartPairs commonParts(const TextParts &one, const TextParts &other, qsizetype &cells)
{
    PartPairs pairs;
    qsizetype first = 0;
    const qsizetype shorter = std::min(one.size(), other.size());
    while (first < shorter && one.at(first) == other.at(first)) {
        pairs.append({first, first});
        ++first;
    }
    qsizetype last = 0;
    while (last < shorter - first && one.at(one.size() - 1 - last) == other.at(other.size() - 1 - last))
        ++last;
    const qsizetype rows = one.size() - last - first;
    const qsizetype columns = other.size() - last - first;
    if (rows > 0 && columns > 0 && rows <= cells / columns) {
        cells -= rows * columns;
        const auto width = static_cast<std::size_t>(columns + 1);
        std::vector<int> length(static_cast<std::size_t>(rows + 1) * width, 0);
        const auto at = [&](qsizetype row, qsizetype column) -> int & {
            return length[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)];
        };
        for (qsizetype row = rows - 1; row >= 0; --row) {
            for (qsizetype column = columns - 1; column >= 0; --column)
                at(row, column) = one.at(first + row) == other.at(first + column)
                                      ? at(row + 1, column + 1) + 1
                                      : std::max(at(row + 1, column), at(row, column + 1));
        }
        qsizetype row = 0;
        qsizetype column = 0;
        while (row < rows && column < columns) {
            if (one.at(first + row) == other.at(first + column))
                pairs.append({first + row++, first + column++});
            else if (at(row + 1, column) >= at(row, column + 1))
                ++row;
            else
                ++column;
        }
    }
    for (qsizetype i = last; i > 0; --i)
        pairs.append({one.size() - i, other.size() - i});
    return pairs;
}

} // namespace lockkeeper::ui
