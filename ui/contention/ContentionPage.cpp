#include "ui/contention/ContentionPage.h"

#include "ui/common/Format.h"
#include "ui/contention/LockCanvas.h"
#include "ui/contention/LockText.h"
#include "ui/contention/NowStrip.h"
#include "ui/contention/OverTime.h"
#include "ui/contention/StatisticsPane.h"
#include "ui/contention/TablePanel.h"
#include "ui/contention/TimeTicks.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::ui {

namespace {
constexpr std::size_t mostIncidents = 500;
constexpr std::size_t lanesASlice = 6;
} // namespace

void ContentionPage::setMonitor(const events::Monitor *monitor)
{
    m_monitor = monitor;
    m_figureTimer.stop();
    m_figureLanes.clear();
    m_canvas->setMonitor(monitor);
    m_incidentModel.setIncidents({}, {}, m_canvas->clock());
    m_sourceModel.setFigures({});
    m_overTime->clear();
    updateCommunities();
    m_community->setCurrentIndex(0);
    m_stale = true;
    updateNow();
    updateTimers();
    updateView();
}

void ContentionPage::setCommunityNames(const CommunityNames &names)
{
    if (names == m_communityNames)
        return;
    m_communityNames = names;
    m_canvas->setCommunityNames(names);
    fillCommunities();
    updateNow();
    m_stale = true;
}

void ContentionPage::setRunning(bool running)
{
    if (running == m_running)
        return;
    m_running = running;
    m_stale = true; // the end of a run is in its figures
    m_canvas->setRunning(running);
}

void ContentionPage::setWatched(bool watched)
{
    m_watched = watched;
    m_canvas->setWatched(watched);
    updateTimers();
}

void ContentionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateTimers();
}

void ContentionPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateTimers();
}

// A focus proxy would do the same, but Tab would never get past it to what stands before the canvas.
void ContentionPage::focusInEvent(QFocusEvent *event)
{
    m_canvas->setFocus(event->reason());
}

void ContentionPage::updateTimers()
{
    const bool needed = m_monitor && isVisible() && m_watched;
    if (needed == m_panelTimer.isActive())
        return;
    if (!needed) {
        m_nowTimer.stop();
        m_panelTimer.stop();
        m_figureTimer.stop();
        m_overTime->stop();
        return;
    }
    m_nowTimer.start(100ms);
    m_panelTimer.start(500ms);
    m_stale = true;
    updateNow();
}

void ContentionPage::updateNow()
{
    if (!m_canvas->paused())
        showNow();
}

