#include "history/Incidents.h"

#include "events/Monitor.h"

#include <algorithm>
#include <vector>

namespace lockkeeper::history {

namespace {
constexpr std::int64_t millisecond = 1'000'000;

// The monitor's clock and the one on the wall at one moment.
class Clocks final
{
public:
    [[nodiscard]] std::int64_t toMonitor(const QDateTime &time) const
    {
        return m_monitor + m_wall.msecsTo(time) * millisecond;
    }
    [[nodiscard]] QDateTime toWall(std::int64_t time) const
    {
        return m_wall.addMSecs((time - m_monitor) / millisecond);
    }

private:
    std::int64_t m_monitor = events::nanoseconds(events::Clock::now());
    QDateTime m_wall = QDateTime::currentDateTimeUtc();
};

Party partyOf(const events::Names &names, events::JobId job)
{
    if (job == 0 || job >= names.jobs.size())
        return {};
    const events::JobName &name = names.jobs[job];
    return {.kind = QString::fromStdString(names.lanes[name.lane].kind),
            .name = QString::fromStdString(name.name)};
}

Party programOf(const events::Names &names, const events::Incident &incident)
{
    return {.kind = {}, .name = QString::fromStdString(names.programOf(incident.pid, incident.time.to))};
}

IncidentRecord recordOf(const events::Incident &incident, const events::Names &names, const Clocks &clocks)
{
    IncidentRecord record{.community = QString::fromStdString(names.databases[incident.database]),
                          .startedAt = clocks.toWall(incident.time.from),
                          .heldNs = incident.time.length(),
                          .holder = incident.holder == 0 ? programOf(names, incident)
                                                         : partyOf(names, incident.holder),
                          .pid = incident.pid,
                          .rows = incident.rows,
                          .causedNs = incident.causedNs,
                          .longestWaitNs = incident.longestWaitNs,
                          .victims = {}};
    for (const events::Victim &victim : incident.victims)
        record.victims.append({.job = partyOf(names, victim.job), .waitedNs = victim.waitedNs});
    return record;
}
} // namespace

QList<IncidentRecord> incidentsBetween(events::Monitor &monitor, const QDateTime &from, const QDateTime &to)
{
    const Clocks clocks;
    monitor.collect(); // the run's last events may still be in the rings
    const std::vector<events::Incident> incidents =
        monitor.read()->incidents(0, {.from = clocks.toMonitor(from), .to = clocks.toMonitor(to)},
                                  shortestWaitNs, static_cast<std::size_t>(keptIncidents));
    const events::Names names = monitor.names();
    QList<IncidentRecord> records;
    for (const events::Incident &incident : incidents)
        records.append(recordOf(incident, names, clocks));
    return records;
}

} // namespace lockkeeper::history
