#include "ui/onboarding/LineDiff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace lockkeeper::ui {

namespace {
using Kind = DiffLine::Kind;

// Above it the middle is told as replaced; no edit of a form comes near.
constexpr qsizetype mostCells = 4'000'000;

QList<DiffLine> replaced(const QStringList &before, const QStringList &after)
{
    QList<DiffLine> lines;
    for (const QString &line : before)
        lines.append({.kind = Kind::Removed, .text = line});
    for (const QString &line : after)
        lines.append({.kind = Kind::Added, .text = line});
    return lines;
}

// By the longest common subsequence, of the part between what both begin and end with.
QList<DiffLine> middleDiff(const QStringList &before, const QStringList &after)
{
    const qsizetype rows = before.size();
    const qsizetype columns = after.size();
    if (rows * columns > mostCells)
        return replaced(before, after);
    std::vector<int> longest(static_cast<std::size_t>((rows + 1) * (columns + 1)), 0);
    const auto at = [&longest, columns](qsizetype row, qsizetype column) -> int & {
        return longest[static_cast<std::size_t>(row * (columns + 1) + column)];
    };
    for (qsizetype row = rows - 1; row >= 0; --row) {
        for (qsizetype column = columns - 1; column >= 0; --column)
            at(row, column) = before.at(row) == after.at(column)
                                  ? at(row + 1, column + 1) + 1
                                  : std::max(at(row + 1, column), at(row, column + 1));
    }
    QList<DiffLine> lines;
    qsizetype row = 0;
    qsizetype column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && before.at(row) == after.at(column)) {
            lines.append({.kind = Kind::Same, .text = before.at(row)});
            ++row;
            ++column;
        } else if (column == columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
            lines.append({.kind = Kind::Removed, .text = before.at(row++)});
        } else {
            lines.append({.kind = Kind::Added, .text = after.at(column++)});
        }
    }
    return lines;
}

QList<DiffLine> withoutFarLines(const QList<DiffLine> &all, int around)
{
    QList<bool> near(all.size(), false);
    for (qsizetype line = 0; line < all.size(); ++line) {
        if (all.at(line).kind == Kind::Same)
            continue;
        const qsizetype last = std::min(all.size() - 1, line + around);
        for (qsizetype one = std::max<qsizetype>(0, line - around); one <= last; ++one)
            near[one] = true;
    }
    QList<DiffLine> lines;
    for (qsizetype line = 0; line < all.size(); ++line) {
        if (near.at(line))
            lines.append(all.at(line));
        else if (lines.isEmpty() || lines.constLast().kind != Kind::Skipped)
            lines.append({.kind = Kind::Skipped, .text = {}});
    }
    return lines;
}
} // namespace

QList<DiffLine> lineDiff(const QString &before, const QString &after, int around)
{
    if (before == after)
        return {};
    const QStringList one = before.split(u'\n');
    const QStringList other = after.split(u'\n');
    const qsizetype shorter = std::min(one.size(), other.size());
    qsizetype head = 0;
    while (head < shorter && one.at(head) == other.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && one.at(one.size() - 1 - tail) == other.at(other.size() - 1 - tail))
        ++tail;
    QList<DiffLine> lines;
    for (qsizetype line = 0; line < head; ++line)
        lines.append({.kind = Kind::Same, .text = one.at(line)});
    lines.append(
        middleDiff(one.mid(head, one.size() - head - tail), other.mid(head, other.size() - head - tail)));
    for (qsizetype line = one.size() - tail; line < one.size(); ++line)
        lines.append({.kind = Kind::Same, .text = one.at(line)});
    return withoutFarLines(lines, around);
}

} // namespace lockkeeper::ui