void ContentionPage::showNow()
{
    if (!m_monitor)
        return;
    std::vector<events::LockNow> locks;
    const std::int64_t now = m_canvas->now();
    for (const DatabaseLanes &one : m_canvas->lanes())
        locks.push_back(m_monitor->read()->lockNow(one.database, now));
    m_now->setLocks(locks, m_canvas->names());
    m_now->setVisible(!locks.empty());
    const auto lost = static_cast<qint64>(m_monitor->lost());
    m_lost->setVisible(lost > 0);
    if (lost > 0)
        m_lost->setText(
            tr("%Ln events lost", nullptr, static_cast<int>(std::min<qint64>(lost, 2'000'000'000))));
}

void ContentionPage::updateCommunities()
{
    if (!m_monitor || m_community->count() - 1 != m_canvas->names().databases())
        fillCommunities();
}

void ContentionPage::fillCommunities()
{
    const LockNames &names = m_canvas->names();
    const QSignalBlocker guard(m_community);
    const QString chosen = m_community->currentData().toString();
    m_community->clear();
    m_community->addItem(tr("All communities"), QString());
    std::vector<events::DatabaseId> databases;
    for (int database = 1; database <= names.databases(); ++database)
        databases.push_back(static_cast<events::DatabaseId>(database));
    std::ranges::sort(databases, {}, [&](events::DatabaseId one) { return names.communityName(one); });
    for (const events::DatabaseId database : databases)
        m_community->addItem(names.communityName(database), names.community(database));
    m_community->setCurrentIndex(std::max(0, m_community->findData(chosen)));
}

void ContentionPage::chooseCommunity(int index)
{
    m_canvas->setDatabase(m_canvas->names().databaseOf(m_community->itemData(index).toString()));
    m_stale = true;
    showNow();
}

void ContentionPage::updateView()
{
    m_follow->setChecked(m_canvas->view().following() && !m_canvas->paused());
    m_pause->setChecked(m_canvas->paused());
    m_length->setText(formatNanoseconds(m_canvas->view().range().length()));
    m_stale = true;
}

events::Range ContentionPage::span() const
{
    if (const std::optional<events::Range> selected = m_canvas->selected())
        return *selected;
    events::Range seen = m_canvas->view().range();
    seen.to = std::max(seen.from, std::min(seen.to, m_canvas->now()));
    return seen;
}

std::int64_t ContentionPage::threshold() const
{
    return std::max<std::int64_t>(1, m_threshold->value() * millisecond);
}

void ContentionPage::updateStatistics()
{
    if (!m_monitor || m_canvas->empty()) {
        m_statistics->setContent({}, {}, {});
        return;
    }
    const events::Range range = span();
    const events::LaneId lane = m_canvas->lane();
    const LockNames &names = m_canvas->names();
    const events::DatabaseId database = lane != 0 ? names.databaseOf(lane) : m_canvas->database();
    const events::Statistics numbers = m_monitor->read()->statistics(database, lane, range);
    const QString of = database == 0 ? tr("All communities") : names.path(database, lane, 0);
    const QString about =
        m_canvas->selected() ? tr("%1, selected time").arg(of) : tr("%1, visible time").arg(of);
    QString chosen;
    if (std::optional<events::Span> wait = m_canvas->chosen()) {
        if (wait->running) // as far as is known
            wait->time.to = std::max(wait->time.to, m_canvas->now());
        chosen = spanText(*wait, names, m_canvas->clock());
    }
    m_statistics->setContent(
        about, chosen,
        factsOf(numbers, range, m_canvas->clock(), database == 0 ? m_canvas->lanes().size() : 1));
}

void ContentionPage::updateIncidents()
{
    if (!m_monitor)
        return;
    std::vector<events::Incident> incidents = m_monitor->read()->incidents(
        m_canvas->database(), m_canvas->view().extent(), threshold(), mostIncidents);
    m_incidentModel.setIncidents(std::move(incidents), m_canvas->names(), m_canvas->clock());
}

// A question a lane, over a long time: a few at once, so that the window goes on between them.
void ContentionPage::beginFigures()
{
    if (!m_monitor)
        return;
    if (m_figureTimer.isActive()) { // they are of an earlier moment: once more when they are there
        m_stale = true;
        return;
    }
    m_figures.clear();
    m_figureLanes.clear();
    for (const DatabaseLanes &one : m_canvas->lanes())
        m_figureLanes.insert(m_figureLanes.end(), one.lanes.begin(), one.lanes.end());
    m_figureRange = span();
    m_figureTimer.start(0ms);
}

void ContentionPage::goOnWithFigures()
{
    const LockNames &names = m_canvas->names();
    for (std::size_t i = 0; i < lanesASlice && m_figures.size() < m_figureLanes.size(); ++i) {
        const events::LaneId lane = m_figureLanes[m_figures.size()];
        const events::DatabaseId database = names.databaseOf(lane);
        m_figures.push_back({.lane = lane,
                             .community = names.community(database),
                             .name = names.communityName(database),
                             .source = names.source(lane),
                             .statistics = m_monitor->read()->statistics(database, lane, m_figureRange)});
    }
    if (m_figures.size() < m_figureLanes.size())
        return;
    m_figureTimer.stop();
    m_sourceModel.setFigures(std::move(m_figures));
    m_figures.clear();
}

void ContentionPage::updateOverTime()
{
    if (!m_monitor)
        return;
    if (m_canvas->empty()) {
        m_overTime->clear();
        return;
    }
    std::vector<events::DatabaseId> databases;
    for (const DatabaseLanes &one : m_canvas->lanes())
        databases.push_back(one.database);
    const StepGrid grid = m_canvas->selected()
                              ? stepsWithin(span())
                              : roundSteps(span(), m_canvas->view().range().length(), m_canvas->clock());
    m_overTime->begin(*m_monitor, {.databases = std::move(databases),
                                   .grid = grid,
                                   .names = m_canvas->names(),
                                   .clock = m_canvas->clock()});
}

void ContentionPage::showIncident(int row)
{
    if (row < 0 || row >= m_incidentModel.rowCount())
        return;
    const events::Incident &incident = m_incidentModel.incidents()[static_cast<std::size_t>(row)];
    const LockNames &names = m_canvas->names();
    // Another community's is not in sight; all of them are better than none.
    if (m_canvas->database() != 0 && m_canvas->database() != incident.database)
        m_community->setCurrentIndex(m_community->findData(names.community(incident.database)));
    events::Range range = incident.time;
    range.from = std::min(range.from, range.to - incident.longestWaitNs);
    m_canvas->clearSelection(); // of another time
    m_canvas->show(range);
    m_canvas->chooseLane(incident.lane);
}

void ContentionPage::showJob(const sync::JobSnapshot &job)
{
    m_community->setCurrentIndex(std::max(0, m_community->findData(job.key.community)));
    const LockNames &names = m_canvas->names();
    const events::LaneId lane = names.laneOf(names.databaseOf(job.key.community), job.key.kind);
    m_canvas->chooseLane(lane);
    if (lane == 0 || job.seconds <= 0)
        return;
    if (!job.endedAt.isValid()) {
        m_canvas->setFollowing(true);
        return;
    }
    const std::int64_t end = m_canvas->clock().instantOf(job.endedAt);
    m_canvas->show({end - static_cast<std::int64_t>(job.seconds * 1e9), end});
}

void ContentionPage::showNow(const QString &community)
{
    m_community->setCurrentIndex(std::max(0, m_community->findData(community)));
    m_canvas->setFollowing(true);
}

} // namespace lockkeeper::ui
