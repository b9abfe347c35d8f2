#include "ui/inspector/tables/TablesTab.h"

#include "inspect/ContentTable.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/ProgressStrip.h"
#include "ui/inspector/tables/TableFilterBar.h"
#include "ui/inspector/tables/TableGrid.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView chosenCommunityKey = "inspector/tables-community"_L1;
constexpr QLatin1StringView chosenTableKey = "inspector/tables-table"_L1;
} // namespace

void TablesTab::setPlaces(const QList<inspect::Place> &places)
{
    if (places == m_places)
        return;
    m_places = places;
    {
        const QSignalBlocker quiet(m_community);
        const QString chosen = m_community->count() > 0 ? m_community->currentData().toString()
                                                        : m_state.value(chosenCommunityKey).toString();
        m_community->clear();
        for (const inspect::Place &one : places)
            m_community->addItem(one.name, one.community);
        m_community->setCurrentIndex(std::max(0, m_community->findData(chosen)));
    }
    m_stale = true;
    if (isVisible())
        readTables();
}

void TablesTab::focusInEvent(QFocusEvent *event)
{
    (m_stack->currentWidget() == m_grid ? static_cast<QWidget *>(m_grid) : m_table)
        ->setFocus(event->reason());
}

void TablesTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        readTables();
}

std::optional<inspect::Place> TablesTab::place() const
{
    const int at = m_community->currentIndex();
    return at >= 0 && at < m_places.size() ? std::optional(m_places.at(at)) : std::nullopt;
}

void TablesTab::readAgain()
{
    readTables();
}

// Rows stay as they were read: whoever is among them says when that shall change.
void TablesTab::runEnded(const sync::RunSnapshot &run)
{
    const inspect::TableInfo &table = m_model.table();
    if (m_stale || table.columns.isEmpty() || (!table.content && !table.bookkeeping))
        return; // what is read when the tab is seen, or what no sync writes into
    const inspect::ContentTable *content = inspect::contentTable(table.name);
    const bool wrote = std::ranges::any_of(run.jobs, [&](const sync::JobSnapshot &job) {
        const sync::Counts &counts = job.counts;
        const bool rows = counts.added + counts.changed + counts.deleted > 0;
        const bool here = content != nullptr ? rows && content->source == job.key.kind
                                             : rows || job.state == sync::JobState::Done;
        return here && job.key.community == m_asked.community && job.endedAt >= m_askedAt;
    });
    if (wrote)
        m_changed->showOffer(tr("A sync has written into this table since it was read."),
                             tr("Read it again"));
}

void TablesTab::readTables()
{
    const std::optional<inspect::Place> chosen = place();
    m_stale = false;
    if (!chosen) {
        m_lister.cancel();
        m_reader.close();
        showTables({});
        showMessage(tr("There is no database yet. The first sync makes one."));
        return;
    }
    m_state.setValue(chosenCommunityKey, chosen->community);
    m_lister.ask([this, path = chosen->database](const QuestionThread::Asked &asked) {
        const Result<QList<inspect::TableInfo>> tables = inspect::readTables(path, asked.stop);
        asked.tell([this, tables] {
            if (tables) {
                showTables(*tables);
            } else {
                m_reader.close();
                showTables({});
                showError(tables.error());
            }
        });
    });
}

void TablesTab::showTables(const QList<inspect::TableInfo> &tables)
{
    m_tables = tables;
    const QString chosen =
        m_table->count() > 0 ? m_table->currentText() : m_state.value(chosenTableKey).toString();
    {
        const QSignalBlocker quiet(m_table);
        m_table->clear();
        bool content = true;
        for (const inspect::TableInfo &table : tables) {
            if (content && !table.content && m_table->count() > 0)
                m_table->insertSeparator(m_table->count());
            content = table.content;
            m_table->addItem(table.name);
        }
        // A separator has an empty text, too.
        m_table->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, m_table->findText(chosen)));
    }
    openTable();
}

void TablesTab::openTable()
{
    const auto chosen = std::ranges::find(m_tables, m_table->currentText(), &inspect::TableInfo::name);
    const bool there = chosen != m_tables.end();
    m_filter->setEnabled(there);
    m_again->setEnabled(m_community->count() > 0);
    m_export->setEnabled(there && !m_exporting);
    if (!there) {
        m_model.setTable({}, 0);
        showMessage(tr("This database has no tables."));
        return;
    }
    m_state.setValue(chosenTableKey, chosen->name);
    if (*chosen != m_model.table()) {
        m_sortColumn = -1;
        m_sortOrder = Qt::AscendingOrder;
        m_filters->setTable(*chosen);
        m_model.setTable(*chosen, 0);
        m_grid->sortBy(-1, Qt::AscendingOrder);
        m_grid->showColumns();
    }
    ask();
}

