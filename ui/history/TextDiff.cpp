#include "ui/history/TextDiff.h"

#include <QStringView>

#include <algorithm>
#include <utility>
#include <vector>

namespace lockkeeper::ui {

namespace {
constexpr qsizetype mostCompared = 2'000'000; // cells of the table; some milliseconds

using Parts = QList<QStringView>;
using Pairs = QList<std::pair<qsizetype, qsizetype>>; // places that are alike, rising on both sides

// The longest common subsequence of what lies between a common beginning and a common end.
Pairs commonParts(const Parts &one, const Parts &other)
{
    Pairs pairs;
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
    if (rows > 0 && columns > 0 && rows <= mostCompared / columns) {
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

// Words, and each other character by itself.
Parts lineWords(QStringView line)
{
    Parts words;
    qsizetype start = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto inWord = [&](qsizetype place) {
            return line.at(place).isLetterOrNumber() || line.at(place).isSurrogate();
        };
        if (i + 1 == line.size() || !inWord(i) || !inWord(i + 1)) {
            words.append(line.sliced(start, i + 1 - start));
            start = i + 1;
        }
    }
    return words;
}

// Those of `words` that have no counterpart; neighbours as one mark.
QList<SideMark> marksOf(const Parts &words, const QList<bool> &common)
{
    QList<SideMark> marks;
    qsizetype place = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const qsizetype length = words.at(i).size();
        if (!common.at(i)) {
            if (!marks.isEmpty() && marks.constLast().start + marks.constLast().length == place)
                marks.last().length += length;
            else
                marks.append({.start = place, .length = length});
        }
        place += length;
    }
    return marks;
}

SideLine wholeLine(QStringView text)
{
    return {.text = text.toString(),
            .there = true,
            .differs = true,
            .marks =
                text.isEmpty() ? QList<SideMark>() : QList<SideMark>{{.start = 0, .length = text.size()}}};
}

SideRow pairedLines(QStringView before, QStringView after)
{
    const Parts one = lineWords(before);
    const Parts other = lineWords(after);
    QList<bool> commonOne(one.size(), false);
    QList<bool> commonOther(other.size(), false);
    for (const auto &[place, otherPlace] : commonParts(one, other))
        commonOne[place] = commonOther[otherPlace] = true;
    return {
        .before = {.text = before.toString(),
                   .there = true,
                   .differs = true,
                   .marks = marksOf(one, commonOne)},
        .after = {
            .text = after.toString(), .there = true, .differs = true, .marks = marksOf(other, commonOther)}};
}

const SideLine nothing{.text = {}, .there = false, .differs = true, .marks = {}};

Parts linesOf(const QString &text)
{
    return text.isEmpty() ? Parts() : QStringView(text).split(u'\n');
}
} // namespace

QList<SideRow> sideBySide(const QString &before, const QString &after)
{
    const Parts one = linesOf(before);
    const Parts other = linesOf(after);
    QList<SideRow> rows;
    qsizetype place = 0;
    qsizetype otherPlace = 0;
    const auto upTo = [&](qsizetype end, qsizetype otherEnd) {
        while (place < end && otherPlace < otherEnd)
            rows.append(pairedLines(one.at(place++), other.at(otherPlace++)));
        while (place < end)
            rows.append({.before = wholeLine(one.at(place++)), .after = nothing});
        while (otherPlace < otherEnd)
            rows.append({.before = nothing, .after = wholeLine(other.at(otherPlace++))});
    };
    for (const auto &[alike, otherAlike] : commonParts(one, other)) {
        upTo(alike, otherAlike);
        const SideLine line{.text = one.at(place++).toString(), .there = true, .differs = false, .marks = {}};
        rows.append({.before = line, .after = line});
        ++otherPlace;
    }
    upTo(one.size(), other.size());
    return rows;
}

} // namespace lockkeeper::ui
