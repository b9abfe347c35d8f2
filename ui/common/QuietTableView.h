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
        else                                                      // all else that it does
            QAbstractItemView::currentChanged(current, previous); // NOLINT(bugprone-parent-virtual-call)
    }
};

} // namespace lockkeeper::ui
