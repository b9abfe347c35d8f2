#include "ui/inspector/coverage/CoverageTab.h"

#include "sync/Plan.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Icons.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/ExportDialog.h"
#include "ui/inspector/ProgressStrip.h"
#include "ui/inspector/coverage/CoverageTables.h"
#include "ui/inspector/coverage/ShareDelegate.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QFocusEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
// Letters of the columns that say which remote it is, and what of it: rather than cut them shorter, the last
// columns are scrolled to.
struct LeastOfColumn
{
    int column;
    int letters;
};
constexpr LeastOfColumn leastOfColumns[] = {{.column = 2, .letters = 24}, {.column = 3, .letters = 18}};

constexpr QLatin1StringView coverageFolderKey = "inspector/coverageExport"_L1;

QList<inspect::ConfiguredRemote> remotesIn(const community::Community &community)
{
    QList<inspect::ConfiguredRemote> remotes;
    for (const sync::JobKey &job : sync::makePlan({community}).jobs)
        remotes.append({.source = job.kind, .name = job.name});
    return remotes;
}
} // namespace

CoverageTab::CoverageTab(QSettings &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_look(new QPushButton(icon(u"retry"_s), tr("Look a&gain"), this))
    , m_compare(new QPushButton(tr("Co&mpare with the remotes"), this))
    , m_stop(new QPushButton(icon(u"stop"_s), tr("&Interrupt"), this))
    , m_findingsOnly(new QCheckBox(tr("&Only rows with findings"), this))
    , m_copy(new QPushButton(icon(u"copy"_s), tr("&Copy"), this))
    , m_export(new QPushButton(icon(u"export"_s), tr("E&xport…"), this))
    , m_progress(new QProgressBar(this))
    , m_told(new ElidedLabel(this))
    , m_table(new HistoryTable(tr("What was collected of each remote"), this))
    , m_changed(new ProgressStrip(u"coverageChanged"_s, {}, this))
    , m_details(new QLabel(this))
{
    setObjectName(u"coverageTab"_s);
    setAccessibleName(tr("Coverage"));
    m_table->setObjectName(u"coverageTable"_s);
    m_table->setItemDelegate(new ShareDelegate(m_table));
    for (const LeastOfColumn &least : leastOfColumns)
        m_table->setLeastWidth(least.column, least.letters * m_table->fontMetrics().averageCharWidth());
    m_table->setTextElideMode(Qt::ElideMiddle); // an organisation's repositories differ at the end
    connect(m_table, &HistoryTable::choiceMoved, this, &CoverageTab::showDetails);
    m_details->setObjectName(u"coverageDetails"_s);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setContentsMargins(10, 6, 10, 8);
    m_details->setMinimumHeight(2 * m_details->fontMetrics().lineSpacing() + 14);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    auto *line = new QHBoxLayout;
    line->setContentsMargins(10, 0, 10, 4);
    line->addWidget(m_told, 1);
    line->addWidget(m_progress);
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_changed);
    layout->addWidget(m_details);

    connect(m_changed, &ProgressStrip::taken, this, [this] {
        m_table->setFocus(Qt::OtherFocusReason); // the button goes
        look();
    });
    connect(&m_counter, &RemoteCounter::counted, this, &CoverageTab::takeCount);
    connect(&m_counter, &RemoteCounter::progressed, this, [this] {
        m_progress->setValue(m_counter.answered() * 100 / std::max(1, m_counter.asked()));
        m_told->setPassingText(
            tr("%L1 of %L2 remotes have answered").arg(m_counter.answered()).arg(m_counter.asked()));
    });
    connect(&m_counter, &RemoteCounter::finished, this, &CoverageTab::compared);
    connect(&m_saver, &FileSaver::saved, this, [this](const QString &path, const QString &error) {
        tell(error.isEmpty() ? tr("Saved %1").arg(QFileInfo(path).fileName())
                             : tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), error));
    });
    updateButtons();
}

