// Sees to the alarms of a run: once a second it asks what the events tell, and has somebody on another thread
// look at the databases from outside. GUI thread; nothing here waits.
#pragma once

#include "sync/Catalog.h"
#include "ui/common/CommunityNames.h"
#include "ui/dashboard/Alarms.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <optional>

namespace lockkeeper::events {
class Monitor;
}

namespace lockkeeper::ui {

class AlarmWatch final : public QObject
{
    Q_OBJECT

public:
    explicit AlarmWatch(QObject *parent = nullptr);
    ~AlarmWatch() override; // a look that is under way ends first

    void setMonitor(const events::Monitor *monitor); // null before there is one, and before it goes
    void setCatalog(const sync::Catalog &catalog);   // where the databases are
    void setSnapshot(const sync::RunSnapshot &run);  // some times a second while a run is under way

    [[nodiscard]] const std::optional<Alarm> &alarm() const { return m_alarm; }

Q_SIGNALS:
    void changed();

private:
    void look(const sync::RunSnapshot &run);
    [[nodiscard]] QList<DatabaseFacts> facts(std::chrono::nanoseconds now) const;

    const events::Monitor *m_monitor = nullptr;
    QHash<QString, QString> m_paths; // by community
    CommunityNames m_names;
    QHash<QString, store::Sight> m_sights; // of the last look, by community
    QDateTime m_run;                       // that they are of
    Alarms m_alarms;
    std::optional<Alarm> m_alarm;
    std::chrono::nanoseconds m_judgedAt{};
    bool m_looking = false;
    QThreadPool m_pool;
};

} // namespace lockkeeper::ui
