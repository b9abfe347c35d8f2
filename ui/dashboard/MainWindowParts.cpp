// What MainWindow is put together from: toolbar, menus, log dock, and what each action does.
#include "backup/BackupName.h"
#include "ui/common/DatabaseWork.h"
#include "ui/common/Icons.h"
#include "ui/contention/ContentionPage.h"
#include "ui/dashboard/ColumnHeader.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/Dialogs.h"
#include "ui/dashboard/FilterField.h"
#include "ui/dashboard/GreetingPage.h"
#include "ui/dashboard/LogPanel.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/health/HealthPage.h"
#include "ui/health/RehearsalDialog.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/migration/MigrationDialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDockWidget>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolBar>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView geometryKey = "window/geometry"_L1;
constexpr QLatin1StringView layoutKey = "window/layout"_L1;
constexpr QLatin1StringView viewKey = "window/view"_L1;
constexpr int layoutVersion = 1;
} // namespace

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Toolbar"));
    m_toolBar = bar;
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_actions->addTo(*bar);
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);

    m_filter = new FilterField(bar);
    m_filter->setMinimumWidth(100);
    m_filter->setMaximumWidth(260);
    m_filter->setAcceptDrops(false); // what is dropped on the window is opened
    m_states = new QComboBox(bar);
    m_states->setObjectName(u"stateFilter"_s);
    m_states->setAccessibleName(tr("Filter by state"));
    m_states->addItems({tr("All states"), tr("Running"), tr("Failed")}); // in the order of StateFilter
    m_filters = {bar->addWidget(m_filter), bar->addWidget(m_states)};
}

// What a word takes depends on the desktop's font, so it is tried. What is hidden at the moment counts as
// well: whatever comes and goes in the toolbar, its other buttons stay where they are.
void MainWindow::fitToolBar()
{
    if (m_toolBarFits == width())
        return;
    m_toolBarFits = width();
    const auto wanted = [this] {
        int sum = m_toolBar->sizeHint().width() + m_toolBar->fontMetrics().horizontalAdvance(u"00"_s);
        for (QAction *action : m_filters + QList<QAction *>{m_actions->migrateNow}) {
            if (!action->isVisible())
                sum +=
                    m_toolBar->widgetForAction(action)->sizeHint().width() + m_toolBar->layout()->spacing();
        }
        return sum;
    };
    const int room = width() + m_filter->sizeHint().width() - m_filter->minimumWidth();
    for (int step = 0; step <= Actions::narrowest; ++step) {
        m_actions->setNarrow(step);
        if (wanted() <= room)
            return;
    }
}

void MainWindow::makeMenus()
{
    auto *columns = new QMenu(tr("&Columns"), this);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_dashboard->tree().columnHeader().fillMenu(*columns);
    });
    m_actions->fillMenuBar(*this, m_surroundings.theme, columns);
    auto *toMenu = new QShortcut(Qt::Key_F10, this);
    connect(toMenu, &QShortcut::activated, this, &MainWindow::openFirstMenu);
}

// As everywhere on the desktop; of itself Qt knows only Alt with a letter.
void MainWindow::openFirstMenu()
{
    QAction *first = menuBar()->actions().constFirst();
    menuBar()->setActiveAction(first);
    first->menu()->setActiveAction(first->menu()->actions().constFirst());
}

