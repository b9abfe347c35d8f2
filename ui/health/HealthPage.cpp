#include "ui/health/HealthPage.h"

#include "backup/BackupName.h"
#include "sync/Catalog.h"
#include "sync/Plan.h"
#include "ui/health/DatabaseState.h"
#include "ui/health/HealthButtons.h"
#include "ui/health/HealthDetails.h"
#include "ui/health/HealthDialogs.h"
#include "ui/health/HealthTables.h"
#include "ui/health/RestoreDialog.h"
#include "ui/health/WorkLine.h"
#include "ui/history/HistoryTable.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QFocusEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr std::chrono::seconds usualLookEvery(10);
} // namespace

HealthPage::HealthPage(DatabaseWork &work, const QString &sqliteVersion, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_table(new HistoryTable(tr("Databases"), this))
{
    setObjectName(u"healthPage"_s);
    m_table->setObjectName(u"healthTable"_s);
    m_table->setMinimumHeight(90);
    m_splitter->setObjectName(u"healthSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(makeBelow(sqliteVersion));
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(&m_reader, &HealthReader::rowRead, this, &HealthPage::takeRow);
    connect(&m_reader, &HealthReader::finished, this, [this](const std::optional<Error> &error) {
        m_reading = false;
        m_historyNote->setVisible(error.has_value());
        if (error)
            m_historyNote->setText(tr("Nothing is known of checks and growth: %1").arg(error->text));
    });
    setLookEvery(usualLookEvery);
    connect(&m_again, &QTimer::timeout, this, &HealthPage::lookAgain);
    connect(m_table, &HistoryTable::choiceMoved, this, &HealthPage::showChosen);
    connect(&m_work, &HealthWork::changed, this, &HealthPage::showWork);
    connect(&m_work, &HealthWork::ended, this, &HealthPage::orderEnded);
    showChosen();
}

QWidget *HealthPage::makeBelow(const QString &sqliteVersion)
{
    auto *below = new QWidget(this);
    m_buttons = new HealthButtons(below);
    m_line = new WorkLine(below);
    m_historyNote = new QLabel(below);
    m_historyNote->setObjectName(u"healthHistoryNote"_s);
    m_historyNote->setTextFormat(Qt::PlainText);
    m_historyNote->setWordWrap(true);
    m_historyNote->setContentsMargins(8, 2, 8, 2);
    m_historyNote->hide();
    m_details = new HealthDetails(sqliteVersion, below);
    auto *layout = new QVBoxLayout(below);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_buttons);
    layout->addWidget(m_line);
    layout->addWidget(m_historyNote);
    layout->addWidget(m_details, 1);
    connect(m_buttons, &HealthButtons::pressed, this, &HealthPage::begin);
    connect(m_buttons, &HealthButtons::lookWanted, this, &HealthPage::refresh);
    connect(m_line, &WorkLine::stopPressed, &m_work, &HealthWork::stopAll);
    connect(m_details, &HealthDetails::restoreWanted, this, [this] { begin(HealthTask::Restore); });
    return below;
}

void HealthPage::setBackups(const QString &folder, const backup::Retention &retention)
{
    if (folder == m_chosenFolder && retention == m_retention)
        return;
    m_chosenFolder = folder;
    m_retention = retention;
    m_backupFolder = folder.isEmpty() ? backup::backupsFolder(m_dataDir) : folder;
    refresh(); // the backups there are others
    showChosen();
}

void HealthPage::setCatalog(const sync::Catalog &catalog)
{
    m_names = CommunityNames(catalog);
    m_dataDir = catalog.dataDir;
    m_backupFolder = m_chosenFolder.isEmpty() ? backup::backupsFolder(m_dataDir) : m_chosenFolder;
    m_configured.clear();
    QList<DatabaseRow> rows;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        m_configured.insert(sync::configuredSources({entry.loaded}));
        if (entry.database.path.isEmpty()) // its id cannot be a file's name
            continue;
        const auto known = std::ranges::find_if(m_rows, [&entry](const DatabaseRow &row) {
            return row.community == entry.loaded.id && row.health.path == entry.database.path;
        });
        DatabaseRow row;
        row.community = entry.loaded.id;
        row.health.path = entry.database.path;
        rows.append(known == m_rows.end() ? row : *known);
    }
    m_rows = rows;
    fillTable();
    tellDamaged();
    refresh();
}

void HealthPage::setHistory(const QString &path)
{
    m_history = path;
    refresh();
}

void HealthPage::setBusyTimeout(std::chrono::milliseconds timeout)
{
    m_busyTimeout = timeout;
}

void HealthPage::refresh()
{
    read({});
}

void HealthPage::setLookEvery(std::chrono::milliseconds time)
{
    m_again.setInterval(time);
}

// One that is locked may take longer than until the next time.
void HealthPage::lookAgain()
{
    if (isVisible() && !window()->isMinimized() && !m_reading && !m_work.running())
        read(m_rows);
}

