// A table's rows and columns: columns are moved, resized, hidden, sorted by, and remembered by their names.
// GUI thread.
#pragma once

#include "ui/common/QuietTableView.h"
#include "ui/inspector/tables/TableLayout.h"
#include "ui/inspector/tables/TableModel.h"

#include <QTimer>

class QMenu;
class QSettings;

namespace lockkeeper::ui {

class TableGrid final : public QuietTableView
{
    Q_OBJECT

public:
    TableGrid(TableModel &model, QSettings &state, QWidget *parent = nullptr); // `state` outlives it

    void showColumns();                           // of the model's table, as they were left
    void sortBy(int column, Qt::SortOrder order); // -1: the table's own order; tells nobody
    [[nodiscard]] qint64 firstSeen() const;
    [[nodiscard]] qint64 lastSeen() const;         // -1: nothing is
    void fitNumbers();                             // the rows' numbers, to what there are
    [[nodiscard]] QList<int> shownColumns() const; // from the left

    void keyboardSearch(const QString &beginning) override; // never goes through the rows itself

Q_SIGNALS:
    void seen(); // other rows are
    void sortWanted(int column, Qt::SortOrder order);
    void filterWanted(const QString &column);
    void copyWanted();
    void rowWanted(int row);
    void beginningTyped(const QString &beginning);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void addKey(const QKeySequence &key, void (TableGrid::*act)());
    void sortByCurrent();
    void fillMenu(QMenu &menu, int column);
    void move(int column, int by);
    void apply(const QList<TableColumnState> &states);
    void remember();
    [[nodiscard]] QList<TableColumnState> states() const;
    [[nodiscard]] QList<TableColumnState> fittingStates() const;
    [[nodiscard]] QString key() const;

    TableModel &m_model;
    QSettings &m_state;
    QHash<int, int> m_hiddenWidths; // of sections before they were hidden
    bool m_applying = false;
    QTimer m_scrolled;
    QString m_typed;
    QTimer m_typing;
};

} // namespace lockkeeper::ui
