// The changes of a run as a list that grows as it is scrolled: a run may have added hundreds of thousands.
// GUI thread.
#pragma once

#include "inspect/changes/RunChanges.h"

#include <QAbstractTableModel>

namespace lockkeeper::ui {

class ChangeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Kind, Title, Where, Changed, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const inspect::ChangeWindow &window);
    [[nodiscard]] const inspect::RunChange *at(const QModelIndex &index) const; // null: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Where somebody scrolls near the end. Not fetchMore(): a view that is yet to be laid out asks for that
    // until there is no more.
    void askForMore();

Q_SIGNALS:
    void moreWanted(qint64 after); // once until something is appended

private:
    QList<inspect::RunChange> m_changes;
    bool m_more = false;
    bool m_asked = false;
};

} // namespace lockkeeper::ui
