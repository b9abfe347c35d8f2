// A day, typed: a year, a month or a day; empty is none. GUI thread.
#pragma once

#include <QDate>
#include <QLineEdit>

namespace lockkeeper::ui {

class DayField final : public QLineEdit
{
    Q_OBJECT

public:
    enum class Edge { First, Last }; // which day of a year or month that was typed

    explicit DayField(Edge edge, QWidget *parent = nullptr);

    [[nodiscard]] QDate day() const { return m_day; } // invalid: none, or what was typed is none

Q_SIGNALS:
    void dayChanged();

private:
    void read();

    Edge m_edge;
    QDate m_day;
    QAction *m_wrong; // seen while what was typed is no day
};

// "2024", "2024-05", "2024-05-17"; invalid: none of them. Pure.
[[nodiscard]] QDate typedDay(const QString &text, DayField::Edge edge);

} // namespace lockkeeper::ui
