#include "history/Incidents.h"

#include "events/Monitor.h"

#include <cmath>
#include <vector>

namespace lockkeeper::history {

namespace {
constexpr std::int64_t millisecond = 1'000'000;

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

IncidentRecord recordOf(const events::Incident &incident, const events::Names &names,
                        const sync::RunSnapshot &run)
{
    IncidentRecord record{
        .community = QString::fromStdString(names.databases[incident.database]),
        .startedAt = run.startedAt.addMSecs((incident.time.from - run.startedNs) / millisecond),
        .heldNs = incident.time.length(),
        .holder = incident.holder == 0 ? programOf(names, incident) : partyOf(names, incident.holder),
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

QList<IncidentRecord> incidentsOf(const sync::RunSnapshot &run, events::Monitor &monitor)
{
    monitor.collect(); // the run's last events may still be in the rings
    const events::Range time{.from = run.startedNs, .to = run.startedNs + std::llround(run.seconds * 1e9)};
    const std::vector<events::Incident> incidents =
        monitor.read()->incidents(0, time, shortestWaitNs, static_cast<std::size_t>(keptIncidents));
    const events::Names names = monitor.names();
    QList<IncidentRecord> records;
    for (const events::Incident &incident : incidents)
        records.append(recordOf(incident, names, run));
    return records;
}

} // namespace lockkeeper::history