QWidget *CoverageTab::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new FlowLayout(bar);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    m_look->setObjectName(u"coverageLook"_s);
    m_look->setToolTip(tr("Count again what the databases hold"));
    connect(m_look, &QPushButton::clicked, this, &CoverageTab::look);
    m_compare->setObjectName(u"coverageCompare"_s);
    connect(m_compare, &QPushButton::clicked, this, &CoverageTab::compare);
    m_stop->setObjectName(u"coverageStop"_s);
    m_stop->setToolTip(tr("Stop counting or asking (Esc)"));
    m_stop->setShortcut(Qt::Key_Escape);
    connect(m_stop, &QPushButton::clicked, this, &CoverageTab::stop);
    m_findingsOnly->setObjectName(u"coverageFindings"_s);
    m_findingsOnly->setToolTip(
        tr("Leave out the remotes whose column “Findings” is empty: of those nothing seems to be missing"));
    connect(m_findingsOnly, &QCheckBox::toggled, this, [this] { fillTable(true); });
    m_copy->setObjectName(u"coverageCopy"_s);
    m_copy->setToolTip(tr("Copy the selected rows, or all"));
    connect(m_copy, &QPushButton::clicked, m_table, &HistoryTable::copyChosen);
    m_export->setObjectName(u"coverageExport"_s);
    m_export->setToolTip(tr("Save all rows as CSV or JSON Lines"));
    connect(m_export, &QPushButton::clicked, this, &CoverageTab::exportRows);
    m_progress->setObjectName(u"coverageProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setMaximumWidth(160);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_told->setObjectName(u"coverageTold"_s);
    m_told->sayChanges();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_look, m_compare, m_stop, m_findingsOnly, m_copy, m_export})
        layout->addWidget(widget);
    return bar;
}

void CoverageTab::setPlaces(const QList<inspect::Place> &places)
{
    m_stale = true; // something was synced, or configured anew: counted when it is seen again
    const bool others = std::exchange(m_places, places) != places;
    if (others && isVisible())
        look();
    updateButtons();
}

// Counting takes its time, and what the remotes said would be gone: whoever looks says when.
void CoverageTab::runEnded(const sync::RunSnapshot &run)
{
    const bool ours = std::ranges::any_of(run.jobs, [this](const sync::JobSnapshot &job) {
        return job.state != sync::JobState::Skipped &&
               std::ranges::any_of(m_places, [&job](const inspect::Place &place) {
                   return place.community == job.key.community;
               });
    });
    if (ours && isVisible()) // otherwise it is counted when it is seen
        m_changed->showOffer(tr("A sync has ended since this was counted."), tr("Count again"));
}

void CoverageTab::setCommunities(const QList<community::Community> &communities)
{
    m_communities.clear();
    for (const community::Community &community : communities)
        m_communities.insert(community.id, community);
    m_stale = true;
}

void CoverageTab::setChecks(onboarding::Checks *checks)
{
    m_counter.setChecks(checks);
    updateButtons();
}

void CoverageTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale && !m_reading)
        look();
}

void CoverageTab::focusInEvent(QFocusEvent *event)
{
    m_table->setFocus(event->reason());
}

void CoverageTab::look()
{
    m_counter.stop();
    m_changed->hide();
    m_stale = false;
    m_reading = true;
    QList<inspect::CoverageSubject> subjects;
    for (const inspect::Place &place : std::as_const(m_places)) {
        inspect::CoverageSubject subject{.place = place, .configured = std::nullopt};
        if (const auto community = m_communities.constFind(place.community);
            community != m_communities.cend())
            subject.configured = remotesIn(*community);
        subjects.append(subject);
    }
    m_progress->setValue(0);
    updateButtons();
    m_reader.ask([this, subjects](const QuestionThread::Asked &asked) {
        QList<inspect::CoverageRow> rows;
        QList<Error> errors;
        int told = -1;
        for (qsizetype i = 0; i < subjects.size(); ++i) {
            const QString name = subjects.at(i).place.name;
            const auto done = [&](double part) {
                const double all = (double(i) + part) / double(subjects.size());
                if (const int percent = int(all * 100); percent != std::exchange(told, percent))
                    asked.tell([this, all, name] { takePart(all, name); });
            };
            done(0);
            const auto read = inspect::readCoverage(subjects.at(i), done, asked.stop);
            if (read)
                rows += *read;
            else if (read.error().isCancelled())
                return;
            else
                errors.append(read.error());
        }
        asked.tell([this, rows, errors] { take(rows, errors); });
    });
}

void CoverageTab::stop()
{
    m_counter.stop();
    if (!std::exchange(m_reading, false))
        return;
    m_reader.cancel();
    m_stale = true;
    tell(m_rows.isEmpty() ? tr("Interrupted: nothing was counted to its end.")
                          : tr("Interrupted: what is shown was counted before."));
    updateButtons();
}

void CoverageTab::takePart(double part, const QString &name)
{
    m_progress->setValue(int(part * 100));
    m_told->setPassingText(tr("Counting %1…").arg(name));
}

void CoverageTab::take(const QList<inspect::CoverageRow> &rows, const QList<Error> &errors)
{
    m_reading = false;
    m_rows = rows;
    fillTable(true);
    const auto found = std::ranges::count_if(rows, [](const inspect::CoverageRow &row) {
        return !inspect::findingsOf(row, QDateTime::currentDateTimeUtc()).isEmpty();
    });
    QStringList words;
    if (m_places.isEmpty())
        words.append(tr("There is no database yet: sync a community first."));
    else if (found > 0)
        words.append(tr("%Ln remote(s) may lack something.", nullptr, int(found)));
    else if (errors.isEmpty())
        words.append(tr("Nothing is missing as far as can be told from here."));
    else
        words.append(tr("Not everything could be counted."));
    for (const Error &error : errors)
        words.append((error.text + u' ' + error.hint).trimmed());
    tell(words.join(u' '));
    updateButtons();
}

