#include "events/Directory.h"

#include <algorithm>
#include <limits>

namespace lockkeeper::events {

namespace {
constexpr std::size_t keptProcesses = 256;

// The number of the first that fits, from 1 on; 0: none does.
template <typename Number, typename Item, typename Fits>
Number find(const std::vector<Item> &items, Fits fits)
{
    const auto found = std::find_if(items.begin() + 1, items.end(), fits);
    return found == items.end() ? Number{0} : static_cast<Number>(found - items.begin());
}

// 0, nobody, where the numbers have run out: its events are nobody's then, and nothing breaks.
template <typename Number, typename Item>
Number append(std::vector<Item> &items, Item item)
{
    if (items.size() > std::numeric_limits<Number>::max())
        return 0;
    items.push_back(std::move(item));
    return static_cast<Number>(items.size() - 1);
}

DatabaseId databaseIn(Names &names, const std::string &community)
{
    const auto same = [&](const std::string &known) {
        return known == community;
    };
    if (const auto known = find<DatabaseId>(names.databases, same))
        return known;
    const auto database = append<DatabaseId>(names.databases, community);
    if (database != 0)
        (void)append<LaneId>(names.lanes, LaneName{.database = database, .kind = {}});
    return database;
}

LaneId laneIn(Names &names, DatabaseId database, const std::string &kind)
{
    const auto same = [&](const LaneName &known) {
        return known.database == database && known.kind == kind;
    };
    const auto known = find<LaneId>(names.lanes, same);
    return known != 0 ? known : append<LaneId>(names.lanes, LaneName{.database = database, .kind = kind});
}
} // namespace

std::string Names::programOf(std::int64_t pid, std::int64_t time) const
{
    std::string program;
    for (const ProcessName &process : processes) {
        // The first one also for what was seen of it before its name was.
        if (process.pid == pid && (program.empty() || process.metAt <= time))
            program = process.program;
    }
    return program;
}

Directory::Directory()
    : m_names{.databases = {{}}, .lanes = {{}}, .jobs = {{}}, .processes = {}}
{
}

DatabaseId Directory::database(const std::string &community)
{
    const std::scoped_lock lock(m_mutex);
    return databaseIn(m_names, community);
}

JobId Directory::job(const std::string &community, const std::string &kind, const std::string &name)
{
    const std::scoped_lock lock(m_mutex);
    const LaneId lane = laneIn(m_names, databaseIn(m_names, community), kind);
    const auto same = [&](const JobName &known) {
        return known.lane == lane && known.name == name;
    };
    const auto known = find<JobId>(m_names.jobs, same);
    return known != 0 ? known : append<JobId>(m_names.jobs, JobName{.lane = lane, .name = name});
}

void Directory::met(ProcessName process)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<ProcessName> &known = m_names.processes;
    const auto last = std::find_if(known.rbegin(), known.rend(),
                                   [&](const ProcessName &one) { return one.pid == process.pid; });
    if (last != known.rend() && last->started == process.started && last->program == process.program)
        return;
    if (known.size() >= keptProcesses)
        known.erase(known.begin());
    known.push_back(std::move(process));
}

Names Directory::names() const
{
    const std::scoped_lock lock(m_mutex);
    return m_names;
}

} // namespace lockkeeper::events
