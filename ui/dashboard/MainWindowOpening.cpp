// Opening what is there: from the menu, the greeting, or dropped on the window.
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/Dialogs.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/health/HealthPage.h"
#include "ui/opening/DropHint.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void MainWindow::chooseFolder()
{
    const QString known = m_dashboard->catalog().communitiesDir;
    askForFolder(this, known.isEmpty() ? m_surroundings.defaultCommunitiesDir : known,
                 [this](const QString &folder) { openPath(folder); });
}

void MainWindow::openPath(const QString &path)
{
    const sync::Catalog &catalog = m_dashboard->catalog();
    const OpenFolders now =
        m_demo ? OpenFolders{}
               : OpenFolders{.communitiesDir = catalog.communitiesDir, .dataDir = catalog.dataDir};
    openDialog().search(path, now);
}

// One at a time: a newer one takes the older one's place.
OpenDialog &MainWindow::openDialog()
{
    if (m_opening)
        m_opening->reject();
    m_opening = new OpenDialog(m_folders, this);
    connect(m_opening, &OpenDialog::decided, this, &MainWindow::open);
    return *m_opening;
}

void MainWindow::open(const OpenDialog::Decision &decision)
{
    if (!m_actions->openFolder->isEnabled()) { // a run has begun while it was searched
        openDialog().showProblem(hindrance());
        return;
    }
    m_opened = decision;
    if (!decision.told.isEmpty())
        m_log->append({{.time = QDateTime::currentDateTimeUtc(),
                        .level = LogLevel::Info,
                        .where = {},
                        .text = tr("Opened: %1.").arg(decision.told.join(u"; "_s))}});
    Q_EMIT foldersChosen(decision.folders.communitiesDir, decision.folders.dataDir);
}

// Once its communities are there: the one whose file was opened.
void MainWindow::showOpened()
{
    const sync::Catalog &catalog = m_dashboard->catalog();
    const auto isThere = [](const QString &wanted, const QString &now) {
        return wanted.isEmpty() || QDir::cleanPath(wanted) == QDir::cleanPath(now);
    };
    if (!m_opened || !isThere(m_opened->folders.communitiesDir, catalog.communitiesDir) ||
        !isThere(m_opened->folders.dataDir, catalog.dataDir))
        return; // of what was open before
    const std::optional<OpenDialog::Decision> opened = std::exchange(m_opened, std::nullopt);
    if (opened->community.isEmpty()) {
        // The keys work on it, and its details are shown, only if it is selected.
        if (m_dashboard->tree().selectedNodes().isEmpty())
            m_dashboard->tree().select(m_dashboard->model().index(0, 0, {}));
        return;
    }
    const QList<sync::CatalogEntry> &entries = catalog.entries;
    const bool there = std::ranges::any_of(
        entries, [&opened](const sync::CatalogEntry &entry) { return entry.loaded.id == opened->community; });
    if (!there) {
        m_log->append(
            {{.time = QDateTime::currentDateTimeUtc(),
              .level = LogLevel::Warning,
              .where = {},
              .text = tr("%1 has no configuration in %2: its database is shown once it has one.")
                          .arg(opened->community, QDir::toNativeSeparators(catalog.communitiesDir))}});
        if (!m_actions->log->isChecked())
            m_actions->log->trigger();
        return;
    }
    if (opened->byDatabase) {
        m_health->choose(opened->community);
        showView(m_actions->databasesView);
        return;
    }
    showView(m_actions->communitiesView);
    m_dashboard->tree().select(
        m_dashboard->model().indexOf({.community = opened->community, .kind = {}, .name = {}}));
}

Error MainWindow::hindrance() const
{
    return {.kind = ErrorKind::Config,
            .text = m_run->running()
                        ? tr("A sync is running: nothing else can be opened meanwhile.")
                        : tr("Databases are being worked on: nothing else can be opened meanwhile."),
            .hint = tr("Stop it or wait for its end, then try again."),
            .url = {}};
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    Dragged dragged = draggedIn(event->mimeData());
    if (!dragged.files)
        return;
    if (!m_actions->openFolder->isEnabled()) {
        const Error why = hindrance();
        dragged = {.files = true, .path = {}, .problem = why.text, .hint = why.hint};
    }
    // Accepted in any case: it is said why not, and where it is dropped, too.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (m_dropHint == nullptr)
        m_dropHint = new DropHint(this);
    m_dropHint->showFor(dragged);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    if (m_dropHint != nullptr)
        m_dropHint->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (m_dropHint != nullptr)
        m_dropHint->hide();
    const Dragged dragged = draggedIn(event->mimeData());
    if (!dragged.files)
        return;
    event->setDropAction(Qt::CopyAction); // whatever was proposed: nothing is moved away
    event->accept();
    activateWindow();
    if (!m_actions->openFolder->isEnabled())
        openDialog().showProblem(hindrance());
    else if (dragged.path.isEmpty())
        openDialog().showProblem(
            {.kind = ErrorKind::Config, .text = dragged.problem, .hint = dragged.hint, .url = {}});
    else
        openPath(dragged.path);
}

} // namespace lockkeeper::ui