void HealthPage::read(const QList<DatabaseRow> &known)
{
    m_stale = !isVisible(); // then only what is known already is asked for: one may be damaged
    m_reading = true;
    HealthQuestion question{.databases = {},
                            .known = known,
                            .backupFolder = m_backupFolder,
                            .historyPath = m_history,
                            .files = isVisible()};
    for (const DatabaseRow &row : std::as_const(m_rows))
        question.databases.append({.community = row.community, .path = row.health.path});
    m_reader.read(question);
}

void HealthPage::choose(const QString &community)
{
    m_chosen = {community};
    fillTable();
}

void HealthPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_again.start();
    if (m_stale)
        refresh();
}

void HealthPage::hideEvent(QHideEvent *event)
{
    m_again.stop();
    QWidget::hideEvent(event);
}

void HealthPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        lookAgain();
}

// Not by a focus proxy: Tab would pass over what stands before it.
void HealthPage::focusInEvent(QFocusEvent *event)
{
    m_table->setFocus(event->reason());
}

void HealthPage::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect row = m_table->visualRect(m_table->currentIndex());
        where = m_table->viewport()->mapToGlobal(QPoint(row.left() + 16, row.bottom()));
    }
    m_buttons->showMenu(where);
}

void HealthPage::takeRow(const DatabaseRow &row)
{
    for (DatabaseRow &known : m_rows) {
        if (known.community != row.community || known.health.path != row.health.path)
            continue;
        if (row.read || !known.read)
            known = row;
        known.check = row.check;
        known.otherCheck = row.otherCheck;
    }
    fillTable();
    tellDamaged();
}

void HealthPage::tellDamaged()
{
    QStringList damaged;
    for (const DatabaseRow &row : std::as_const(m_rows)) {
        if (stateOf(row) == DatabaseState::Damaged)
            damaged.append(row.community);
    }
    Q_EMIT damagedFound(damaged);
}

void HealthPage::fillTable()
{
    const QStringList wanted = m_chosen;
    QList<qint64> ids;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (wanted.contains(m_rows.at(i).community))
            ids.append(i);
    }
    if (ids.isEmpty() && !m_rows.isEmpty())
        ids.append(0);
    {
        const QSignalBlocker quiet(m_table);
        m_table->updateTable(databaseTable(m_rows, m_names));
        m_table->choose(ids);
    }
    showChosen();
}

QList<DatabaseRow> HealthPage::chosen() const
{
    QList<DatabaseRow> rows;
    for (const qint64 id : m_table->chosenIds())
        rows.append(m_rows.value(id));
    return rows;
}

void HealthPage::showChosen()
{
    const QList<DatabaseRow> rows = chosen();
    m_chosen.clear();
    for (const DatabaseRow &row : rows)
        m_chosen.append(row.community);
    m_buttons->setChosen(rows);
    const std::optional<DatabaseRow> first = rows.isEmpty() ? std::nullopt : std::optional(rows.constFirst());
    m_details->setRow(first ? m_names.of(first->community) : QString(), first, m_backupFolder, m_retention);
}

TaskOrder HealthPage::orderFor(HealthTask task, const DatabaseRow &row) const
{
    return {.task = task,
            .community = row.community,
            .database = row.health.path,
            .backupFolder = m_backupFolder,
            .retention = m_retention,
            .historyPath = m_history,
            .compact = task == HealthTask::BackUp && m_buttons->compactBackups(),
            .file = {},
            .busyTimeout = m_busyTimeout,
            .configured = task == HealthTask::Restore ? m_configured : QMap<QString, QStringList>()};
}

void HealthPage::begin(HealthTask task)
{
    QList<DatabaseRow> rows = chosen();
    rows.removeIf([task](const DatabaseRow &row) { return !suits(task, row); });
    if (rows.isEmpty())
        return;
    QList<TaskOrder> orders;
    QStringList names;
    for (const DatabaseRow &row : std::as_const(rows)) {
        orders.append(orderFor(task, row));
        names.append(m_names.of(row.community));
    }
    const auto addAll = [this, orders] {
        for (const TaskOrder &order : orders)
            m_work.add(order);
    };
    if (task == HealthTask::Restore) {
        askToRestore(rows.constFirst());
    } else if (task == HealthTask::Recover) {
        askToRecover(names.constFirst(), rows.constFirst(), m_backupFolder, this,
                     [this, order = orders.constFirst()](const QString &file) mutable {
                         order.file = file;
                         m_work.add(order);
                     });
    } else if (task == HealthTask::Compact) {
        askToCompact(names, rows, this, addAll);
    } else {
        addAll();
    }
}

void HealthPage::askToRestore(const DatabaseRow &row)
{
    auto *dialog = new RestoreDialog(m_names.of(row.community), row, m_backupFolder,
                                     m_details->chosenBackup(), m_copies, this);
    connect(dialog, &RestoreDialog::restoreWanted, this,
            [this, order = orderFor(HealthTask::Restore, row)](const QString &file) mutable {
                order.file = file;
                m_work.add(order);
            });
    dialog->open();
}

} // namespace lockkeeper::ui
