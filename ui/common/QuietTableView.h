// A table that does not claim the focus: QTableView tells screen readers that it is in the current cell
// whenever that is set, wherever the keys go.
#pragma once

#include <QTableView>

namespace lockkeeper::ui {

class QuietTableView : public QTableView
{
public:
    using QTableView::QTableView;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override
    {
        if (hasFocus())
            QTableView::currentChanged(current, previous);
        else
            // All else that it does. NOLINTNEXTLINE(bugprone-parent-virtual-call): its own is what is passed
            // over
            QAbstractItemView::currentChanged(current, previous);
    }
};

} // namespace lockkeeper::ui