void MainWindow::makeLog()
{
    m_logDock = new QDockWidget(tr("Log"), this);
    m_logDock->setObjectName(u"logDock"_s);
    m_logDock->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::RightDockWidgetArea);
    m_logDock->setWidget(new LogPanel(*m_log, m_logDock));
    addDockWidget(Qt::BottomDockWidgetArea, m_logDock);
    resizeDocks({m_logDock}, {180}, Qt::Vertical);
    m_logDock->hide();
    // Not of ours: a window that is closed as it is destroyed hides its docks when nothing of MainWindow is
    // left.
    connect(m_logDock, &QDockWidget::visibilityChanged, m_actions->log,
            [dock = m_logDock, action = m_actions->log] { action->setChecked(!dock->isHidden()); });
}

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    const auto on = [this](QAction *action, auto slot) {
        connect(action, &QAction::triggered, this, slot);
    };
    on(a.syncAll, [this] { m_run->syncAll(); });
    on(a.syncFull, [this] { m_run->syncAll(true); });
    on(a.syncSelected, [this] { m_run->sync(m_dashboard->tree().selectedJobs()); });
    on(a.stop, [this] { m_run->stopAll(); });
    on(a.stopSelected,
       [this] { m_run->stop(selectedIn([](const Figures &figures) { return figures.active(); })); });
    on(a.retryFailed, [this] {
        QList<sync::JobKey> keys =
            selectedIn([](const Figures &figures) { return figures.state == RowState::Failed; });
        if (keys.isEmpty())
            keys = m_dashboard->model().jobsIn(RowState::Failed);
        m_run->retry(keys);
    });
    on(a.newCommunity, [this] { showOnboarding(); });
    on(a.editSources, [this] { editSources(); });
    on(a.removeCommunity, [this] { removeCommunity(); });
    on(a.openFolder, [this] { chooseFolder(); });
    on(a.demo, [this] { Q_EMIT demoChosen(); });
    on(a.reload, [this] { Q_EMIT catalogWanted(); });
    on(a.quit, [this] { close(); });
    on(a.settings, [this] { Q_EMIT settingsWanted(); });
    for (QAction *view : {a.communitiesView, a.locksView, a.historyView, a.databasesView})
        on(view, [this, view] { showView(view); });
    on(a.showLocks, [this] { showLocksOfCurrent(); });
    on(a.find, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    on(a.details, [this](bool visible) { m_dashboard->setDetailsVisible(visible); });
    on(a.log, [this](bool visible) { m_logDock->setVisible(visible); });
    on(a.expandAll, [this] { m_dashboard->tree().expandAll(); });
    on(a.collapseAll, [this] { m_dashboard->tree().collapseAll(); });
    on(a.revealFolder,
       [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_dashboard->currentFolder())); });
    on(a.copyError, [this] { QApplication::clipboard()->setText(m_dashboard->selectedErrors()); });
    on(a.migrate, [this] { showMigration({}); });
    on(a.migrateSelected, [this] { showMigration(selectedDatabases()); });
    connect(m_dashboard, &DashboardPage::migrationWanted, this, [this] { showMigration({}); });
    on(a.rehearse, [this] { showRehearsal(); });
    connect(m_work, &DatabaseWork::changed, this, &MainWindow::updateActions);
    connect(m_work, &DatabaseWork::idle, this, [this] {
        Q_EMIT idle();
        if (m_quitting)
            close();
    });
    on(a.shortcuts, [this] { showShortcuts(this, m_actions->all()); });
    on(a.about, [this] { showAbout(this, m_surroundings.sqliteVersion); });
}

// Whoever has communities never sees it, and should not wait for it.
GreetingPage &MainWindow::greeting()
{
    if (!m_greeting) {
        m_greeting = new GreetingPage(m_surroundings.defaultCommunitiesDir, this);
        m_pages->addWidget(m_greeting);
        connect(m_greeting, &GreetingPage::demoChosen, this, &MainWindow::demoChosen);
        connect(m_greeting, &GreetingPage::newCommunityWanted, m_actions->newCommunity, &QAction::trigger);
        connect(m_greeting, &GreetingPage::folderWanted, this, &MainWindow::chooseFolder);
        connect(m_greeting, &GreetingPage::defaultFolderWanted, this, &MainWindow::defaultFolderWanted);
    }
    return *m_greeting;
}

void MainWindow::connectSelection()
{
    connect(m_filter, &QLineEdit::textChanged, m_dashboard, &DashboardPage::setFilterText);
    connect(m_filter, &FilterField::left, m_dashboard, [this] { m_dashboard->setFocus(); });
    connect(m_states, &QComboBox::currentIndexChanged, m_dashboard,
            [this](int index) { m_dashboard->setStateFilter(static_cast<StateFilter>(std::max(0, index))); });
    connect(m_dashboard, &DashboardPage::selectionMoved, this, &MainWindow::updateActions);
    connect(m_dashboard, &DashboardPage::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_dashboard, &DashboardPage::detailsWanted, this, [this] {
        m_actions->details->setChecked(true);
        m_dashboard->setDetailsVisible(true);
    });
    connect(m_dashboard, &DashboardPage::failedWanted, this, [this] {
        m_filter->clear();
        m_states->setCurrentIndex(static_cast<int>(StateFilter::Failed));
    });
}

