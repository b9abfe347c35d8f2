// What TablesTab does with rows: opens, copies, exports them.
#include "inspect/tables/WholeRows.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Spoken.h"
#include "ui/inspector/ExportDialog.h"
#include "ui/inspector/ProgressStrip.h"
#include "ui/inspector/RowDialog.h"
#include "ui/inspector/tables/TableGrid.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QItemSelection>
#include <QPushButton>
#include <QSettings>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView exportFolderKey = "inspector/tables-export"_L1;
constexpr qint64 mostCopied = 10'000; // rows: a clipboard is no file

// Tabs part cells, and ends of lines rows: neither may stand in one.
QString copiedCell(const QVariant &value)
{
    QString text = wholeValue(value);
    if (text.contains('\t'_L1) || text.contains('\n'_L1) || text.contains('\r'_L1) || text.startsWith('"'_L1))
        text = '"'_L1 + text.replace('"'_L1, "\"\""_L1) + '"'_L1; // as spreadsheets read it
    return text;
}

QString copiedText(const QList<QVariantList> &rows, const QList<int> &columns)
{
    QStringList lines;
    for (const QVariantList &row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(copiedCell(row.value(column)));
        if (!row.isEmpty())
            lines.append(cells.join('\t'_L1));
    }
    return lines.join('\n'_L1);
}
} // namespace

void TablesTab::openRow(int row)
{
    const inspect::TableRow *chosen = m_model.row(row);
    if (chosen == nullptr)
        return;
    if (m_model.table().content && chosen->id != 0) {
        Q_EMIT itemWanted({.place = m_asked, .table = m_model.table().name, .id = chosen->id});
        return;
    }
    auto *dialog = new RowDialog(m_reader.question().database, m_model.table(), chosen->natural, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TablesTab::copyChosen()
{
    const QItemSelection selection = m_grid->selectionModel()->selection();
    QList<inspect::PlaceRange> ranges;
    QList<bool> chosen(m_model.columnCount(), false);
    for (const QItemSelectionRange &range : selection) {
        ranges.append({.first = range.top(), .last = range.bottom()});
        std::fill(chosen.begin() + range.left(), chosen.begin() + range.right() + 1, true);
    }
    if (ranges.isEmpty() && m_grid->currentIndex().isValid()) {
        ranges.append({.first = m_grid->currentIndex().row(), .last = m_grid->currentIndex().row()});
        chosen[m_grid->currentIndex().column()] = true;
    }
    std::ranges::sort(ranges, {}, &inspect::PlaceRange::first);
    QList<inspect::PlaceRange> joined; // several cells of a row are one row
    qint64 rows = 0;
    for (const inspect::PlaceRange &range : std::as_const(ranges)) {
        const qint64 first =
            joined.isEmpty() ? range.first : std::max(range.first, joined.constLast().last + 1);
        if (range.last >= first) {
            joined.append({.first = first, .last = range.last});
            rows += range.last - first + 1;
        }
    }
    if (rows > mostCopied) {
        m_status->setFullText(tr("%1 rows are too many to copy; %2 is the most. Export them instead.")
                                  .arg(formatNumber(rows), formatNumber(mostCopied)));
        announce(m_status, m_status->fullText());
        return;
    }
    QList<int> columns = m_grid->shownColumns();
    columns.removeIf([&chosen](int column) { return !chosen.at(column); });

    QList<inspect::Key> seen; // as long as rows are guessed, what is seen is what is meant
    for (const inspect::PlaceRange &range : std::as_const(joined)) {
        for (qint64 row = range.first; row <= range.last; ++row) {
            if (const inspect::TableRow *one = m_model.row(row))
                seen.append(one->natural);
        }
    }
    m_copier.ask([this, joined, columns, seen, exact = m_exact, question = m_reader.question(),
                  places = m_reader.places()](const QuestionThread::Asked &asked) {
        inspect::TablePages pages(question);
        pages.setPlaces(places);
        const Result<QList<QVariantList>> copied =
            exact ? inspect::wholeRows(pages, joined, asked.stop)
                  : inspect::wholeRowsOf(question.database, question.table, seen, asked.stop);
        asked.tell([this, copied, columns] {
            if (!copied) {
                m_status->setFullText(copied.error().text);
                return;
            }
            QGuiApplication::clipboard()->setText(copiedText(*copied, columns));
            m_status->setFullText(tr("Copied %Ln rows.", nullptr, static_cast<int>(copied->size())));
            announce(m_status, m_status->fullText());
        });
    });
}

void TablesTab::askForFile()
{
    askForExport(
        this,
        {.dialogName = u"tableExportDialog"_s,
         .folder = m_state.value(exportFolderKey, QDir::homePath()).toString(),
         .name = m_model.table().name + u".csv"_s,
         .formats = {{.filter = tr("CSV (*.csv)"), .suffix = u"csv"_s},
                     {.filter = tr("JSON Lines (*.jsonl)"), .suffix = u"jsonl"_s},
                     {.filter = tr("SQLite database (*.db)"), .suffix = u"db"_s}}},
        [this](const QString &path) {
            m_state.setValue(exportFolderKey, QFileInfo(path).path());
            exportTo(path, path.endsWith(".db"_L1, Qt::CaseInsensitive)      ? inspect::TableFormat::Database
                           : path.endsWith(".jsonl"_L1, Qt::CaseInsensitive) ? inspect::TableFormat::JsonLines
                                                                             : inspect::TableFormat::Csv);
        });
}

void TablesTab::exportTo(const QString &path, inspect::TableFormat format)
{
    m_exporting = true;
    m_export->setEnabled(false);
    const inspect::TableExport what{.question = m_reader.question(),
                                    .places = m_exact ? m_reader.places() : nullptr,
                                    .format = format,
                                    .path = path};
    const QString name = QFileInfo(path).fileName();
    m_exportStrip->showRunning(tr("Exporting to %1…").arg(name), 0, 0);
    m_exporter.ask([this, what, name](const QuestionThread::Asked &asked) {
        auto lastTold = std::chrono::steady_clock::now();
        const auto told = [&](const inspect::ExportProgress &progress) {
            const auto now = std::chrono::steady_clock::now();
            if (now - lastTold < std::chrono::milliseconds(200))
                return;
            lastTold = now;
            asked.tell([this, progress, name] {
                m_exportStrip->showRunning(
                    progress.looking
                        ? tr("Looking for the rows to export: %1").arg(formatNumber(progress.done))
                        : tr("Exporting to %1: %2 of %3")
                              .arg(name, formatNumber(progress.done), formatNumber(progress.of)),
                    progress.done, progress.of);
            });
        };
        const Result<qint64> written = inspect::exportTable(what, told, asked.stop);
        asked.tell([this, written, path = what.path] {
            m_exporting = false;
            m_export->setEnabled(m_table->currentIndex() >= 0);
            if (written)
                m_exportStrip->showOutcome(
                    tr("Exported %1 rows to %2").arg(formatNumber(*written), QDir::toNativeSeparators(path)),
                    false);
            else
                m_exportStrip->showOutcome(written.error().hint.isEmpty()
                                               ? written.error().text
                                               : written.error().text + u' ' + written.error().hint,
                                           true);
        });
    });
}

} // namespace lockkeeper::ui
