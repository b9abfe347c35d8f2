#include "base/Nearest.h"

#include <QList>

#include <algorithm>
#include <limits>

namespace lockkeeper {

namespace {

constexpr qsizetype LongestWord = 64; // the table below is quadratic; nobody mistypes more

qsizetype editsBetween(const QString &a, const QString &b)
{
    const qsizetype width = b.size() + 1;
    QList<qsizetype> before(width); // two rows up, for swaps
    QList<qsizetype> above(width);
    QList<qsizetype> row(width);
    for (qsizetype j = 0; j < width; ++j)
        row[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (qsizetype j = 1; j < width; ++j) {
            const bool same = a.at(i - 1) == b.at(j - 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1);
            if (swapped)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row.last();
}

} // namespace

QString nearest(const QString &word, const QStringList &candidates)
{
    if (word.size() > LongestWord)
        return {};
    QString best;
    qsizetype fewest = std::numeric_limits<qsizetype>::max();
    for (const QString &candidate : candidates) {
        const bool begun = word.size() >= 3 && candidate.startsWith(word);
        const qsizetype edits = begun ? 1 : editsBetween(word.toLower(), candidate.toLower());
        if (edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    const qsizetype nearEnough = std::max<qsizetype>(1, std::min(word.size(), best.size()) / 3);
    return fewest <= nearEnough ? best : QString();
}

} // namespace lockkeeper
