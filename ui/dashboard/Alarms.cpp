#include "ui/dashboard/Alarms.h"

#include "ui/common/Format.h"
#include "ui/contention/LockNames.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Alarms)
};

QString nameOf(const store::Process &process)
{
    return processText(QString::fromStdString(process.program), process.pid);
}

QString lasting(std::chrono::nanoseconds time)
{
    return formatDuration(
        static_cast<double>(std::chrono::duration_cast<std::chrono::seconds>(time).count()));
}

// Why jobs stand still. Of equally many, the first one is told.
enum class Reason { Lock, Limit, Network };
constexpr int reasonCount = 3;

std::optional<Reason> reasonOf(const sync::JobSnapshot &job)
{
    switch (job.phase) {
    case sync::Phase::LockWait:
        return Reason::Lock;
    case sync::Phase::Limit:
        return Reason::Limit;
    case sync::Phase::Pace:
    case sync::Phase::Backoff:
    case sync::Phase::Requesting:
        return Reason::Network;
    case sync::Phase::Preparing:
    case sync::Phase::Reading:
    case sync::Phase::Writing:
        break;
    }
    return std::nullopt;
}

// Null while somebody is at work.
const sync::JobSnapshot *mostOf(const sync::RunSnapshot &run)
{
    std::array<int, reasonCount> count{};
    std::array<const sync::JobSnapshot *, reasonCount> first{};
    for (const sync::JobSnapshot &job : run.jobs) {
        if (job.state != sync::JobState::Running)
            continue;
        const std::optional<Reason> reason = reasonOf(job);
        if (!reason)
            return nullptr;
        const auto place = static_cast<std::size_t>(*reason);
        if (count.at(place)++ == 0)
            first.at(place) = &job;
    }
    return first.at(static_cast<std::size_t>(std::ranges::max_element(count) - count.begin()));
}

QString holderOf(const RunFacts &facts, const QString &community)
{
    const auto found = std::ranges::find(facts.databases, community, &DatabaseFacts::community);
    if (found == facts.databases.end())
        return {};
    if (found->sight && found->sight->neighbours.writer)
        return nameOf(*found->sight->neighbours.writer);
    return found->holder;
}

QString reasonText(const sync::JobSnapshot &job, const RunFacts &facts)
{
    const QString host = job.phaseHost.isEmpty() ? job.key.name : job.phaseHost;
    switch (reasonOf(job).value_or(Reason::Network)) {
    case Reason::Lock: {
        const QString holder = holderOf(facts, job.key.community);
        return holder.isEmpty()
                   ? Tr::tr("jobs wait for the write lock of %1.").arg(facts.names.of(job.key.community))
                   : Tr::tr("%1 has the write lock of %2.").arg(holder, facts.names.of(job.key.community));
    }
    case Reason::Limit:
        return job.phaseUntil.isValid()
                   ? Tr::tr("the limit of %1 is used up until %2.").arg(host, formatWhen(job.phaseUntil))
                   : Tr::tr("the limit of %1 is used up.").arg(host);
    case Reason::Network:
        break;
    }
    return Tr::tr("jobs wait for %1.").arg(host);
}

std::optional<Alarm> pinnedWal(const RunFacts &facts)
{
    for (const DatabaseFacts &database : facts.databases) {
        if (!database.sight || !database.walLeft || database.sight->walBytes <= store::walLimit)
            continue;
        const std::vector<store::Process> &readers = database.sight->neighbours.readers;
        const QString reader = readers.empty() ? Tr::tr("a reader") : nameOf(readers.front());
        return Alarm{.kind = Alarm::Kind::PinnedWal,
                     .where = {.community = database.community, .kind = {}, .name = {}},
                     .ofLock = true,
                     .text = Tr::tr("The WAL of %1 has grown to %2: %3 still reads an old state of it.")
                                 .arg(facts.names.of(database.community),
                                      formatBytes(database.sight->walBytes), reader)};
    }
    return std::nullopt;
}
} // namespace

std::optional<Alarm> Alarms::judge(const RunFacts &facts)
{
    if (!facts.run.running || facts.run.cancelling)
        return std::nullopt;
    if (m_run != facts.run.startedAt) {
        *this = {};
        m_run = facts.run.startedAt;
        m_workedAt = facts.now;
    }
    // Each one is asked: it has to see how things go.
    const std::array<std::optional<Alarm>, 3> alarms{idleLock(facts), noProgress(facts), pinnedWal(facts)};
    const auto *first = std::ranges::find_if(alarms, [](const auto &alarm) { return alarm.has_value(); });
    return first == alarms.end() ? std::nullopt : *first;
}

std::optional<Alarm> Alarms::idleLock(const RunFacts &facts)
{
    std::optional<Alarm> alarm;
    std::chrono::nanoseconds longest = idleLockAfter;
    for (const DatabaseFacts &database : facts.databases) {
        if (!database.sight || !database.sight->neighbours.writer) {
            m_holds.remove(database.community);
            continue;
        }
        const store::Process &writer = *database.sight->neighbours.writer;
        const Hold hold{writer.pid, writer.started, database.sight->written};
        const auto known = m_holds.constFind(database.community);
        if (known == m_holds.constEnd() || known->first != hold) {
            m_holds.insert(database.community, {hold, facts.now});
            continue;
        }
        const std::chrono::nanoseconds time = facts.now - known->second;
        if (time < longest)
            continue;
        longest = time;
        alarm = {.kind = Alarm::Kind::IdleLock,
                 .where = {.community = database.community, .kind = {}, .name = {}},
                 .ofLock = true,
                 .text = Tr::tr("%1 has had the write lock of %2 for %3 and writes nothing.")
                             .arg(nameOf(writer), facts.names.of(database.community), lasting(time))};
    }
    return alarm;
}

std::optional<Alarm> Alarms::noProgress(const RunFacts &facts)
{
    const sync::Costs costs = facts.run.costs();
    const auto ended = static_cast<int>(std::ranges::count_if(facts.run.jobs, &sync::JobSnapshot::ended));
    const Work work{facts.run.counts().done(), costs.requests, costs.bytes, costs.locks.holds, ended};
    const sync::JobSnapshot *job = mostOf(facts.run);
    if (work != m_work || job == nullptr) {
        m_work = work;
        m_workedAt = facts.now;
    }
    const std::chrono::nanoseconds time = facts.now - m_workedAt;
    if (time < noProgressAfter)
        return std::nullopt;
    return Alarm{.kind = Alarm::Kind::NoProgress,
                 .where = job->key,
                 .ofLock = job->phase == sync::Phase::LockWait,
                 .text = Tr::tr("No progress for %1: %2").arg(lasting(time), reasonText(*job, facts))};
}

} // namespace lockkeeper::ui
