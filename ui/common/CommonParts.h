// What two texts have in common, taken apart into lines or words. Pure.
#pragma once

#include <QList>
#include <QStringView>

#include <utility>

namespace lockkeeper::ui {

using TextParts = QList<QStringView>;
using PartPairs = QList<std::pair<qsizetype, qsizetype>>; // places that are alike, rising on both sides

// The longest common subsequence of what lies between a common beginning and a common end. Its table takes so
// many cells off `cells`; where there are too few left, what lies between has nothing in common.
[[nodiscard]] PartPairs commonParts(const TextParts &one, const TextParts &other, qsizetype &cells);

} // namespace lockkeeper::ui
