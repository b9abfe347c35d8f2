#include "ui/inspector/console/ConsoleTab.h"

#include "base/Format.h"
#include "inspect/console/SchemaTree.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/inspector/ExportDialog.h"
#include "ui/inspector/RowDialog.h"
#include "ui/inspector/console/ConsoleWords.h"
#include "ui/inspector/console/SchemaView.h"
#include "ui/inspector/console/SqlEditor.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFocusEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTableView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView exportFolderKey = "inspector/consoleExport"_L1;
constexpr int rowsThatCount = 100; // for a column's width
constexpr int widestResultColumn = 360;

// Freed where it was asked for: a large answer's cells would hold up the window.
inspect::ConsoleAnswer answerOf(const inspect::ConsoleQuestion &question, SharedAnswer &older,
                                const std::stop_token &stop)
{
    older.reset();
    return inspect::runConsole(question, stop);
}
} // namespace

ConsoleTab::~ConsoleTab()
{
    m_stopRun.request_stop();
}

void ConsoleTab::setPlaces(const QList<inspect::Place> &places)
{
    m_schemaStale = true; // a sync may have made the file, or added a table
    if (places != m_places) {
        const QString chosen =
            m_places.isEmpty() ? m_community->property("wanted").toString() : place().community;
        m_places = places;
        const QSignalBlocker quiet(m_community);
        m_community->clear();
        for (const inspect::Place &one : places)
            m_community->addItem(one.name, one.community);
        m_community->setCurrentIndex(std::max(0, m_community->findData(chosen)));
    }
    updateButtons();
    if (isVisible())
        readSchema();
}

void ConsoleTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readSchema();
}

void ConsoleTab::focusInEvent(QFocusEvent *event)
{
    m_editor->setFocus(event->reason());
}

inspect::Place ConsoleTab::place() const
{
    return m_places.value(m_community->currentIndex());
}

void ConsoleTab::readSchema()
{
    if (!std::exchange(m_schemaStale, false))
        return;
    if (m_places.isEmpty()) {
        m_schema->setNote(tr("There is no database yet: sync a community first."));
        return;
    }
    m_schemaReader.ask([this, place = place()](const QuestionThread::Asked &asked) {
        const auto schema = inspect::readSchema(place, asked.stop);
        if (!schema && schema.error().isCancelled())
            return;
        asked.tell([this, schema] {
            if (schema)
                m_schema->setSchema(*schema);
            else
                m_schema->setNote(errorWords(schema.error(), {}));
            m_editor->setNames(m_schema->names());
        });
    });
}

void ConsoleTab::run()
{
    if (m_running || m_places.isEmpty())
        return;
    const QString text = m_editor->chosenText();
    m_history.add(text);
    m_begin = m_editor->chosenBegin();
    m_editor->markAt(-1);
    m_limits.rows = m_rows->currentData().toInt();
    m_limits.time = std::chrono::seconds(m_time->currentData().toInt());
    m_model.show(nullptr, -1);
    m_statement->hide();
    m_shown = -1;
    m_running = true;
    m_stopRun = {};
    m_since.start();
    m_clock.start();
    m_asked = place();
    tell(tr("Running…"));
    updateButtons();
    m_runner.ask([this, older = std::exchange(m_answer, nullptr), token = m_stopRun.get_token(),
                  question = inspect::ConsoleQuestion{.place = m_asked, .sql = text, .limits = m_limits}](
                     const QuestionThread::Asked &asked) mutable {
        const auto answer = std::make_shared<const inspect::ConsoleAnswer>(answerOf(question, older, token));
        asked.tell([this, answer] { take(answer); });
    });
}

void ConsoleTab::stop()
{
    m_stopRun.request_stop();
}

void ConsoleTab::take(const SharedAnswer &answer)
{
    m_running = false;
    m_clock.stop();
    m_answer = answer;
    const qsizetype results = answer->results.size();
    m_statement->setVisible(results > 1);
    {
        const QSignalBlocker quiet(m_statement);
        m_statement->clear();
        for (qsizetype i = 0; i < results; ++i)
            m_statement->addItem(tr("Result %L1 of %L2").arg(i + 1).arg(results));
        m_statement->setCurrentIndex(int(results) - 1);
    }
    showResult(int(results) - 1);
    if (answer->error) {
        const qsizetype at = answer->errorAt < 0 ? -1 : m_begin + answer->errorAt;
        m_editor->markAt(at);
        tell(errorWords(*answer->error, m_editor->placeOf(at)), true);
    }
}

