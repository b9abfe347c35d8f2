// What a table is narrowed down to: a line a condition, as many as somebody adds. GUI thread.
#pragma once

#include "inspect/tables/TableFilter.h"

#include <QList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace lockkeeper::ui {

class TableFilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TableFilterBar(QWidget *parent = nullptr);

    void setTable(const inspect::TableInfo &table); // without a condition
    [[nodiscard]] QList<inspect::ColumnFilter> filters() const;
    void add(const QString &column); // a line for it, ready to be typed into; empty: the first one
    void clear();

Q_SIGNALS:
    void changed(); // a moment after somebody typed
    void emptied(); // the last line is gone

private:
    struct Line
    {
        QWidget *whole;
        QComboBox *column;
        QComboBox *condition;
        QLineEdit *value;
    };

    void remove(const QWidget *line);
    void showValue(const Line &line);

    inspect::TableInfo m_table;
    QVBoxLayout *m_layout;
    QList<Line> m_lines;
    QTimer m_typing;
    int m_added = 0;
};

} // namespace lockkeeper::ui
