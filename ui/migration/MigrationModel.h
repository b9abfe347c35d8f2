// The sheet's table: a row a database, with a box to tick where something can be done. GUI thread.
#pragma once

#include "ui/migration/MigrationRow.h"

#include <QAbstractTableModel>
#include <QList>

#include <functional>

namespace lockkeeper::ui {

class MigrationModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Community, Modes, Size, Users, State, Progress, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setDatabases(const QList<MigrationDatabase> &databases, migration::Mode to); // all of them anew
    void setLocked(bool locked);                                                      // no box can be ticked
    void setTicked(int row, bool ticked);
    void change(const QString &community, const std::function<void(MigrationRow &)> &step);
    void changeAll(const std::function<void(MigrationRow &)> &step);

    [[nodiscard]] const QList<MigrationRow> &rows() const { return m_rows; }
    [[nodiscard]] int ticked() const; // boxes

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    [[nodiscard]] QVariant cellText(const MigrationRow &row, int column) const;
    void tellChanged(int first, int last);

    QList<MigrationRow> m_rows;
    bool m_locked = false;
};

} // namespace lockkeeper::ui