void TablesTab::ask()
{
    const std::optional<inspect::Place> from = place();
    if (!from || m_model.table().columns.isEmpty())
        return;
    m_asked = *from;
    m_askedAt = QDateTime::currentDateTimeUtc();
    m_changed->hide();
    m_exact = false;
    m_stopped = false;
    m_finding->hide();
    m_grid->clearSelection();
    m_grid->setCurrentIndex({});
    m_grid->scrollToTop();
    m_stack->setCurrentWidget(m_grid);
    m_model.startOver(0);
    m_reader.open({.database = from->database,
                   .table = m_model.table(),
                   .sortColumn = m_sortColumn,
                   .descending = m_sortOrder == Qt::DescendingOrder,
                   .filters = m_filters->filters()});
    showStatus();
}

void TablesTab::readSeen()
{
    const qint64 first = m_grid->firstSeen();
    const qint64 last = m_grid->lastSeen();
    if (first < 0 || last < first)
        return;
    QList<qint64> wanted;
    for (qint64 page = first / inspect::pageRows; page <= last / inspect::pageRows; ++page) {
        if (!m_model.has(page))
            wanted.append(page);
    }
    if (!wanted.isEmpty())
        m_reader.readPages(wanted);
}

void TablesTab::goTo(qint64 row)
{
    const QList<int> columns = m_grid->shownColumns();
    if (row < 0 || row >= m_model.rowCount() || columns.isEmpty())
        return;
    const int column =
        m_grid->currentIndex().isValid() ? m_grid->currentIndex().column() : columns.constFirst();
    m_grid->setCurrentIndex(m_model.index(static_cast<int>(row), column));
}

void TablesTab::showFinding(const inspect::PlacesProgress &progress)
{
    if (progress.sofar) {
        m_model.forgetPages(); // the last one was not full
        m_model.setRows(progress.sofar->rows());
        m_grid->fitNumbers();
        readSeen();
        showStatus();
    }
    const inspect::TableQuestion &question = m_reader.question();
    if (question.ready() != nullptr)
        return; // rows are there, and their number comes by itself
    const QString looked =
        progress.of > 0 ? tr("%1 of about %2").arg(formatNumber(progress.looked), formatNumber(progress.of))
                        : formatNumber(progress.looked);
    const bool sorted = m_sortColumn >= 0;
    const QString column = sorted ? question.table.columns.at(m_sortColumn).name : QString();
    m_finding->showRunning(progress.sorting ? tr("Putting the rows in the order of %1…").arg(column)
                           : sorted ? tr("Looking through the rows to sort by %1: %2").arg(column, looked)
                                    : tr("Looking through the rows: %1").arg(looked),
                           progress.looked, progress.sorting ? 0 : progress.of);
}

// What was found in order stays; an order that is not known gives way to the one that is ready.
void TablesTab::cancelFinding()
{
    m_reader.stopFinding();
    m_finding->hide();
    m_stopped = true;
    if (m_reader.places() == nullptr && m_sortColumn >= 0) {
        m_sortColumn = -1;
        m_grid->sortBy(-1, Qt::AscendingOrder);
        if (m_filters->filters().isEmpty()) {
            ask();
            return;
        }
    }
    if (m_model.rowCount() == 0)
        showMessage(tr("Stopped before a row was found."));
    showStatus();
    announce(m_status, m_status->fullText());
}

void TablesTab::showStatus()
{
    const qint64 first = m_grid->firstSeen();
    const qint64 last = m_grid->lastSeen();
    const qint64 rows = m_model.rowCount();
    if (m_stack->currentWidget() != m_grid || first < 0 || rows == 0) {
        m_status->setFullText(m_stack->currentWidget() == m_grid ? tr("Being read…") : QString());
        return;
    }
    const bool filtered = m_reader.question().filtered();
    const QString number = formatNumber(rows);
    const QString of = m_exact     ? (filtered ? tr("%1 that meet the conditions").arg(number) : number)
                       : m_stopped ? tr("%1 found until it was stopped").arg(number)
                       : filtered  ? tr("%1 found so far").arg(number)
                                   : tr("about %1").arg(number);
    m_status->setFullText(tr("%1–%2 of %3").arg(formatNumber(first + 1), formatNumber(last + 1), of));
}

void TablesTab::showMessage(const QString &text)
{
    m_message->setText(text);
    m_message->setAccessibleName(text);
    m_stack->setCurrentWidget(m_message);
    m_status->setFullText({});
    announce(m_message, text);
}

void TablesTab::showError(const Error &error)
{
    m_finding->hide();
    showMessage(error.hint.isEmpty() ? error.text : error.text + '\n'_L1 + error.hint);
    m_again->setEnabled(true);
}

} // namespace lockkeeper::ui
