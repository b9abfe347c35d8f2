#include "ui/contention/LockNames.h"

#include "store/values/ProcessName.h"
#include "sync/Plan.h"
#include "ui/common/Remotes.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockNames)
};

qsizetype rank(const QString &kind)
{
    static const QStringList kinds = sync::sourceKinds();
    const qsizetype place = kinds.indexOf(kind);
    if (place >= 0)
        return place;
    return kind.isEmpty() ? kinds.size() + 1 : kinds.size();
}
} // namespace

QString processText(const QString &program, std::int64_t pid)
{
    return store::processName(program, pid);
}

LockNames::LockNames(events::Names names, CommunityNames communities)
    : m_names(std::move(names))
    , m_communities(std::move(communities))
{
}

int LockNames::databases() const
{
    return std::max(0, static_cast<int>(m_names.databases.size()) - 1);
}

QString LockNames::community(events::DatabaseId database) const
{
    return database < m_names.databases.size() ? QString::fromStdString(m_names.databases[database])
                                               : QString();
}

QString LockNames::communityName(events::DatabaseId database) const
{
    return m_communities.of(community(database));
}

events::DatabaseId LockNames::databaseOf(const QString &community) const
{
    const auto begin = m_names.databases.begin();
    const auto found = std::find(begin, m_names.databases.end(), community.toStdString());
    const bool known = !community.isEmpty() && found != m_names.databases.end();
    return known ? static_cast<events::DatabaseId>(found - begin) : events::DatabaseId{0};
}

events::DatabaseId LockNames::databaseOf(events::LaneId lane) const
{
    return lane < m_names.lanes.size() ? m_names.lanes[lane].database : events::DatabaseId{0};
}

events::LaneId LockNames::laneOf(events::DatabaseId database, const QString &kind) const
{
    for (std::size_t lane = 1; lane < m_names.lanes.size(); ++lane) {
        const events::LaneName &name = m_names.lanes[lane];
        if (name.database == database && QString::fromStdString(name.kind) == kind)
            return static_cast<events::LaneId>(lane);
    }
    return 0;
}

QString LockNames::kind(events::LaneId lane) const
{
    return lane < m_names.lanes.size() ? QString::fromStdString(m_names.lanes[lane].kind) : QString();
}

bool LockNames::isForeign(events::LaneId lane) const
{
    return lane != 0 && lane < m_names.lanes.size() && m_names.lanes[lane].kind.empty();
}

QString LockNames::source(events::LaneId lane) const
{
    if (isForeign(lane))
        return Tr::tr("Other processes");
    const QString kind = this->kind(lane);
    return kind.isEmpty() ? QString() : sync::sourceTitle(kind);
}

QString LockNames::job(events::JobId job) const
{
    return remoteTitle(remote(job));
}

QString LockNames::remote(events::JobId job) const
{
    return job < m_names.jobs.size() ? QString::fromStdString(m_names.jobs[job].name) : QString();
}

QString LockNames::program(std::int64_t pid, std::int64_t time) const
{
    return QString::fromStdString(m_names.programOf(pid, time));
}

QString LockNames::process(std::int64_t pid, std::int64_t time) const
{
    return processText(program(pid, time), pid);
}

QString LockNames::path(events::DatabaseId database, events::LaneId lane, events::JobId job) const
{
    QStringList parts{communityName(database), source(lane), this->job(job)};
    parts.removeAll(QString());
    return parts.join(u" › "_s);
}

std::vector<DatabaseLanes> LockNames::arranged(const std::vector<events::LaneId> &lanes) const
{
    std::map<events::DatabaseId, std::vector<events::LaneId>> byDatabase;
    for (const events::LaneId lane : lanes)
        byDatabase[databaseOf(lane)].push_back(lane);
    std::vector<DatabaseLanes> all;
    for (auto &[database, own] : byDatabase) {
        std::ranges::stable_sort(own, {}, [this](events::LaneId lane) { return rank(kind(lane)); });
        all.push_back({database, std::move(own)});
    }
    std::ranges::sort(all, {}, [this](const DatabaseLanes &one) { return communityName(one.database); });
    return all;
}

} // namespace lockkeeper::ui
