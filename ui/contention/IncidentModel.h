// Holds that made others wait, in the order of time, so that a row stays with its hold while others come and
// grow costlier; the view sorts. GUI thread.
#pragma once

#include "events/Views.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/TimeTicks.h"

#include <QAbstractTableModel>

#include <vector>

namespace lockkeeper::ui {

class IncidentModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Holder, Held, Caused, Victims, Longest, Rows, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setIncidents(std::vector<events::Incident> incidents, const LockNames &names,
                      const WallClock &clock);
    // By row.
    [[nodiscard]] const std::vector<events::Incident> &incidents() const { return m_incidents; }
    [[nodiscard]] std::vector<events::Incident> ranked() const; // the costliest first
    [[nodiscard]] const LockNames &names() const { return m_names; }
    [[nodiscard]] const WallClock &clock() const { return m_clock; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<events::Incident> m_incidents;
    LockNames m_names;
    WallClock m_clock = WallClock::now();
};

// "MNE-Python › GitHub › mne-tools/mne-python", "MNE-Python › python3 (pid 4711)"
[[nodiscard]] QString holderText(const events::Incident &incident, const LockNames &names);
// A line a victim, for the tool tip.
[[nodiscard]] QString victimsText(const events::Incident &incident, const LockNames &names);

} // namespace lockkeeper::ui
