#include "ui/migration/MigrationDialog.h"

#include "sync/Catalog.h"
#include "ui/common/CommunityNames.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Spoken.h"
#include "ui/health/KeptChecks.h"
#include "ui/migration/MigrationTable.h"

#include <QCheckBox>
#include <QDir>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Sighting // of one database
{
    migration::MigrationPlan plan;
    bool damaged = false; // by its last check
};
} // namespace

QList<MigrationDatabase> migrationDatabases(const sync::Catalog &catalog)
{
    const CommunityNames names(catalog);
    QList<MigrationDatabase> result;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        if (entry.databaseExists)
            result.append({.community = entry.loaded.id,
                           .name = names.of(entry.loaded.id),
                           .path = entry.database.path,
                           .mode = entry.database.journalMode,
                           .bytes = entry.database.bytes});
    }
    return result;
}

MigrationDialog::MigrationDialog(DatabaseWork &work, QWidget *parent)
    : QDialog(parent)
    , m_work(work)
    , m_busyTimeout(migration::MigrationOptions().busyTimeout)
{
    setObjectName(u"migrationDialog"_s);
    setWindowTitle(tr("Switch databases to WAL, or back"));
    auto *page = new QVBoxLayout(this);
    auto *intro = new QLabel(
        tr("Each database’s own jobs pause meanwhile. It is checked, backed up, switched, and its rows are "
           "counted before and after. Where a step fails, the file stays as it was."),
        this);
    intro->setWordWrap(true);
    page->addWidget(intro);
    makeChoices(*page);
    makeTable(*page);
    makeButtons(*page);
    updateControls();
    resize(860, 560);
}

void MigrationDialog::setHistory(const QString &path)
{
    m_history = path;
}

void MigrationDialog::setBackups(const backup::Retention &retention, bool first)
{
    m_retention = retention;
    if (!running() && !isVisible()) // else it is the maintainer's choice for now
        m_backup->setChecked(first);
}

void MigrationDialog::setBusyTimeout(std::chrono::milliseconds timeout)
{
    m_busyTimeout = timeout;
}

void MigrationDialog::open(const QList<MigrationDatabase> &databases, const QStringList &wanted,
                           const QString &backupFolder)
{
    if (!running()) {
        m_wanted = wanted;
        m_backupFolder = backupFolder;
        m_folder->setFullText(QDir::toNativeSeparators(backupFolder));
        m_backup->setAccessibleDescription(m_folder->fullText());
        m_model.setDatabases(databases, target());
        lookAgain(true);
        const auto first = std::ranges::find_if(
            databases, [&wanted](const MigrationDatabase &one) { return wanted.contains(one.community); });
        const qsizetype row = first == databases.end() ? 0 : first - databases.begin();
        m_table->setCurrentIndex(m_model.index(static_cast<int>(row), 0));
        m_table->setFocus();
    }
    show();
    raise();
    activateWindow();
}

migration::Mode MigrationDialog::target() const
{
    return m_toWal->isChecked() ? migration::Mode::Wal : migration::Mode::Delete;
}

migration::MigrationOptions MigrationDialog::optionsFor(const MigrationDatabase &database) const
{
    return {.community = database.community,
            .database = database.path,
            .to = target(),
            .backupFolder = m_backup->isChecked() ? m_backupFolder : QString(),
            .busyTimeout = m_busyTimeout,
            .retention = m_retention};
}

void MigrationDialog::lookAgain(bool tickAnew)
{
    if (running())
        return;
    m_ran = false;
    for (const DatabaseWork::Id id : std::exchange(m_looks, {}))
        m_work.cancel(id);
    m_model.changeAll([this](MigrationRow &row) {
        row.to = target();
        row.stage = MigrationStage::Looking;
        row.report.reset();
        row.error.reset();
        row.done = 0;
    });
    for (const MigrationRow &row : m_model.rows())
        look(row.database, tickAnew);
    updateControls();
}

