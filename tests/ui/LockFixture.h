// Some events of a run that can be counted by hand, told to a real Monitor.
#pragma once

#include "events/Monitor.h"
#include "ui/contention/TimeTicks.h"

namespace lockkeeper::test {

// mne: GitHub holds 40 ms and makes papers wait 30 and Discourse 10; then papers holds 5 ms for 50 rows.
// hed: GitHub holds 3 ms; nobody waits.
class LockFixture final
{
public:
    events::Monitor monitor;
    const std::int64_t start = events::nanoseconds(events::Clock::now()) - 10'000 * ui::millisecond;

    void tell()
    {
        using events::Activity;
        const events::Pen github = monitor.pen("mne", "github", "mne-tools/mne-python");
        const events::Pen papers = monitor.pen("mne", "papers", "openalex:EEG");
        const events::Pen forum = monitor.pen("mne", "discourse", "https://mne.discourse.group");
        const events::Pen hed = monitor.pen("hed", "github", "hed-standard/hed-python");
        span(github, Activity::Network, 0, 100, 4'096);
        span(github, Activity::Reading, 100, 110, 0);
        begin(github, Activity::Holding, 110);
        begin(papers, Activity::Queued, 120);
        begin(forum, Activity::Queued, 140);
        end(github, Activity::Holding, 110, 150, 20);
        github.write({.at = at(150), .value = 20, .kind = events::Kind::Committed});
        end(papers, Activity::Queued, 120, 150, 0);
        span(papers, Activity::Holding, 150, 155, 50);
        papers.write({.at = at(155), .value = 50, .kind = events::Kind::Committed});
        end(forum, Activity::Queued, 140, 155, 0);
        span(hed, Activity::Holding, 200, 203, 1);
        hed.write({.at = at(203), .value = 1, .kind = events::Kind::Committed});
        monitor.pen("mne").write({.at = at(205), .value = 123'456, .kind = events::Kind::WalSize});
        monitor.collect();
    }

    [[nodiscard]] std::int64_t at(std::int64_t ms) const { return start + ms * ui::millisecond; }
    void begin(const events::Pen &pen, events::Activity activity, std::int64_t from) const
    {
        pen.write({.at = at(from), .kind = events::Kind::Began, .activity = activity});
    }
    void end(const events::Pen &pen, events::Activity activity, std::int64_t from, std::int64_t to,
             std::int64_t value) const
    {
        pen.write({.at = at(to),
                   .duration = (to - from) * ui::millisecond,
                   .value = value,
                   .kind = events::Kind::Ended,
                   .activity = activity});
    }
    void span(const events::Pen &pen, events::Activity activity, std::int64_t from, std::int64_t to,
              std::int64_t value) const
    {
        begin(pen, activity, from);
        end(pen, activity, from, to, value);
    }
};

} // namespace lockkeeper::test
