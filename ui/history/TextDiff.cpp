#include "ui/history/TextDiff.h"

#include "ui/common/CommonParts.h"

#include <QStringView>

namespace lockkeeper::ui {

namespace {
// Cells of tables, of a text's lines and of all its words: some milliseconds each.
constexpr qsizetype mostLineCells = 2'000'000;
constexpr qsizetype mostWordCells = 2'000'000;

// Words, and each other character by itself.
TextParts lineWords(QStringView line)
{
    TextParts words;
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
QList<SideMark> marksOf(const TextParts &words, const QList<bool> &common)
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

SideRow pairedLines(QStringView before, QStringView after, qsizetype &cells)
{
    const TextParts one = lineWords(before);
    const TextParts other = lineWords(after);
    QList<bool> commonOne(one.size(), false);
    QList<bool> commonOther(other.size(), false);
    for (const auto &[place, otherPlace] : commonParts(one, other, cells))
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

TextParts linesOf(const QString &text)
{
    return text.isEmpty() ? TextParts() : QStringView(text).split(u'\n');
}
} // namespace

QList<SideRow> sideBySide(const QString &before, const QString &after)
{
    const TextParts one = linesOf(before);
    const TextParts other = linesOf(after);
    QList<SideRow> rows;
    qsizetype place = 0;
    qsizetype otherPlace = 0;
    qsizetype lineCells = mostLineCells;
    qsizetype wordCells = mostWordCells;
    const auto upTo = [&](qsizetype end, qsizetype otherEnd) {
        while (place < end && otherPlace < otherEnd)
            rows.append(pairedLines(one.at(place++), other.at(otherPlace++), wordCells));
        while (place < end)
            rows.append({.before = wholeLine(one.at(place++)), .after = nothing});
        while (otherPlace < otherEnd)
            rows.append({.before = nothing, .after = wholeLine(other.at(otherPlace++))});
    };
    for (const auto &[alike, otherAlike] : commonParts(one, other, lineCells)) {
        upTo(alike, otherAlike);
        const SideLine line{.text = one.at(place++).toString(), .there = true, .differs = false, .marks = {}};
        rows.append({.before = line, .after = line});
        ++otherPlace;
    }
    upTo(one.size(), other.size());
    return rows;
}

} // namespace lockkeeper::ui
