// "Locks": who holds the write lock, who waits, and what that costs: now, over time, and as tables. Costs
// nothing while hidden. GUI thread.
#pragma once

#include "events/Monitor.h"
#include "sync/Snapshot.h"
#include "ui/contention/FileSaver.h"
#include "ui/contention/IncidentModel.h"
#include "ui/contention/LockExport.h"
#include "ui/contention/SourceModel.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QSettings;
class QSpinBox;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace lockkeeper::ui {

class LockCanvas;
class NowStrip;
class OverTime;
class StatisticsPane;
class TablePanel;

class ContentionPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ContentionPage(QSettings &settings, QWidget *parent = nullptr); // `settings` outlives the page

    void setMonitor(const events::Monitor *monitor); // null before there is one, and before it goes
    void setCommunityNames(const CommunityNames &names);
    void setRunning(bool running);
    void setWatched(bool watched);
    // A job's lane, over the time of its last run where that is known.
    void showJob(const sync::JobSnapshot &job);
    void showNow(const QString &community); // what goes on there
    void saveState();

    [[nodiscard]] LockCanvas &canvas() const { return *m_canvas; }

Q_SIGNALS:
    void failed(const QString &text); // an export, for the log

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void makeBar();
    void makePanels();
    void connectCanvas();
    QToolButton *addButton(const QString &name, const QString &iconName, const QString &text,
                           const QString &toolTip);
    void updateTimers();
    void updateNow(); // unless the picture stands still
    void showNow();
    void updateCommunities(); // when others came
    void fillCommunities();
    void updateView(); // what depends on the stretch of time that is seen
    void updateIncidents();
    void updateStatistics();
    void beginFigures();
    void goOnWithFigures(); // some lanes at a time
    void updateOverTime();
    void chooseCommunity(int index);
    void showIncident(int row);
    void exportRows(const QString &what, const std::function<QByteArray(ExportFormat)> &content);
    [[nodiscard]] events::Range span() const; // what the numbers are of
    [[nodiscard]] std::int64_t threshold() const;

    QSettings &m_settings;
    const events::Monitor *m_monitor = nullptr;
    QComboBox *m_community;
    QToolButton *m_follow = nullptr;
    QToolButton *m_pause = nullptr;
    QLabel *m_length;
    QLabel *m_lost;
    QLabel *m_told; // what became of an export
    NowStrip *m_now;
    LockCanvas *m_canvas;
    IncidentModel m_incidentModel;
    SourceModel m_sourceModel;
    TablePanel *m_incidents = nullptr;
    TablePanel *m_sources = nullptr;
    OverTime *m_overTime = nullptr;
    StatisticsPane *m_statistics;
    QSpinBox *m_threshold;
    QTabWidget *m_tabs;
    QSplitter *m_below;
    QSplitter *m_splitter;
    FileSaver m_saver;
    QTimer m_nowTimer{this};    // the strip
    QTimer m_panelTimer{this};  // the panels, when something changed
    QTimer m_figureTimer{this}; // the sources' figures, slice by slice
    std::vector<SourceFigures> m_figures;
    std::vector<events::LaneId> m_figureLanes; // still to be asked for
    events::Range m_figureRange;
    CommunityNames m_communityNames;
    bool m_stale = true; // the panels
    bool m_watched = true;
    bool m_running = false;
};

} // namespace lockkeeper::ui