void MigrationDialog::look(const MigrationDatabase &database, bool tickAnew)
{
    DatabaseTask<Sighting> task;
    task.community = database.community;
    task.run = [options = optionsFor(database), history = m_history](const auto &, const std::stop_token &) {
        const auto check =
            lastCheck(history, options.community, options.database); // unread: nothing is known
        return Result<Sighting>(
            Sighting{.plan = migration::preflight(options), .damaged = check && *check && (*check)->damaged});
    };
    const bool tick = tickAnew && !m_failed.contains(database.community) &&
                      (m_wanted.isEmpty() || m_wanted.contains(database.community));
    auto id = std::make_shared<DatabaseWork::Id>();
    task.ended = [this, id, tick, tickAnew, community = database.community](const Result<Sighting> &seen) {
        if (m_looks.removeAll(*id) == 0 || !seen)
            return; // another look has been asked for
        m_model.change(community, [&](MigrationRow &row) {
            row.showPlan(seen->plan);
            row.damaged = seen->damaged;
            row.ticked = row.canBeTicked() && (tickAnew ? tick && !row.damaged : row.ticked);
        });
        m_table->fitColumns();
    };
    *id = m_work.add(this, std::move(task));
    m_looks.append(*id);
}

void MigrationDialog::start()
{
    if (running())
        return;
    QList<MigrationDatabase> chosen;
    for (const MigrationRow &row : m_model.rows()) {
        if (row.ticked && row.canBeTicked())
            chosen.append(row.database);
    }
    m_stopping = false;
    for (const MigrationDatabase &database : chosen)
        startOn(database);
    m_ran = m_ran || running();
    m_model.setLocked(running());
    updateControls();
    if (running())
        m_stop->setFocus();
}

void MigrationDialog::startOn(const MigrationDatabase &database)
{
    const auto become = [this, community = database.community](MigrationStage stage) {
        m_model.change(community, [stage](MigrationRow &row) { row.stage = stage; });
    };
    DatabaseTask<migration::MigrationReport, migration::MigrationProgress> task;
    task.community = database.community;
    task.alone = true;
    task.run = [options = optionsFor(database)](const auto &tellProgress, const std::stop_token &token) {
        return migration::migrate(options, tellProgress, token);
    };
    task.pausing = [become] {
        become(MigrationStage::Pausing);
    };
    task.started = [become] {
        become(MigrationStage::Checking);
    };
    task.progressed = [this, community = database.community](const migration::MigrationProgress &progress) {
        m_model.change(community, [&progress](MigrationRow &row) { row.showProgress(progress); });
    };
    task.ended = [this, community = database.community](const Result<migration::MigrationReport> &result) {
        endOn(community, result);
    };
    m_model.change(database.community, [](MigrationRow &row) {
        row.stage = MigrationStage::InLine;
        row.report.reset();
        row.error.reset();
        row.done = 0;
    });
    m_migrations.insert(database.community, m_work.add(this, std::move(task)));
}

void MigrationDialog::endOn(const QString &community, const Result<migration::MigrationReport> &result)
{
    m_migrations.remove(community);
    m_model.change(community, [&result, &community, this](MigrationRow &row) {
        row.showResult(result);
        if (row.stage == MigrationStage::Failed)
            m_failed.insert(community);
        else
            m_failed.remove(community);
    });
    m_table->fitColumns();
    if (running())
        return;
    m_model.setLocked(false);
    m_stopping = false;
    updateControls();
    m_close->setFocus();
    tell(m_summary->text());
    Q_EMIT ended();
}

void MigrationDialog::stop()
{
    if (!running())
        return;
    m_stopping = true;
    const QHash<QString, DatabaseWork::Id> migrations = m_migrations;
    for (const DatabaseWork::Id id : migrations)
        m_work.cancel(id);
    updateControls();
}

void MigrationDialog::reject()
{
    if (running())
        stop();
    else
        QDialog::reject();
}

void MigrationDialog::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    const QString html =
        current.isValid() ? migrationHtml(m_model.rows().at(current.row()), tones(palette())) : QString();
    if (html == m_html)
        return; // what somebody has selected in it stays
    m_html = html;
    const int position = m_details->verticalScrollBar()->value();
    m_details->setHtml(html);
    m_details->verticalScrollBar()->setValue(position);
}

