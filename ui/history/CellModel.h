// A table of cells made beforehand: what is shown is a pure function's answer, and the model only hands it
// out. GUI thread.
#pragma once

#include "ui/common/Icons.h"

#include <QAbstractTableModel>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace lockkeeper::ui {

struct Cell
{
    QString text;
    QVariant order;    // what it is sorted by; the text where it is invalid. A number stands at the right
    QString icon = {}; // a name for icon()
    IconTone tone = IconTone::Text;
    QString toolTip = {};
    QString spoken = {};              // for a screen reader, where the text alone would not do
    QList<double> line = {};          // of a sparkline, the oldest first
    std::optional<double> share = {}; // of a bar, 0 … 1
};

struct CellRow
{
    qint64 id = 0;
    QList<Cell> cells;
};

struct CellTable
{
    QStringList headers;
    QList<CellRow> rows;
};

class CellModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int OrderRole = Qt::UserRole;
    static constexpr int IdRole = Qt::UserRole + 1;
    static constexpr int LineRole = Qt::UserRole + 2;  // QList<double>
    static constexpr int ShareRole = Qt::UserRole + 3; // double

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const CellTable &table);
    bool updateTable(const CellTable &table); // in place; false, and nothing is done: it has other rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    CellTable m_table;
};

} // namespace lockkeeper::ui
