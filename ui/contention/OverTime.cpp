#include "ui/contention/OverTime.h"

#include "ui/contention/TablePanel.h"

#include <QHeaderView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::ui {

OverTime::OverTime(QWidget *parent)
    : QObject(parent)
    , m_panel(new TablePanel(m_model, OverTimeModel::SortRole, u"lockTimeView"_s,
                             tr("Rates and the WAL over time"), parent))
{
    m_panel->setEmptyText(tr("Nothing has been written yet."));
    m_panel->fitColumns(OverTimeModel::Pinned, {});
    m_panel->view().header()->resizeSection(OverTimeModel::When,
                                            parent->fontMetrics().horizontalAdvance(u"00:00:00.000"_s) + 12);
    m_panel->view().header()->resizeSection(OverTimeModel::Wal,
                                            parent->fontMetrics().horizontalAdvance(u"000.0 MiB"_s) + 14);
    m_panel->sortBy(OverTimeModel::When, Qt::DescendingOrder);
    connect(&m_timer, &QTimer::timeout, this, &OverTime::goOn);
}

void OverTime::begin(const events::Monitor &monitor, Wanted wanted)
{
    m_monitor = &monitor;
    m_wanted = std::move(wanted);
    m_next = 0;
    m_steps.clear();
    for (int i = 0; i < m_wanted.grid.count(); ++i)
        m_steps.push_back({.time = m_wanted.grid.step(i), .databases = {}});
    m_timer.start(0ms);
}

void OverTime::stop()
{
    m_timer.stop();
    m_monitor = nullptr;
}

void OverTime::clear()
{
    stop();
    m_model.setSteps({}, 0, {}, m_wanted.clock);
}

void OverTime::goOn()
{
    if (m_next < m_wanted.databases.size()) {
        const std::vector<DatabaseStep> own =
            databaseSteps(*m_monitor->read(), m_wanted.databases[m_next], m_wanted.grid);
        for (std::size_t i = 0; i < own.size(); ++i)
            m_steps[i].databases.push_back(own[i]);
        ++m_next;
    }
    if (m_next < m_wanted.databases.size())
        return;
    stop();
    m_model.setSteps(std::move(m_steps), m_wanted.grid.stepNs, m_wanted.names, m_wanted.clock);
    m_steps.clear();
}

} // namespace lockkeeper::ui