void MainWindow::connectHealth()
{
    connect(m_health, &HealthPage::logged, m_log, &LogModel::append);
    connect(m_health, &HealthPage::damagedFound, m_dashboard, &DashboardPage::setDamaged);
    connect(m_health, &HealthPage::databasesChanged, this, [this] {
        if (m_run->running()) // its end reads the catalog again
            m_health->refresh();
        else
            Q_EMIT catalogWanted();
    });
    connect(m_dashboard, &DashboardPage::databasesWanted, this, [this](const QString &community) {
        if (!community.isEmpty())
            m_health->choose(community);
        showView(m_actions->databasesView);
    });
}

void MainWindow::showRehearsal()
{
    if (m_rehearsal == nullptr) {
        m_rehearsal = new RehearsalDialog(this);
        connect(m_rehearsal, &RehearsalDialog::ended, this, [this] {
            if (m_quitting)
                close();
        });
    }
    const QList<sync::JobKey> selected = m_dashboard->tree().selectedJobs();
    m_rehearsal->setDatabases(rehearsalDatabases(m_dashboard->catalog()),
                              selected.isEmpty() ? QString() : selected.constFirst().community);
    m_rehearsal->show();
    m_rehearsal->raise();
    m_rehearsal->activateWindow();
}

void MainWindow::showMigration(const QStringList &communities)
{
    if (m_migration == nullptr) {
        m_migration = new MigrationDialog(*m_work, this);
        connect(m_migration, &MigrationDialog::ended, this, &MainWindow::catalogWanted);
    }
    m_migration->setHistory(m_historyPath);
    m_migration->setBusyTimeout(m_busyTimeout);
    m_migration->setBackups(m_retention, m_backupFirst);
    const sync::Catalog &catalog = m_dashboard->catalog();
    m_migration->open(migrationDatabases(catalog), communities,
                      m_backupFolder.isEmpty() ? backup::backupsFolder(catalog.dataDir) : m_backupFolder);
}

QStringList MainWindow::selectedDatabases() const
{
    QStringList communities;
    for (const CommunityNode *node : m_dashboard->tree().selectedNodes()) {
        while (node->parent)
            node = node->parent;
        if (node->entry && node->entry->databaseExists && !communities.contains(node->id))
            communities.append(node->id);
    }
    return communities;
}

void MainWindow::showContextMenu(const QPoint &globalPosition)
{
    // Some platforms send the menu key's own event and the menu's.
    if (QApplication::activePopupWidget())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"contextMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions->syncSelected, m_actions->stopSelected, m_actions->retryFailed});
    menu->addSeparator();
    menu->addActions({m_actions->editSources, m_actions->removeCommunity});
    menu->addSeparator();
    menu->addActions({m_actions->showLocks, m_actions->revealFolder, m_actions->copyError});
    menu->addSeparator();
    menu->addActions({m_actions->migrateSelected, m_actions->rehearse});
    menu->addAction(m_actions->details);
    menu->popup(globalPosition);
}

void MainWindow::restoreLayout()
{
    // What no settings say yet must fit on a small screen, its frame included.
    const QSize room = screen()->availableGeometry().size() - QSize(16, 48);
    resize(QSize(1200, 760).boundedTo(room));
    const QSettings &state = m_surroundings.state;
    restoreGeometry(state.value(geometryKey).toByteArray());
    restoreState(state.value(layoutKey).toByteArray(), layoutVersion);
    const QString view = state.value(viewKey).toString();
    for (QAction *known :
         {m_actions->locksView, m_actions->historyView, m_actions->databasesView, m_actions->inspectorView}) {
        if (known->objectName() == view)
            known->setChecked(true);
    }
    m_actions->details->setChecked(m_dashboard->detailsVisible());
    m_actions->log->setChecked(!m_logDock->isHidden());
}

void MainWindow::saveLayout()
{
    m_surroundings.state.setValue(geometryKey, saveGeometry());
    m_surroundings.state.setValue(layoutKey, saveState(layoutVersion));
    for (const QAction *view : {m_actions->communitiesView, m_actions->locksView, m_actions->historyView,
                                m_actions->databasesView, m_actions->inspectorView}) {
        if (view->isChecked())
            m_surroundings.state.setValue(viewKey, view->objectName());
    }
    m_dashboard->saveState();
    m_contention->saveState();
    m_inspector->saveState();
}

} // namespace lockkeeper::ui
