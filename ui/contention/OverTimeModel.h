// What is painted over time as a table: a row a step of time, with the four rates, the WAL, its checkpoints,
// and whether a reader keeps it from being emptied. GUI thread.
#pragma once

#include "ui/contention/LockNames.h"
#include "ui/contention/TimeSteps.h"

#include <QAbstractTableModel>

#include <vector>

namespace lockkeeper::ui {

class OverTimeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Waits, Waited, Commits, Rows, Wal, Checkpoints, Pinned, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    // In the order of time, each `stepNs` after the one before. Steps that are the same ones as before keep
    // their rows.
    void setSteps(std::vector<TimeStep> steps, std::int64_t stepNs, const LockNames &names,
                  const WallClock &clock);
    [[nodiscard]] const std::vector<TimeStep> &steps() const { return m_steps; }
    [[nodiscard]] const LockNames &names() const { return m_names; }
    [[nodiscard]] const WallClock &clock() const { return m_clock; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant value(const TimeStep &step, int column) const; // what is sorted by
    [[nodiscard]] QString text(const TimeStep &step, int column) const;
    [[nodiscard]] QString details(const TimeStep &step, int column) const;
    void removeRowsAt(int row, int count);
    void insertRowsAt(int row, std::vector<TimeStep>::const_iterator first, int count);

    std::vector<TimeStep> m_steps;
    std::int64_t m_stepNs = 0;
    LockNames m_names;
    WallClock m_clock = WallClock::now();
};

} // namespace lockkeeper::ui
