// The names behind the numbers of lanes and jobs, as they are shown. GUI thread; plain values.
#pragma once

#include "events/Directory.h"
#include "ui/common/CommunityNames.h"
#include "ui/contention/LaneLayout.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace lockkeeper::ui {

// "python3 (pid 4711)"; "another process (pid 4711)" where the program is not known, "another process" for
// pid 0.
[[nodiscard]] QString processText(const QString &program, std::int64_t pid);

class LockNames final
{
public:
    LockNames() = default;
    explicit LockNames(events::Names names, CommunityNames communities = {});

    [[nodiscard]] int databases() const;                                         // numbers 1 … databases()
    [[nodiscard]] QString community(events::DatabaseId database) const;          // its id
    [[nodiscard]] QString communityName(events::DatabaseId database) const;      // as it is shown
    [[nodiscard]] events::DatabaseId databaseOf(const QString &community) const; // 0: not known
    [[nodiscard]] events::DatabaseId databaseOf(events::LaneId lane) const;
    [[nodiscard]] events::LaneId laneOf(events::DatabaseId database,
                                        const QString &kind) const; // 0: not known

    [[nodiscard]] QString kind(events::LaneId lane) const; // "github"; empty: other processes, or nobody
    [[nodiscard]] bool isForeign(events::LaneId lane) const;
    [[nodiscard]] QString source(events::LaneId lane) const; // "GitHub", "Other processes"
    [[nodiscard]] QString job(events::JobId job) const;      // its remote, as it is shown; empty: nobody
    [[nodiscard]] QString remote(events::JobId job) const;   // its remote, as it is written in files

    // Another process, as of `time`: "python3 (pid 4711)".
    [[nodiscard]] QString process(std::int64_t pid, std::int64_t time) const;
    [[nodiscard]] QString program(std::int64_t pid, std::int64_t time) const; // its name; empty: not known

    // "MNE-Python › GitHub › mne-tools/mne-python"; what is not known is left out.
    [[nodiscard]] QString path(events::DatabaseId database, events::LaneId lane, events::JobId job) const;

    // Of `lanes`, those of each database, in the order sources have everywhere, other processes last.
    [[nodiscard]] std::vector<DatabaseLanes> arranged(const std::vector<events::LaneId> &lanes) const;

private:
    events::Names m_names;
    CommunityNames m_communities;
};

} // namespace lockkeeper::ui
