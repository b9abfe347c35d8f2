#include "ui/dashboard/Actions.h"

#include "ui/common/Icons.h"
#include "ui/common/Theme.h"

#include <QActionGroup>
#include <QLocale>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

Actions::Actions(QMainWindow &window)
    : QObject(&window)
{
    syncAll = add(window, "syncAll", tr("Sync &all"), u"sync"_s, {Qt::Key_F5},
                  tr("Sync every source of every community"));
    syncFull = add(window, "syncFull", tr("Sync all &from the beginning"), {}, {},
                   tr("Walk every listing from its beginning and find what was deleted"));
    syncSelected = add(window, "syncSelected", tr("&Sync selected"), u"sync-selected"_s,
                       {Qt::CTRL | Qt::Key_F5}, tr("Sync the selected communities, sources and jobs"));
    stop = add(window, "stop", tr("S&top"), u"stop"_s, {Qt::CTRL | Qt::Key_Period},
               tr("Stop the run: the batch in hand is finished, everything committed stays"));
    stopSelected =
        add(window, "stopSelected", tr("Sto&p selected"), u"stop"_s, {}, tr("Stop the selected jobs only"));
    retryFailed = add(window, "retryFailed", tr("&Retry failed"), u"retry"_s, {Qt::CTRL | Qt::Key_R},
                      tr("Run failed jobs again: the selected ones, or all if none of them failed"));
    newCommunity = add(window, "newCommunity", tr("&New community…"), u"new"_s, {QKeySequence::New},
                       tr("Name a community’s sources, see each checked, and start its first sync"));
    editSources = add(window, "editSources", tr("Edit so&urces…"), u"config"_s, {Qt::CTRL | Qt::Key_E},
                      tr("Change which sources the selected community has, in its own file"));
    removeCommunity =
        add(window, "removeCommunity", tr("Remo&ve the community…"), {}, {},
            tr("Sync the selected community no more; what was collected stays, or moves to the backups"));
    openFolder = add(window, "openFolder", tr("&Open data folder…"), u"folder"_s, {QKeySequence::Open},
                     tr("Find communities’ configurations and databases in a folder, and open them"));
    demo = add(window, "demo", tr("Try the &demo"), u"demo"_s, {});
    reload = add(window, "reload", tr("Read &configurations again"), u"retry"_s, {Qt::SHIFT | Qt::Key_F5});
    quit = add(window, "quit", tr("&Quit"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    quit->setMenuRole(QAction::QuitRole);
    settings = add(window, "settings", tr("&Settings…"), {}, {Qt::CTRL | Qt::Key_Comma},
                   tr("Folders, network, backups, tokens and how the window looks"));
    settings->setMenuRole(QAction::PreferencesRole);
    communitiesView = add(window, "communitiesView", tr("Co&mmunities"), u"communities"_s,
                          {Qt::CTRL | Qt::Key_1}, tr("What every source has done"));
    locksView = add(window, "locksView", tr("Loc&ks"), u"locks"_s, {Qt::CTRL | Qt::Key_2},
                    tr("Who holds the write lock, and who waits for it"));
    historyView = add(window, "historyView", tr("&History"), u"history"_s, {Qt::CTRL | Qt::Key_3},
                      tr("Past runs, and two of them compared"));
    databasesView = add(window, "databasesView", tr("Data&bases"), u"databases"_s, {Qt::CTRL | Qt::Key_4},
                        tr("How each database is: checks, backups, tidying"));
    inspectorView = add(window, "inspectorView", tr("Ins&pect"), u"inspect"_s, {Qt::CTRL | Qt::Key_5},
                        tr("What was collected: search it, read it, check it by hand"));
    auto *views = new QActionGroup(this);
    for (QAction *view : {communitiesView, locksView, historyView, databasesView, inspectorView}) {
        view->setCheckable(true);
        views->addAction(view);
    }
    communitiesView->setChecked(true);
    showLocks = add(window, "showLocks", tr("Show its &locks"), u"locks"_s, {},
                    tr("Show when this job waited for the write lock and held it"));
    notice = add(window, "notice", tr("&Go to what needs attention"), u"info"_s, {Qt::Key_F8},
                 tr("What the button of the line above the view does"));
    nextNotice = add(window, "nextNotice", tr("Show the ne&xt matter"), u"next"_s, {Qt::SHIFT | Qt::Key_F8},
                     tr("Of several that need attention, the line above the view shows another one"));
    search = add(window, "search", tr("&Search what was collected"), u"search"_s, {QKeySequence::Find},
                 tr("Find items of all communities by their words or their number"));
    find = add(window, "find", tr("&Filter the communities"), {},
               {Qt::Key_Slash, Qt::CTRL | Qt::SHIFT | Qt::Key_F});
    details = add(window, "details", tr("&Details"), u"details"_s, {Qt::CTRL | Qt::Key_D},
                  tr("Show the selected row in full, below the list"));
    details->setCheckable(true);
    log = add(window, "log", tr("&Log"), u"log"_s, {Qt::CTRL | Qt::Key_L}, tr("Show what happened"));
    log->setCheckable(true);
    expandAll =
        add(window, "expandAll", tr("&Expand all"), {}, {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    collapseAll = add(window, "collapseAll", tr("&Collapse all"), {}, {Qt::CTRL | Qt::Key_Minus});
    revealFolder = add(window, "revealFolder", tr("Open the community’s &folder"), u"folder"_s, {});
    copyError = add(window, "copyError", tr("Copy &error"), u"copy"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    migrate = add(window, "migrate", tr("S&witch to WAL, or back…"), u"wal"_s,
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W)},
                  tr("Switch databases to WAL, or back to a rollback journal, with a backup"));
    migrateSelected = add(window, "migrateSelected", tr("S&witch to WAL, or back…"), u"wal"_s, {},
                          tr("Switch the databases of the selected communities"));
    migrateNow = new QAction(icon(u"wal"_s, IconTone::Warning), {}, this);
    migrateNow->setObjectName(u"migrateNow"_s);
    connect(migrateNow, &QAction::triggered, migrate, &QAction::trigger);
    setNotInWal(0);
    rehearse = add(window, "rehearse", tr("Rehearse &WAL…"), u"lock"_s, {},
                   tr("Measure on copies of a database what WAL would buy it"));
    shortcuts = add(window, "shortcuts", tr("&Keyboard shortcuts"), u"info"_s, {QKeySequence::HelpContents});
    about = add(window, "about", tr("&About Lockkeeper"), {}, {});
    about->setMenuRole(QAction::AboutRole);
    setState({});
}

QAction *Actions::add(QMainWindow &window, const char *name, const QString &text, const QString &iconName,
                      const QList<QKeySequence> &keys, const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcuts(keys);
    QString tip = toolTip.isEmpty() ? QString(text).remove('&'_L1) : toolTip;
    if (!action->shortcut().isEmpty())
        tip += " ("_L1 + action->shortcut().toString(QKeySequence::NativeText) + ')'_L1;
    action->setToolTip(tip);
    window.addAction(action); // so that its keys work while no menu shows it
    return action;
}

void Actions::setState(const State &state)
{
    syncAll->setEnabled(state.ready && !state.stopping);
    syncFull->setEnabled(state.ready && !state.running);
    syncSelected->setEnabled(state.ready && state.jobsSelected && !state.stopping);
    stop->setEnabled(state.running && !state.stopping);
    stopSelected->setEnabled(state.activeSelected && !state.stopping);
    retryFailed->setEnabled(state.ready && (state.failedSelected || state.anyFailed) && !state.stopping);
    showLocks->setEnabled(state.communitiesShown && state.jobsSelected);
    expandAll->setEnabled(state.communitiesShown);
    collapseAll->setEnabled(state.communitiesShown);
    details->setEnabled(state.communitiesShown);
    const bool idle = !state.running && !state.working;
    openFolder->setEnabled(idle);
    demo->setEnabled(idle);
    reload->setEnabled(idle);
    migrate->setEnabled(state.databases);
    migrateNow->setEnabled(state.databases);
    migrateSelected->setEnabled(state.databaseSelected);
}

void Actions::setNotInWal(int databases)
{
    m_notInWal = databases;
    migrateNow->setText(tr("Switch %Ln to WAL…", "databases", databases));
    migrateNow->setIconText(m_numberOnly ? QLocale().toString(databases) : migrateNow->text());
    migrateNow->setToolTip(
        tr("%Ln databases are not in WAL mode, so readers and writers block each other", nullptr, databases));
    migrateNow->setVisible(databases > 0);
}

void Actions::setNarrow(int step)
{
    const auto tell = [](bool words, const QList<QAction *> &actions) {
        for (QAction *action : actions)
            action->setPriority(words ? QAction::NormalPriority : QAction::LowPriority);
    };
    tell(step < 1, {syncSelected, stop, retryFailed});
    tell(step < 3, {communitiesView, locksView, historyView, databasesView, inspectorView});
    m_numberOnly = step > 1;
    setNotInWal(m_notInWal);
}

QList<QAction *> Actions::all() const
{
    return {syncAll,       syncFull,    syncSelected,    stop,        stopSelected, retryFailed,
            newCommunity,  editSources, removeCommunity, openFolder,  demo,         reload,
            settings,      quit,        communitiesView, locksView,   historyView,  databasesView,
            inspectorView, showLocks,   notice,          nextNotice,  search,       find,
            details,       log,         expandAll,       collapseAll, revealFolder, copyError,
            migrate,       rehearse,    shortcuts,       about};
}

void Actions::addTo(QToolBar &toolbar) const
{
    toolbar.addAction(syncAll);
    toolbar.addAction(syncSelected);
    toolbar.addAction(stop);
    toolbar.addAction(retryFailed);
    toolbar.addSeparator();
    toolbar.addAction(communitiesView);
    toolbar.addAction(locksView);
    toolbar.addAction(historyView);
    toolbar.addAction(databasesView);
    toolbar.addAction(inspectorView);
    QAction *line = toolbar.addSeparator(); // a line before nothing would dangle
    line->setVisible(migrateNow->isVisible());
    toolbar.addAction(migrateNow);                         // behind all that its coming would move
    QWidget *button = toolbar.widgetForAction(migrateNow); // says more than it shows
    connect(migrateNow, &QAction::changed, button, [button, line, this] {
        button->setAccessibleName(migrateNow->text());
        line->setVisible(migrateNow->isVisible());
    });
}

void Actions::fillMenuBar(QMainWindow &window, Theme &theme, QMenu *columns) const
{
    QMenu *file = window.menuBar()->addMenu(tr("&File"));
    file->addActions({newCommunity, editSources, removeCommunity, openFolder, reload, demo});
    file->addSeparator();
    file->addActions({settings, quit});
    QMenu *sync = window.menuBar()->addMenu(tr("&Sync"));
    sync->addActions({syncAll, syncSelected, syncFull});
    sync->addSeparator();
    sync->addActions({stop, stopSelected});
    sync->addSeparator();
    sync->addAction(retryFailed);
    QMenu *view = window.menuBar()->addMenu(tr("&View"));
    view->addActions({communitiesView, locksView, historyView, databasesView, inspectorView});
    view->addSeparator();
    view->addActions({search, find, notice, nextNotice, expandAll, collapseAll});
    view->addSeparator();
    view->addActions({details, log});
    view->addMenu(columns);
    addAppearanceMenu(*view, theme);
    window.menuBar()->addMenu(tr("&Tools"))->addActions({migrate, rehearse});
    QMenu *help = window.menuBar()->addMenu(tr("&Help"));
    help->addActions({shortcuts, about});
}

void Actions::addAppearanceMenu(QMenu &view, Theme &theme) const
{
    QMenu *menu = view.addMenu(tr("&Appearance"));
    auto *group = new QActionGroup(menu);
    struct Choice
    {
        Appearance appearance;
        QString text;
        const char *name;
    };
    for (const Choice &choice : {Choice{Appearance::System, tr("As the &desktop"), "appearanceSystem"},
                                 Choice{Appearance::Light, tr("&Light"), "appearanceLight"},
                                 Choice{Appearance::Dark, tr("Da&rk"), "appearanceDark"}}) {
        QAction *action = menu->addAction(choice.text);
        action->setObjectName(QLatin1StringView(choice.name));
        action->setCheckable(true);
        action->setChecked(theme.appearance() == choice.appearance);
        group->addAction(action);
        connect(action, &QAction::triggered, &theme,
                [&theme, appearance = choice.appearance] { theme.setAppearance(appearance); });
    }
}

} // namespace lockkeeper::ui
