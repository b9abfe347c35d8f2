// The table of what is painted over time, and who asks for it: one database after the other, so that the
// window goes on between them. Costs nothing until begin(). GUI thread.
#pragma once

#include "events/Monitor.h"
#include "ui/contention/OverTimeModel.h"

#include <QObject>
#include <QTimer>

#include <vector>

class QWidget;

namespace lockkeeper::ui {

class TablePanel;

class OverTime final : public QObject
{
    Q_OBJECT

public:
    explicit OverTime(QWidget *parent);

    [[nodiscard]] TablePanel &panel() const { return *m_panel; }
    [[nodiscard]] const OverTimeModel &model() const { return m_model; }

    struct Wanted
    {
        std::vector<events::DatabaseId> databases;
        StepGrid grid;
        LockNames names;
        WallClock clock = WallClock::now();
    };
    // Asks anew; `monitor` is to be there until stop() or the end of it.
    void begin(const events::Monitor &monitor, Wanted wanted);
    void stop();
    void clear(); // and shows nothing

private:
    void goOn();

    OverTimeModel m_model;
    TablePanel *m_panel; // the parent's
    QTimer m_timer{this};
    const events::Monitor *m_monitor = nullptr;
    Wanted m_wanted;
    std::vector<TimeStep> m_steps; // so far
    std::size_t m_next = 0;        // of the databases
};

} // namespace lockkeeper::ui
