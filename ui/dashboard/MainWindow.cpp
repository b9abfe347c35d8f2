#include "ui/dashboard/MainWindow.h"

#include "ui/common/DatabaseWork.h"
#include "ui/common/FocusTeller.h"
#include "ui/common/Icons.h"
#include "ui/contention/ContentionPage.h"
#include "ui/dashboard/AlarmWatch.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/ColumnHeader.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/Dialogs.h"
#include "ui/dashboard/FilterField.h"
#include "ui/dashboard/GreetingPage.h"
#include "ui/dashboard/RunLog.h"
#include "ui/dashboard/StatusLine.h"
#include "ui/health/HealthPage.h"
#include "ui/history/HistoryPage.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/migration/MigrationDialog.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int databasesAtOnce = 4;
} // namespace

MainWindow::MainWindow(const Surroundings &surroundings, QWidget *parent)
    : QMainWindow(parent)
    , m_surroundings(surroundings)
    , m_actions(new Actions(*this))
    , m_run(new RunControl(this))
    , m_work(new DatabaseWork(databasesAtOnce, this))
    , m_alarms(new AlarmWatch(this))
    , m_log(new LogModel(this))
    , m_banner(new Banner(this))
    , m_pages(new QStackedWidget(this))
    , m_dashboard(new DashboardPage(surroundings.state, this))
    , m_contention(new ContentionPage(surroundings.state, this))
    , m_history(new HistoryPage(this))
    , m_health(new HealthPage(*m_work, surroundings.sqliteVersion, this))
    , m_inspector(new InspectorPage(surroundings.state, this))
    , m_status(new StatusLine(surroundings.sqliteVersion, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(programIcon());
    setDemo(false);
    new FocusTeller(this);
    m_pages->setObjectName(u"pages"_s);
    m_pages->addWidget(m_dashboard);
    m_pages->addWidget(m_contention);
    m_pages->addWidget(m_history);
    m_pages->addWidget(m_health);
    m_pages->addWidget(m_inspector);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
    setAcceptDrops(true);
    setStatusBar(m_status);
    makeToolBar();
    makeLog();
    makeMenus();
    connectActions();
    connectSelection();
    connectRun();
    connectNotice();
    connectHealth();
    connectInspector();
    restoreLayout();
    showReading();
    m_status->showState({}, {});
    updateActions();
}

MainWindow::~MainWindow()
{
    // The engine may tell of a run's end after this; its listeners go first.
    m_run->setEngine(nullptr);
}

void MainWindow::setEngine(sync::Engine *engine, const events::Monitor *monitor)
{
    m_contention->setMonitor(monitor);
    m_alarms->setMonitor(monitor);
    m_run->setEngine(engine);
    m_work->setEngine(engine);
    updateActions();
}

void MainWindow::setBusyTimeout(std::chrono::milliseconds timeout)
{
    m_busyTimeout = timeout;
    m_health->setBusyTimeout(timeout);
}

void MainWindow::setBackups(const QString &folder, const backup::Retention &retention, bool first)
{
    m_backupFolder = folder;
    m_retention = retention;
    m_backupFirst = first;
    m_health->setBackups(folder, retention);
}

void MainWindow::resetColumns()
{
    m_dashboard->tree().columnHeader().resetColumns();
}

void MainWindow::tellNotice(const QString &text)
{
    m_log->append(
        {{.time = QDateTime::currentDateTimeUtc(), .level = LogLevel::Warning, .where = {}, .text = text}});
}

void MainWindow::setHistory(const QString &path)
{
    m_history->setPath(path);
    m_health->setHistory(path);
    m_historyPath = path;
}

void MainWindow::showKept()
{
    m_history->refresh();
    m_health->refresh();
}

void MainWindow::showNotKept(const Error &error)
{
    LogEntry entry = logError(error, QDateTime::currentDateTimeUtc());
    entry.level = LogLevel::Warning; // the sync is as it was
    m_log->append({entry});
    m_history->showError(error);
}

void MainWindow::setDemo(bool demo)
{
    m_demo = demo;
    setWindowTitle(demo ? tr("Lockkeeper – demo") : tr("Lockkeeper"));
}

void MainWindow::showReading()
{
    m_dashboard->showReading();
    m_greets = false;
    showPage();
    updateActions();
}

void MainWindow::showGreeting()
{
    greeting().setNotice({});
    m_greets = true;
    showPage();
    updateActions();
}

void MainWindow::setCatalog(const sync::Catalog &catalog)
{
    m_dashboard->setCatalog(catalog);
    m_alarms->setCatalog(catalog);
    const CommunityNames names(catalog);
    m_contention->setCommunityNames(names);
    m_history->setCommunityNames(names);
    m_health->setCatalog(catalog);
    showPlaces(catalog);
    m_run->setCommunities(catalog.healthy());
    if (catalog.entries.isEmpty()) {
        const QString folder = QDir::toNativeSeparators(catalog.communitiesDir);
        greeting().setNotice(catalog.error ? catalog.error->text
                                           : tr("There are no communities in %1.").arg(folder));
    }
    if (m_greets != catalog.entries.isEmpty()) {
        m_greets = catalog.entries.isEmpty();
        showPage();
    }

    QList<LogEntry> problems = logCatalog(catalog, {});
    const auto same = [](const LogEntry &one, const LogEntry &other) {
        return one.where == other.where && one.text == other.text;
    };
    if (!std::ranges::equal(problems, m_toldProblems, same)) {
        m_toldProblems = problems;
        for (LogEntry &entry : problems)
            entry.time = QDateTime::currentDateTimeUtc();
        m_log->append(problems);
    }
    m_status->showState(catalog, m_run->last());
    updateActions();
    showOpened();
    showSaved();
}

void MainWindow::showError(const Error &error)
{
    m_log->append({logError(error, QDateTime::currentDateTimeUtc())});
    greeting().setNotice(error.hint.isEmpty() ? error.text : error.text + ' '_L1 + error.hint);
    m_greets = true;
    showPage();
}

void MainWindow::showPage()
{
    QWidget *page = m_dashboard;
    if (m_actions->locksView->isChecked())
        page = m_contention;
    else if (m_actions->historyView->isChecked())
        page = m_history;
    else if (m_actions->databasesView->isChecked())
        page = m_health;
    else if (m_actions->inspectorView->isChecked())
        page = m_inspector;
    if (m_greets)
        page = &greeting();
    m_pages->setCurrentWidget(page);
    m_banner->setVisible(!m_greets); // nothing is watched yet
    page->setFocus();
    updateActions();
}

void MainWindow::showView(QAction *view)
{
    view->setChecked(true);
    showPage();
}

void MainWindow::showLocksOfCurrent()
{
    const QList<sync::JobKey> jobs = m_dashboard->tree().selectedJobs();
    if (jobs.isEmpty())
        return;
    showView(m_actions->locksView);
    sync::JobSnapshot wanted;
    wanted.key = jobs.constFirst();
    const QList<sync::JobSnapshot> &known = m_run->last().jobs;
    const auto ran = std::ranges::find(known, wanted.key, &sync::JobSnapshot::key);
    m_contention->showJob(ran == known.end() ? wanted : *ran);
}

void MainWindow::connectRun()
{
    connect(m_run, &RunControl::snapshotTaken, this, [this](const sync::RunSnapshot &run) {
        m_dashboard->setSnapshot(run);
        m_alarms->setSnapshot(run);
        m_status->showState(m_dashboard->catalog(), run);
        m_contention->setRunning(m_run->running());
        updateActions();
    });
    connect(m_alarms, &AlarmWatch::changed, m_dashboard,
            [this] { m_dashboard->setAlarm(m_alarms->alarm()); });
    connect(m_run, &RunControl::logged, m_log, &LogModel::append);
    connect(m_contention, &ContentionPage::failed, m_log, [this](const QString &text) {
        m_log->append(
            {{.time = QDateTime::currentDateTimeUtc(), .level = LogLevel::Error, .where = {}, .text = text}});
    });
    connect(m_run, &RunControl::finished, this, [this] {
        if (auto *question = findChild<QDialog *>(quitDialogName))
            question->reject(); // it asks about something that is over
        if (m_quitting)
            close();
        else
            Q_EMIT catalogWanted(); // rows, sizes and times of the last sync have changed
        Q_EMIT idle();
    });
}

void MainWindow::connectNotice()
{
    connect(m_dashboard, &DashboardPage::noticeChanged, this, [this] {
        m_banner->setNotices(m_dashboard->notices(), m_dashboard->noticeShown());
        updateActions();
    });
    connect(m_banner, &Banner::pressed, m_dashboard, &DashboardPage::answerNotice);
    connect(m_actions->notice, &QAction::triggered, m_dashboard, &DashboardPage::answerNotice);
    connect(m_banner, &Banner::nextWanted, m_dashboard, &DashboardPage::nextNotice);
    connect(m_actions->nextNotice, &QAction::triggered, m_dashboard, &DashboardPage::nextNotice);
    connect(m_dashboard, &DashboardPage::communitiesWanted, this,
            [this] { showView(m_actions->communitiesView); });
    connect(m_dashboard, &DashboardPage::locksWanted, this, [this](const QString &community) {
        showView(m_actions->locksView);
        m_contention->showNow(community);
    });
}

void MainWindow::updateActions()
{
    CommunityTree &tree = m_dashboard->tree();
    const bool shown = m_pages->currentWidget() == m_dashboard;
    Actions::State state;
    state.ready = m_run->ready() && !m_greets && !m_quitting;
    state.communitiesShown = shown;
    state.running = m_run->running();
    state.working = m_work->running();
    state.databases = !m_greets && !m_quitting && !migrationDatabases(m_dashboard->catalog()).isEmpty();
    state.databaseSelected = shown && state.databases && !selectedDatabases().isEmpty();
    state.stopping = state.running && m_run->last().cancelling;
    state.jobsSelected = shown && !tree.selectedJobs().isEmpty();
    state.activeSelected =
        shown && !selectedIn([](const Figures &figures) { return figures.active(); }).isEmpty();
    state.failedSelected = shown && !selectedIn([](const Figures &figures) {
                                         return figures.state == RowState::Failed;
                                     }).isEmpty();
    state.anyFailed = !m_dashboard->model().jobsIn(RowState::Failed).isEmpty();
    m_actions->setState(state);
    const WalCount wal = walCount(m_dashboard->catalog(), m_run->last());
    m_actions->setNotInWal(state.databases ? static_cast<int>(wal.others.size()) : 0);
    m_actions->revealFolder->setEnabled(shown && tree.currentNode());
    m_actions->copyError->setEnabled(shown && !m_dashboard->selectedErrors().isEmpty());
    m_actions->reload->setEnabled(!state.running && !state.working && !m_quitting);
    m_actions->editSources->setEnabled(shown && !m_quitting && !editable().isEmpty());
    m_actions->removeCommunity->setEnabled(shown && !m_quitting && !removable().isEmpty());
    const bool anyRows = shown && m_dashboard->model().rowCount() > 0;
    for (QAction *filter : std::as_const(m_filters)) {
        filter->setVisible(shown); // of the communities
        filter->setEnabled(anyRows);
    }
    m_actions->find->setEnabled(anyRows);
    m_actions->search->setEnabled(!m_greets);
    m_actions->newCommunity->setEnabled(!m_newCommunityPlace.communitiesDir.isEmpty() && !m_quitting);
    const qsizetype notices = m_greets ? 0 : m_dashboard->notices().size();
    m_actions->notice->setEnabled(notices > 0);
    m_actions->nextNotice->setEnabled(notices > 1);
    fitToolBar();
}

QList<sync::JobKey> MainWindow::selectedIn(bool (*fits)(const Figures &)) const
{
    QList<sync::JobKey> keys;
    CommunityModel &model = m_dashboard->model();
    for (const sync::JobKey &key : m_dashboard->tree().selectedJobs()) {
        const CommunityNode *node = model.node(model.indexOf(key));
        if (node && fits(node->figures))
            keys.append(key);
    }
    return keys;
}

} // namespace lockkeeper::ui
