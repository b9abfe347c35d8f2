// The tree's header: columns can be moved, resized and hidden, and are remembered by their ids.
#pragma once

#include "ui/dashboard/ColumnState.h"

#include <QHash>
#include <QHeaderView>

class QMenu;
class QSettings;

namespace lockkeeper::ui {

class ColumnHeader final : public QHeaderView
{
    Q_OBJECT

public:
    // `settings` outlives the header.
    explicit ColumnHeader(QSettings &settings, QWidget *parent = nullptr);

    void restoreColumns(); // once the model is set
    void resetColumns();
    void setColumnVisible(Column column, bool visible);
    [[nodiscard]] QList<ColumnState> columnStates() const;
    void fillMenu(QMenu &menu); // a check box a column, and "Reset columns"

private:
    void apply(const QList<ColumnState> &states);
    void remember();
    [[nodiscard]] QList<ColumnState> fittingStates() const;
    void restoreSorting();

    QSettings &m_settings;
    QHash<int, int> m_hiddenWidths; // of sections before they were hidden
    bool m_applying = false;
};

} // namespace lockkeeper::ui
