// The window: toolbar and menus, a line for what needs attention, greeting or a view (communities,
// locks, history, databases, inspector), log, status bar. It is
// handed everything it works with and waits for nothing: no file, database or socket is touched here. GUI
// thread.
#pragma once

#include "backup/Retention.h"
#include "sync/Catalog.h"
#include "ui/dashboard/Actions.h"
#include "ui/dashboard/Figures.h"
#include "ui/dashboard/LogModel.h"
#include "ui/dashboard/RunControl.h"
#include "ui/onboarding/OnboardingDialog.h"
#include "ui/opening/OpenDialog.h"

#include <QMainWindow>
#include <QPointer>

#include <chrono>
#include <optional>

class QComboBox;
class QDockWidget;
class QSettings;
class QStackedWidget;
class QToolBar;

namespace lockkeeper::events {
class Monitor;
}

namespace lockkeeper::ui {

class AlarmWatch;
class Banner;
class ContentionPage;
class DashboardPage;
class DatabaseWork;
class DropHint;
class FilterField;
class GreetingPage;
class HealthPage;
class MigrationDialog;
class HistoryPage;
class InspectorPage;
class RehearsalDialog;
class StatusLine;
class Theme;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    struct Surroundings
    {
        QSettings &state; // what the window remembers; outlives it
        Theme &theme;     // outlives it
        QString sqliteVersion;
        QString defaultCommunitiesDir;
    };
    explicit MainWindow(const Surroundings &surroundings, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Null before there is one, and before it goes: the engine and what collects its events.
    void setEngine(sync::Engine *engine, const events::Monitor *monitor);
    void setBusyTimeout(std::chrono::milliseconds timeout); // other programs are waited for, beside the syncs
    void setHistory(const QString &path); // the file of past runs; one that is not there is an empty history
    void showKept();                      // a run is in the history now
    void showNotKept(const Error &error); // or could not be kept
    void setDemo(bool demo);
    // Who is asked about a new community's sources, null: nobody; and where it goes, empty: nowhere yet.
    void setNewCommunities(onboarding::Checks *checks, const QString &communitiesDir, const QString &dataDir);
    void showReading(); // communities are being read
    void showGreeting();
    void setCatalog(const sync::Catalog &catalog);
    void showError(const Error &error);   // nothing can start
    void tellNotice(const QString &text); // a warning for the log
    // Where backups go, beside the databases where `folder` is empty; how many stay; whether one is made
    // before a switch of journal mode.
    void setBackups(const QString &folder, const backup::Retention &retention, bool first);
    void resetColumns();

    [[nodiscard]] bool running() const { return m_run->running(); }
    [[nodiscard]] bool busy() const; // with what has to end before the window does
    [[nodiscard]] const sync::RunSnapshot &lastRun() const { return m_run->last(); }

Q_SIGNALS:
    void demoChosen();
    void foldersChosen(const QString &communitiesDir, const QString &dataDir); // an empty one stays
    void defaultFolderWanted();
    void catalogWanted(); // configurations or databases may have changed
    void settingsWanted();
    void idle(); // a run or work on databases has ended

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeToolBar();
    void fitToolBar(); // so that all of it stays in sight
    void makeMenus();
    void openFirstMenu();
    void makeLog();
    void connectActions();
    void connectSelection();
    void connectRun();
    void connectNotice();
    void connectHealth();
    void connectInspector();
    void showPlaces(const sync::Catalog &catalog);
    void showView(QAction *view);
    void showPage();
    [[nodiscard]] GreetingPage &greeting(); // the view, or the greeting where there is nothing to view
    void showLocksOfCurrent();
    void updateActions();
    void updateWatched();
    void chooseFolder();
    void openPath(const QString &path); // a folder, a config.yaml or a database
    [[nodiscard]] OpenDialog &openDialog();
    void open(const OpenDialog::Decision &decision);
    void showOpened();
    void showOnboarding();
    void editSources();
    [[nodiscard]] OnboardingDialog &onboarding();
    [[nodiscard]] OnboardingPlace onboardingPlace() const;
    [[nodiscard]] QString editable() const; // the selected community, if its sources can be edited
    void showSaved();
    void removeCommunity();
    [[nodiscard]] QString removable() const; // the selected community
    void stopJobs(const QList<sync::JobKey> &jobs);
    void tell(const QString &text);        // in the log
    [[nodiscard]] Error hindrance() const; // why nothing can be opened
    void showContextMenu(const QPoint &globalPosition);
    void showRehearsal();
    void showMigration(const QStringList &communities);  // empty: all that are not in WAL
    [[nodiscard]] QStringList selectedDatabases() const; // communities
    void stopAndQuit();
    void restoreLayout();
    void saveLayout();
    [[nodiscard]] QList<sync::JobKey> selectedIn(bool (*fits)(const Figures &)) const;

    Surroundings m_surroundings;
    Actions *m_actions;
    RunControl *m_run;
    DatabaseWork *m_work; // beside the syncs: switches, checks
    AlarmWatch *m_alarms;
    LogModel *m_log;
    Banner *m_banner; // over the pages
    QStackedWidget *m_pages;
    GreetingPage *m_greeting = nullptr; // until it is first shown
    DashboardPage *m_dashboard;
    ContentionPage *m_contention;
    HistoryPage *m_history;
    QString m_historyPath;
    HealthPage *m_health;
    InspectorPage *m_inspector;
    QDockWidget *m_logDock = nullptr;
    QToolBar *m_toolBar = nullptr;
    int m_toolBarFits = 0; // the width it was fitted to
    FilterField *m_filter = nullptr;
    QComboBox *m_states = nullptr;
    QList<QAction *> m_filters; // both in the toolbar
    StatusLine *m_status;
    RehearsalDialog *m_rehearsal = nullptr; // made at the first use
    MigrationDialog *m_migration = nullptr; // this, too
    FolderSearcher m_folders;               // for what can be opened
    QPointer<OpenDialog> m_opening;
    onboarding::Checks *m_checks = nullptr;
    OnboardingPlace m_newCommunityPlace;
    OnboardingDialog *m_onboarding = nullptr; // and this
    struct SavedCommunity
    {
        QString id;
        bool start = false; // its first sync
    };
    std::optional<SavedCommunity> m_saved;        // until it is in the catalog
    DropHint *m_dropHint = nullptr;               // made when first needed
    std::optional<OpenDialog::Decision> m_opened; // until its communities are there
    QList<LogEntry> m_toldProblems; // of the catalog, so that reading it again does not repeat them
    std::chrono::milliseconds m_busyTimeout{30'000};
    QString m_backupFolder;
    backup::Retention m_retention;
    bool m_backupFirst = true;
    bool m_demo = false;
    bool m_greets = false; // instead of a view
    bool m_quitting = false;
};

} // namespace lockkeeper::ui
