// A sortable table under a bar of its own, which can be copied and exported. GUI thread.
#pragma once

#include <QAbstractItemModel>
#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;

namespace lockkeeper::ui {

class TablePanel final : public QWidget
{
    Q_OBJECT

public:
    // `model` outlives the panel; rows sort by `sortRole`. `name` is what the table is called by a screen
    // reader.
    TablePanel(QAbstractItemModel &model, int sortRole, const QString &id, const QString &name,
               QWidget *parent = nullptr);

    [[nodiscard]] QTreeView &view() const { return *m_view; }
    [[nodiscard]] QHBoxLayout &bar() const { return *m_bar; } // what stands left of the buttons
    void setEmptyText(const QString &text);                   // shown instead of no rows
    void sortBy(int column, Qt::SortOrder order);
    // To their headers and usual numbers; the arrow that shows what is sorted by has room where it is. `wide`
    // takes what is left, and no less than `sample` needs.
    void fitColumns(int wide, const QString &sample);
    void copySelected() const; // all of what is shown if nothing is selected

Q_SIGNALS:
    void rowChosen(int row); // of the model: by click or Enter
    void exportWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int widthFor(int column, bool arrow) const;
    void fitWide();

    QSortFilterProxyModel *m_sorted;
    QTreeView *m_view;
    QHBoxLayout *m_bar;
    QPushButton *m_export;
    QString m_emptyText;
    int m_wide = -1; // the column that takes what is left; -1: none
    int m_wideLeast = 0;
};

} // namespace lockkeeper::ui
