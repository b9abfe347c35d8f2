// Locks in words: what a span, the lock of this moment, a stretch of time in numbers say. Pure.
#pragma once

#include "events/Views.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/TimeTicks.h"

#include <QList>
#include <QString>

namespace lockkeeper::ui {

// "waits in line", "holds the write lock"
[[nodiscard]] QString activityText(events::Activity activity);

// Some lines for the tool tip and the panel: who, what, when, how long, rows, who was in its way.
[[nodiscard]] QString spanText(const events::Span &span, const LockNames &names, const WallClock &clock);

// "free", or "GitHub › mne-tools/mne-python, 4.2 ms → 2 wait: Papers 3.1 ms, Discourse 1.0 ms". Another
// process is named with its pid, where they are known.
[[nodiscard]] QString nowText(const events::LockNow &lock, const LockNames &names);

// A rate of a second, as the picture and the table write it; `time`: nanoseconds.
[[nodiscard]] QString rateText(double perSecond, bool time);

struct Fact
{
    QString what;
    QString value;
    bool heading = false;

    friend bool operator==(const Fact &, const Fact &) = default;
};
// `databases`: how many the statistics are of; the lock's share of time is then that of all their locks
// together.
[[nodiscard]] QList<Fact> factsOf(const events::Statistics &statistics, events::Range range,
                                  const WallClock &clock, std::size_t databases = 1);
[[nodiscard]] QString plainText(const QList<Fact> &facts); // a line each, for the clipboard

// "14:05:03.250 – 14:05:04.100"
[[nodiscard]] QString rangeText(events::Range range, const WallClock &clock);

} // namespace lockkeeper::ui
