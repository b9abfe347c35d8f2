// Everything the window can be told to do, with names, icons and keys; menus and toolbar show the same. GUI
// thread.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

class QMainWindow;
class QMenu;
class QToolBar;

namespace lockkeeper::ui {

class Theme;

class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QMainWindow &window); // owned by the window; its menus and shortcuts

    // What makes sense at the moment.
    struct State
    {
        bool ready = false; // there is something to sync, and an engine
        bool communitiesShown = false;
        bool running = false;
        bool stopping = false;
        bool working = false; // on databases, beside the syncs
        bool jobsSelected = false;
        bool activeSelected = false;
        bool failedSelected = false;
        bool anyFailed = false;
        bool databases = false; // there are some
        bool databaseSelected = false;
    };
    void setState(const State &state);
    void setNotInWal(int databases); // how many: the toolbar offers to switch them
    // Fewer words in the toolbar, so that all of it stays in sight: the fewer, the higher the step.
    void setNarrow(int step);
    static constexpr int narrowest = 3;

    void addTo(QToolBar &toolbar) const;
    void fillMenuBar(QMainWindow &window, Theme &theme, QMenu *columns) const;

    QAction *syncAll = nullptr;
    QAction *syncFull = nullptr;
    QAction *syncSelected = nullptr;
    QAction *stop = nullptr;
    QAction *stopSelected = nullptr;
    QAction *retryFailed = nullptr;
    QAction *newCommunity = nullptr;
    QAction *editSources = nullptr; // of the selected community
    QAction *removeCommunity = nullptr;
    QAction *openFolder = nullptr;
    QAction *demo = nullptr;
    QAction *reload = nullptr;
    QAction *settings = nullptr;
    QAction *quit = nullptr;
    QAction *communitiesView = nullptr; // of these five, one is checked
    QAction *locksView = nullptr;
    QAction *historyView = nullptr;
    QAction *databasesView = nullptr;
    QAction *inspectorView = nullptr;
    QAction *showLocks = nullptr;
    QAction *notice = nullptr;
    QAction *nextNotice = nullptr;
    QAction *search = nullptr; // what was collected
    QAction *find = nullptr;   // among the communities
    QAction *details = nullptr;
    QAction *log = nullptr;
    QAction *expandAll = nullptr;
    QAction *collapseAll = nullptr;
    QAction *revealFolder = nullptr;
    QAction *copyError = nullptr;
    QAction *migrate = nullptr;
    QAction *migrateSelected = nullptr;
    QAction *migrateNow = nullptr; // the toolbar's, while there is something to switch
    QAction *rehearse = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
    [[nodiscard]] QList<QAction *> all() const; // in the order of the menus

private:
    int m_notInWal = 0;
    bool m_numberOnly = false; // of what is to be switched

    QAction *add(QMainWindow &window, const char *name, const QString &text, const QString &icon,
                 const QList<QKeySequence> &keys, const QString &toolTip = {});
    void addAppearanceMenu(QMenu &view, Theme &theme) const;
};

} // namespace lockkeeper::ui