void CoverageTab::compare()
{
    for (inspect::CoverageRow &row : m_rows)
        row.remote.reset();
    m_progress->setValue(0);
    tell(tr("Asking the remotes how much they have…"));
    m_counter.ask(m_rows, m_communities);
    updateButtons();
}

void CoverageTab::takeCount(const QString &community, const QString &source, const QString &name,
                            const inspect::RemoteCount &count)
{
    for (inspect::CoverageRow &row : m_rows) {
        if (row.community == community && row.source == source && row.name == name)
            row.remote = count;
    }
    fillTable(false);
}

void CoverageTab::compared(int unanswered, const QString &reason)
{
    const auto fewer = std::ranges::count_if(m_rows, [](const inspect::CoverageRow &row) {
        return std::ranges::any_of(
            inspect::findingsOf(row, QDateTime::currentDateTimeUtc()),
            [](const inspect::CoverageFinding &one) { return one.gap == inspect::Gap::FewerThanRemote; });
    });
    QString words = m_counter.asked() == 0 ? tr("None of these has a number that could be asked for.")
                                           : tr("%Ln remote(s) have more than is here.", nullptr, int(fewer));
    if (unanswered > 0)
        words += u' ' + tr("%Ln remote(s) told nothing:", nullptr, unanswered) + u' ' + reason;
    tell(words);
    fillTable(false);
    updateButtons();
}

QHash<QString, QString> CoverageTab::names() const
{
    QHash<QString, QString> names;
    for (const inspect::Place &place : m_places)
        names.insert(place.community, place.name);
    return names;
}

void CoverageTab::fillTable(bool anew)
{
    const CellTable table =
        coverageTable(m_rows, names(), m_findingsOnly->isChecked(), QDateTime::currentDateTimeUtc());
    if (anew)
        m_table->setTable(table);
    else
        m_table->updateTable(table);
    showDetails();
    updateButtons();
}

void CoverageTab::showDetails()
{
    const QList<qint64> chosen = m_table->chosenIds();
    QString words = m_rows.isEmpty() ? QString() : tr("Choose a row: what was found of it is said here.");
    if (!m_rows.isEmpty() && m_table->rows() == 0)
        words = tr("No row has findings. Without “Only rows with findings” all of them are shown.");
    if (!chosen.isEmpty() && chosen.first() < m_rows.size())
        words = coverageDetails(m_rows.at(chosen.first()), QDateTime::currentDateTimeUtc());
    m_details->setText(words);
    m_details->setAccessibleName(words);
}

void CoverageTab::tell(const QString &text)
{
    m_told->setFullText(text);
    m_told->setAccessibleName(text);
}

void CoverageTab::exportRows()
{
    askForExport(this,
                 {.dialogName = u"coverageExportDialog"_s,
                  .folder = m_state.value(coverageFolderKey, QDir::homePath()).toString(),
                  .name = u"coverage.csv"_s,
                  .formats = {{.filter = tr("CSV (*.csv)"), .suffix = u"csv"_s},
                              {.filter = tr("JSON Lines (*.jsonl)"), .suffix = u"jsonl"_s}}},
                 [this](const QString &path) { exportTo(path); });
}

void CoverageTab::exportTo(const QString &path)
{
    m_state.setValue(coverageFolderKey, QFileInfo(path).path());
    const auto format = path.endsWith(".jsonl"_L1, Qt::CaseInsensitive) ? inspect::ResultFormat::JsonLines
                                                                        : inspect::ResultFormat::Csv;
    m_saver.save(path, [rows = m_rows, format] {
        return coverageFile(rows, format, QDateTime::currentDateTimeUtc());
    });
}

void CoverageTab::updateButtons()
{
    const bool busy = m_reading || m_counter.isAsking();
    m_look->setEnabled(!m_reading && !m_places.isEmpty());
    m_compare->setEnabled(!busy && !m_rows.isEmpty() && m_counter.canAsk());
    m_compare->setToolTip(m_counter.canAsk()
                              ? tr("Ask every remote how much it has: one request or a few each, by its pace")
                              : tr("The remotes cannot be asked here"));
    m_stop->setEnabled(busy);
    m_progress->setVisible(busy);
    m_copy->setEnabled(m_table->rows() > 0);
    m_export->setEnabled(!m_rows.isEmpty());
}

} // namespace lockkeeper::ui
