#include "ui/contention/LaneRuns.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
// At least `least` columns about its middle, within the picture.
Run widened(Run run, int least, int count)
{
    const int missing = least - (run.end - run.begin);
    if (missing <= 0)
        return run;
    run.begin = std::clamp(run.begin - missing / 2, 0, std::max(0, count - least));
    run.end = std::min(run.begin + least, count);
    return run;
}
} // namespace

bool isWait(events::Activity activity)
{
    return activity == events::Activity::Queued || activity == events::Activity::Busy;
}

LaneRuns runsOf(const std::vector<events::Column> &columns, int leastWait)
{
    LaneRuns runs;
    const int count = static_cast<int>(columns.size());
    for (int begin = 0; begin < count;) {
        const events::Activity activity = columns[static_cast<std::size_t>(begin)].worst;
        int end = begin + 1;
        while (end < count && columns[static_cast<std::size_t>(end)].worst == activity)
            ++end;
        if (isWait(activity)) {
            const Run wide = widened({begin, end, activity}, leastWait, count);
            if (!runs.waits.empty() && runs.waits.back().activity == activity &&
                runs.waits.back().end >= wide.begin)
                runs.waits.back().end = std::max(runs.waits.back().end, wide.end);
            else
                runs.waits.push_back(wide);
        } else if (activity != events::Activity::Idle) {
            runs.work.push_back({begin, end, activity});
        }
        begin = end;
    }
    return runs;
}

std::vector<OwnerRun> ownerRuns(const std::vector<events::OwnerColumn> &columns)
{
    std::vector<OwnerRun> runs;
    int at = 0;
    for (const events::OwnerColumn &column : columns) {
        const bool blocking = column.blockingNs > 0;
        if (column.lane != 0) {
            if (!runs.empty() && runs.back().end == at && runs.back().lane == column.lane &&
                runs.back().blocking == blocking)
                ++runs.back().end;
            else
                runs.push_back({at, at + 1, column.lane, blocking});
        }
        ++at;
    }
    return runs;
}

} // namespace lockkeeper::ui
