// The log as a list: follows its end unless scrolled up, can be filtered by level and copied. GUI thread.
#pragma once

#include "ui/dashboard/LogModel.h"

#include <QWidget>

class QComboBox;
class QSortFilterProxyModel;
class QTreeView;

namespace lockkeeper::ui {

class LogPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(LogModel &model, QWidget *parent = nullptr); // `model` outlives the panel

    void setLowestLevel(LogLevel level);
    void copySelected() const; // all of what is shown if nothing is selected

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool atEnd() const;
    void fitWhere(int first, int last); // to the rows that came
    void widenWhere();

    LogModel &m_model;
    QSortFilterProxyModel *m_filter;
    QTreeView *m_view;
    QComboBox *m_levels;
    bool m_following = true;
    int m_whereWanted = 0;
    bool m_fitting = false;
    bool m_whereByHand = false; // then it stays as the maintainer dragged it
};

} // namespace lockkeeper::ui
