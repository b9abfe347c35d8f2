// How an item that was found is told in words. Pure.
#pragma once

#include "inspect/search/Search.h"

#include <QString>

namespace lockkeeper::ui {

[[nodiscard]] QString sourceTitle(const QString &source); // "GitHub", "Mailing list"
// "pull request", "paper", "Python function": `source`, `type` and `language` as they are stored.
[[nodiscard]] QString itemKind(const QString &source, const QString &type, const QString &language);
[[nodiscard]] QString itemPlace(const QString &origin, qint64 number); // "mne-tools/mne-python #2022"
[[nodiscard]] QString dayText(const QString &time);                    // "2026-01-27"; a year stays one

// "MNE · GitHub issue · mne-tools/mne-python #2022 · closed · 2026-01-27".
[[nodiscard]] QString hitLine(const inspect::Hit &hit);
[[nodiscard]] QString hitTitle(const QString &title); // for one without, too
[[nodiscard]] QString spokenHit(const inspect::Hit &hit);

// In one line, mark by mark as it was: control characters and line ends are spaces.
[[nodiscard]] QString inOneLine(QString text);

} // namespace lockkeeper::ui
