#include "ui/onboarding/LineDiff.h"

#include "ui/common/CommonParts.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
using Kind = DiffLine::Kind;

constexpr qsizetype mostCells = 4'000'000; // no edit of a form comes near

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
    const TextParts one = QStringView(before).split(u'\n');
    const TextParts other = QStringView(after).split(u'\n');
    QList<DiffLine> lines;
    qsizetype place = 0;
    qsizetype otherPlace = 0;
    const auto upTo = [&](qsizetype end, qsizetype otherEnd) {
        while (place < end)
            lines.append({.kind = Kind::Removed, .text = one.at(place++).toString()});
        while (otherPlace < otherEnd)
            lines.append({.kind = Kind::Added, .text = other.at(otherPlace++).toString()});
    };
    qsizetype cells = mostCells;
    for (const auto &[alike, otherAlike] : commonParts(one, other, cells)) {
        upTo(alike, otherAlike);
        lines.append({.kind = Kind::Same, .text = one.at(place++).toString()});
        ++otherPlace;
    }
    upTo(one.size(), other.size());
    return withoutFarLines(lines, around);
}

} // namespace lockkeeper::ui