QString MigrationDialog::summary() const
{
    int counts[static_cast<int>(MigrationStage::Cancelled) + 1] = {};
    int damaged = 0;
    qint64 bytes = 0;
    for (const MigrationRow &row : m_model.rows()) {
        ++counts[static_cast<int>(row.stage)];
        damaged += static_cast<int>(row.damaged && row.stage == MigrationStage::Ready);
        if (row.ticked && row.canBeTicked())
            bytes += row.database.bytes;
    }
    const auto in = [&counts](MigrationStage stage) {
        return counts[static_cast<int>(stage)];
    };
    if (m_stopping)
        return tr("Stopping. What is switched stays so; the others stay as they were.");
    QStringList parts;
    if (m_ran) {
        const int active = static_cast<int>(m_migrations.size());
        if (active > 0)
            parts.append(tr("%Ln under way", nullptr, active));
        parts.append(tr("%Ln switched", nullptr, in(MigrationStage::Done)));
        if (in(MigrationStage::Skipped) > 0)
            parts.append(tr("%Ln skipped", nullptr, in(MigrationStage::Skipped)));
        if (in(MigrationStage::Failed) > 0)
            parts.append(tr("%Ln failed", nullptr, in(MigrationStage::Failed)));
        if (in(MigrationStage::Cancelled) > 0)
            parts.append(tr("%Ln stopped", nullptr, in(MigrationStage::Cancelled)));
        return parts.join(u", "_s) + '.'_L1;
    }
    if (m_model.rows().isEmpty())
        return tr("No community has a database yet. The first sync makes it, in WAL mode.");
    if (in(MigrationStage::Looking) > 0)
        return tr("Looking at the databases; nothing is changed.");
    parts.append(tr("%Ln can be switched", nullptr, in(MigrationStage::Ready)-damaged));
    if (damaged > 0)
        parts.append(tr("%1 damaged").arg(formatNumber(damaged)));
    if (in(MigrationStage::NothingToDo) > 0)
        parts.append(tr("%Ln in that mode already", nullptr, in(MigrationStage::NothingToDo)));
    if (in(MigrationStage::Refused) > 0)
        parts.append(tr("%Ln refused, for the reason shown", nullptr, in(MigrationStage::Refused)));
    QString text = parts.join(u", "_s) + '.'_L1;
    if (bytes > 0 && m_backup->isChecked())
        text += ' '_L1 + tr("%1 to back up.").arg(formatBytes(bytes));
    return text;
}

// For screen readers: it comes by itself, wherever one is.
void MigrationDialog::tell(const QString &text)
{
    m_summary->setAccessibleName(text);
    announce(m_summary, text);
}

void MigrationDialog::updateControls()
{
    const bool busy = running();
    const int ticked = m_model.ticked();
    for (QWidget *choice : {static_cast<QWidget *>(m_toWal), static_cast<QWidget *>(m_toDelete),
                            static_cast<QWidget *>(m_backup), static_cast<QWidget *>(m_again)})
        choice->setEnabled(!busy && !m_model.rows().isEmpty());
    m_folder->setEnabled(m_backup->isChecked());
    m_switch->setText(ticked == 0 ? tr("&Switch databases") : tr("&Switch %Ln databases", nullptr, ticked));
    m_switch->setVisible(!busy);
    m_switch->setEnabled(!busy && ticked > 0);
    m_stop->setVisible(busy);
    m_stop->setEnabled(!m_stopping);
    m_close->setEnabled(!busy);
    for (QPushButton *button : {m_switch, m_stop, m_again, m_close})
        button->setAutoDefault(false);
    QPushButton *usual = busy ? m_stop : m_ran || ticked == 0 ? m_close : m_switch;
    usual->setDefault(true);
    m_summary->setText(summary());
}

void MigrationDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_table)
        showCurrent();
}

} // namespace lockkeeper::ui
