#include "ui/dashboard/AlarmWatch.h"

#include "events/Monitor.h"
#include "ui/contention/LockNames.h"

#include <QFile>

namespace lockkeeper::ui {

namespace {
constexpr std::chrono::seconds interval{1};
constexpr std::chrono::seconds checkpointsBack{300}; // the last one counts

bool lastLeftSome(const std::vector<events::WalColumn> &columns)
{
    const auto last = std::find_if(columns.rbegin(), columns.rend(),
                                   [](const events::WalColumn &one) { return one.checkpoints > 0; });
    return last != columns.rend() && last->pinned;
}
} // namespace

AlarmWatch::AlarmWatch(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

AlarmWatch::~AlarmWatch()
{
    m_pool.waitForDone();
}

void AlarmWatch::setMonitor(const events::Monitor *monitor)
{
    m_monitor = monitor;
}

void AlarmWatch::setCatalog(const sync::Catalog &catalog)
{
    m_names = CommunityNames(catalog);
    m_paths.clear();
    for (const sync::CatalogEntry &entry : catalog.entries) {
        if (!entry.database.path.isEmpty())
            m_paths.insert(entry.loaded.id, entry.database.path);
    }
}

void AlarmWatch::setSnapshot(const sync::RunSnapshot &run)
{
    const std::chrono::nanoseconds now = events::Clock::now().time_since_epoch();
    std::optional<Alarm> alarm;
    if (run.running) {
        if (m_run != run.startedAt) { // whoever was there during the last run may be gone
            m_run = run.startedAt;
            m_sights.clear();
            m_judgedAt = {};
        }
        if (now - m_judgedAt < interval)
            return;
        m_judgedAt = now;
        alarm = m_alarms.judge({.now = now, .run = run, .databases = facts(now), .names = m_names});
        look(run);
    }
    if (alarm == m_alarm)
        return;
    m_alarm = alarm;
    Q_EMIT changed();
}

QList<DatabaseFacts> AlarmWatch::facts(std::chrono::nanoseconds now) const
{
    QList<DatabaseFacts> databases;
    if (m_monitor == nullptr)
        return databases;
    const LockNames names(m_monitor->names());
    const auto reading = m_monitor->read();
    for (auto path = m_paths.constBegin(); path != m_paths.constEnd(); ++path) {
        const events::DatabaseId id = names.databaseOf(path.key());
        if (id == 0)
            continue;
        DatabaseFacts one{.community = path.key(), .holder = {}, .sight = {}};
        if (const std::optional<events::Span> holder = reading->lockNow(id, now.count()).holder)
            one.holder = names.isForeign(holder->lane) ? names.process(holder->pid, now.count())
                                                       : names.path(0, holder->lane, holder->job);
        const events::Range back{now.count() - std::chrono::nanoseconds(checkpointsBack).count(),
                                 now.count()};
        one.walLeft = lastLeftSome(reading->wal(id, back, static_cast<int>(checkpointsBack.count())));
        if (const auto sight = m_sights.constFind(path.key()); sight != m_sights.constEnd())
            one.sight = *sight;
        databases.append(one);
    }
    return databases;
}

void AlarmWatch::look(const sync::RunSnapshot &run)
{
    if (m_looking)
        return;
    QHash<QString, QString> paths;
    for (const sync::JobSnapshot &job : run.jobs) {
        if (!job.ended() && m_paths.contains(job.key.community))
            paths.insert(job.key.community, m_paths.value(job.key.community));
    }
    m_looking = true;
    m_pool.start([this, paths, ofRun = m_run] {
        QHash<QString, store::Sight> sights;
        for (auto path = paths.constBegin(); path != paths.constEnd(); ++path)
            sights.insert(path.key(), store::lookAt(QFile::encodeName(path.value()).toStdString()));
        QMetaObject::invokeMethod(
            this,
            [this, sights, ofRun] {
                m_looking = false;
                if (ofRun == m_run)
                    m_sights = sights;
            },
            Qt::QueuedConnection);
    });
}

} // namespace lockkeeper::ui