void ConsoleTab::showResult(int index)
{
    m_shown = index;
    m_model.show(m_answer, index);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setResizeContentsPrecision(rowsThatCount);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_model.columnCount(); ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), widestResultColumn));
    m_table->scrollToTop();
    m_table->selectionModel()->setCurrentIndex(m_model.index(0, 0), QItemSelectionModel::NoUpdate);
    const bool there = m_answer && index >= 0 && index < m_answer->results.size();
    const inspect::ConsoleLimits &kept = m_answer->limits;
    QString words = there ? resultWords(m_answer->results.at(index), kept) : emptyWords(*m_answer, kept);
    if (m_answer->cut == inspect::ConsoleCut::Time && kept.time < m_limits.time)
        words += u' ' + tr("For longer it would keep out who writes: the database is not in WAL mode.");
    tell(words);
    updateButtons();
}

void ConsoleTab::tell(const QString &text, bool error)
{
    m_icon->setVisible(error);
    m_told->setFullText(text);
    m_told->setAccessibleName(text);
}

void ConsoleTab::copy()
{
    QItemSelection chosen = m_table->selectionModel()->selection();
    if (chosen.isEmpty())
        chosen = QItemSelection(m_model.index(0, 0),
                                m_model.index(m_model.rowCount() - 1, m_model.columnCount() - 1));
    qsizetype cells = 0;
    for (const QItemSelectionRange &range : std::as_const(chosen))
        cells += qsizetype(range.width()) * range.height();
    if (cells > ConsoleResultModel::mostCopied)
        tell(tr("These are too many cells for the clipboard: export them, or select some."));
    else
        QApplication::clipboard()->setText(m_model.copied(chosen.indexes()));
}

void ConsoleTab::exportResult()
{
    askForExport(this,
                 {.dialogName = u"consoleExportDialog"_s,
                  .folder = m_state.value(exportFolderKey, QDir::homePath()).toString(),
                  .name = m_asked.community + u"-result.csv"_s,
                  .formats = {{.filter = tr("CSV (*.csv)"), .suffix = u"csv"_s},
                              {.filter = tr("JSON Lines (*.jsonl)"), .suffix = u"jsonl"_s}}},
                 [this](const QString &path) { exportTo(path); });
}

// In the order it came.
void ConsoleTab::exportTo(const QString &path)
{
    m_state.setValue(exportFolderKey, QFileInfo(path).path());
    if (!m_answer || m_shown < 0)
        return;
    const auto format = path.endsWith(".jsonl"_L1, Qt::CaseInsensitive) ? inspect::ResultFormat::JsonLines
                                                                        : inspect::ResultFormat::Csv;
    m_saver.save(path, [answer = m_answer, index = m_shown, format] {
        const inspect::ConsoleResult &result = answer->results.at(index);
        return inspect::resultFile(result.columns, result.rows, format);
    });
}

std::optional<inspect::ItemRef> ConsoleTab::itemOfRow() const
{
    return m_model.itemAt(m_table->currentIndex(), m_asked);
}

void ConsoleTab::openRow()
{
    const int row = m_table->currentIndex().row();
    if (const std::optional<inspect::ItemRef> item = itemOfRow()) {
        Q_EMIT itemWanted(*item);
    } else if (row >= 0) {
        const int number = m_model.headerData(row, Qt::Vertical, Qt::DisplayRole).toInt();
        auto *dialog = new RowDialog(tr("Row %L1 of the result").arg(number), m_model.columns(),
                                     m_model.values(row), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
}

void ConsoleTab::showMenu(const QPoint &where)
{
    if (!m_table->indexAt(where).isValid())
        return;
    auto *menu = new QMenu(m_table);
    menu->setObjectName(u"consoleMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(itemOfRow() ? tr("&Open this item") : tr("&Open this row"), this, &ConsoleTab::openRow);
    menu->addAction(tr("&Copy"), this, &ConsoleTab::copy);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

void ConsoleTab::updateButtons()
{
    m_run->setEnabled(!m_running && !m_places.isEmpty());
    m_stop->setEnabled(m_running);
    m_historyButton->setEnabled(!m_history.entries().isEmpty());
    m_copy->setEnabled(m_model.rowCount() > 0);
    m_open->setEnabled(m_table->currentIndex().isValid());
    const bool item = itemOfRow().has_value();
    m_open->setText(item ? tr("&Open item") : tr("&Open row"));
    m_open->setToolTip(
        item ? tr("Show the item that this row is of (Enter)")
             : tr("Show all of this row’s values (Enter); an item is shown where its id is among them, as "
                  "in SELECT id, title FROM papers"));
    m_export->setEnabled(m_answer && m_shown >= 0);
    for (QPushButton *button : {m_open, m_copy, m_export})
        button->setVisible(m_export->isEnabled() ||
                           (m_running && button->isVisible())); // else words have the room
}

} // namespace lockkeeper::ui
