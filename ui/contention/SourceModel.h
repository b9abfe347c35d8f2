// The lanes as a table: what each source waited, held and wrote in a stretch of time. GUI thread.
#pragma once

#include "events/Views.h"
#include "ui/contention/LockNames.h"

#include <QAbstractTableModel>

#include <vector>

namespace lockkeeper::ui {

struct SourceFigures
{
    events::LaneId lane = 0;
    QString community; // its id
    QString name;      // as it is shown
    QString source;
    events::Statistics statistics;
};

class SourceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Community,
        Source,
        Waits,
        Waited,
        LongestWait,
        Holds,
        Held,
        LongestHold,
        Commits,
        Rows,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setFigures(std::vector<SourceFigures> figures);
    [[nodiscard]] const std::vector<SourceFigures> &figures() const { return m_figures; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<SourceFigures> m_figures;
};

} // namespace lockkeeper::ui
