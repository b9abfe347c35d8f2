// A list of the history: sorted by its header, rows chosen with keys or the pointer, copied as text. GUI
// thread.
#pragma once

#include "ui/history/CellModel.h"

#include <QHash>
#include <QList>
#include <QTreeView>

class QSortFilterProxyModel;

namespace lockkeeper::ui {

class HistoryTable final : public QTreeView
{
    Q_OBJECT

public:
    explicit HistoryTable(const QString &accessibleName, QWidget *parent = nullptr);

    void setTable(const CellTable &table); // what was chosen is chosen no more
    // The same rows with other cells: what is chosen and where it is scrolled to stay, columns only grow.
    // Where there are others, as setTable().
    void updateTable(const CellTable &table);
    void setLeastWidth(int column, int width); // of what has to be told apart even where there is little room
    [[nodiscard]] int rows() const;
    [[nodiscard]] QList<qint64> chosenIds() const; // from the top
    void choose(const QList<qint64> &ids);
    void copyChosen() const; // all that is shown if nothing is chosen; tabs between cells

Q_SIGNALS:
    void choiceMoved();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitColumns(); // so that all are in sight, if they can be
    void makeRoomForArrow(int column);

    CellModel m_model;
    QSortFilterProxyModel *m_sorted;
    QList<int> m_widest; // that each column's texts have been since setTable()
    QHash<int, int> m_least;
    bool m_fitting = false;
    bool m_dragged = false; // a column, by somebody: that stays
};

} // namespace lockkeeper::ui
