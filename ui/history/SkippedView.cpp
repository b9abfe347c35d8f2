#include "ui/history/SkippedView.h"

#include "sync/Plan.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/common/Remotes.h"
#include "ui/history/HistoryTable.h"

#include <QCoreApplication>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::History)
};

Cell skippedTime(const QDateTime &time, const QDateTime &now)
{
    return {.text = formatWhen(time, now), .order = time};
}

sync::JobKey jobOf(const inspect::SkippedEntry &entry)
{
    return {.community = entry.place.community, .kind = entry.kind, .name = entry.name};
}

// No item can be asked for alone.
QString syncText(const QList<sync::JobKey> &jobs)
{
    constexpr qsizetype named = 3;
    QStringList names;
    for (const sync::JobKey &job : jobs.first(std::min(named, jobs.size())))
        names.append(sync::sourceTitle(job.kind) + u' ' + remoteTitle(job.name));
    const auto others = static_cast<int>(jobs.size() - names.size());
    const QString all = others > 0 ? Tr::tr("%1 and %Ln more", nullptr, others).arg(names.join(", "_L1))
                                   : names.join(", "_L1);
    return Tr::tr(
               "Sync %1: what is new, and again what could not be read; a file of code once its branch has "
               "moved on")
        .arg(all);
}
} // namespace

CellTable skippedTable(const QList<inspect::SkippedEntry> &entries, const QDateTime &run,
                       const QDateTime &now)
{
    CellTable table{.headers = {Tr::tr("Community"), Tr::tr("Source"), Tr::tr("Remote"), Tr::tr("Item"),
                                Tr::tr("Reason"), Tr::tr("First skipped"), Tr::tr("Last skipped")},
                    .rows = {}};
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const inspect::SkippedEntry &entry = entries.at(i);
        Cell last = skippedTime(entry.lastAt, now);
        if (inspect::skippedBy(entry, run))
            last.text = Tr::tr("%1, this run").arg(last.text);
        table.rows.append({.id = i,
                           .cells = {{.text = entry.place.name, .order = {}},
                                     {.text = sync::sourceTitle(entry.kind), .order = {}},
                                     {.text = entry.name, .order = {}, .toolTip = entry.name},
                                     {.text = entry.key, .order = {}, .toolTip = entry.key},
                                     {.text = entry.reason, .order = {}, .toolTip = entry.reason},
                                     skippedTime(entry.firstAt, now),
                                     last}});
    }
    return table;
}

QList<sync::JobKey> jobsOf(const QList<inspect::SkippedEntry> &entries)
{
    QList<sync::JobKey> jobs;
    QSet<sync::JobKey> known;
    for (const inspect::SkippedEntry &entry : entries) {
        const sync::JobKey key = jobOf(entry);
        if (known.contains(key))
            continue;
        known.insert(key);
        jobs.append(key);
    }
    return jobs;
}

SkippedView::SkippedView(QWidget *parent)
    : QWidget(parent)
    , m_table(new HistoryTable(tr("Items that could not be read"), this))
    , m_note(new ElidedLabel(this))
    , m_retry(new QPushButton(tr("Sync chosen &remotes"), this))
    , m_retryAll(new QPushButton(tr("Sync &all of these"), this))
{
    setObjectName(u"historySkipped"_s);
    m_table->setObjectName(u"skippedList"_s);
    m_note->setObjectName(u"skippedNote"_s);
    m_note->sayChanges();
    m_retry->setObjectName(u"skippedRetry"_s);
    m_retryAll->setObjectName(u"skippedRetryAll"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(6);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_retry);
    bar->addWidget(m_retryAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    connect(m_retry, &QPushButton::clicked, this, [this] { retry(false); });
    connect(m_retryAll, &QPushButton::clicked, this, [this] { retry(true); });
    connect(m_table, &HistoryTable::choiceMoved, this, &SkippedView::updateButtons);
    updateButtons();
}

void SkippedView::setRun(const history::RunDetails &run, const CommunityNames &names)
{
    m_startedAt = run.summary.startedAt;
    m_places.clear();
    for (const sync::DatabaseSnapshot &database : run.databases)
        m_places.append({.community = database.community,
                         .name = names.of(database.community),
                         .database = database.path});
    read();
}

void SkippedView::read()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = m_read = false;
    m_note->setFullText(tr("What was skipped is being read…"));
    m_thread.ask([this, places = m_places](const QuestionThread::Asked &thread) {
        QList<inspect::SkippedEntry> entries;
        QStringList problems;
        for (const inspect::Place &place : places) {
            const auto read = inspect::readSkippedItems(place, thread.stop);
            if (read)
                entries += *read;
            else
                problems.append(read.error().text);
        }
        thread.tell([this, entries, problems] { showEntries(entries, problems); });
    });
}

void SkippedView::showEntries(const QList<inspect::SkippedEntry> &entries, const QStringList &problems)
{
    QList<inspect::SkippedEntry> sorted = entries;
    std::stable_partition(sorted.begin(), sorted.end(), [this](const inspect::SkippedEntry &entry) {
        return inspect::skippedBy(entry, m_startedAt);
    });
    const bool same = sorted == m_entries && m_table->rows() == sorted.size();
    m_entries = sorted;
    m_problems = problems;
    m_read = true;
    const CellTable table = skippedTable(m_entries, m_startedAt);
    if (same) // what is chosen stays so
        m_table->updateTable(table);
    else
        m_table->setTable(table);
    showNote();
    updateButtons();
}

void SkippedView::showNote()
{
    QStringList words = m_problems;
    if (m_problems.isEmpty() && m_entries.isEmpty())
        words.append(tr("Nothing that these communities skipped is still to be read."));
    if (m_problems.isEmpty() && !m_entries.isEmpty())
        words.append(tr("%Ln item(s) could not be read so far; each sync of its remote asks again.", nullptr,
                        static_cast<int>(m_entries.size())));
    const auto lost = std::ranges::count_if(m_entries, [this](const inspect::SkippedEntry &entry) {
        return m_configured && !m_configured->contains(jobOf(entry));
    });
    if (lost > 0)
        words.append(tr("%Ln of them are of remotes that are not configured: nobody asks for those.", nullptr,
                        static_cast<int>(lost)));
    m_note->setFullText(words.join(u' '));
}

void SkippedView::setConfigured(const QSet<sync::JobKey> &jobs)
{
    m_configured = jobs;
    if (m_read)
        showNote();
    updateButtons();
}

QList<sync::JobKey> SkippedView::wanted(bool all) const
{
    QList<inspect::SkippedEntry> chosen = m_entries;
    if (!all) {
        chosen.clear();
        for (const qint64 place : m_table->chosenIds())
            chosen.append(m_entries.at(place));
    }
    QList<sync::JobKey> jobs = jobsOf(chosen);
    jobs.removeIf([this](const sync::JobKey &job) { return m_configured && !m_configured->contains(job); });
    return jobs;
}

void SkippedView::retry(bool all)
{
    const QList<sync::JobKey> jobs = wanted(all);
    m_note->setFullText(
        tr("A sync of %Ln remote(s) was asked for; when it has ended, this list is read again.", nullptr,
           static_cast<int>(jobs.size())));
    Q_EMIT retryWanted(jobs);
}

void SkippedView::updateButtons()
{
    const QList<sync::JobKey> chosen = wanted(false);
    m_retry->setEnabled(!chosen.isEmpty());
    m_retryAll->setEnabled(!wanted(true).isEmpty());
    m_retry->setToolTip(chosen.isEmpty() ? tr("Choose items of remotes that are configured")
                                         : syncText(chosen));
    m_retryAll->setToolTip(m_retryAll->isEnabled() ? syncText(wanted(true)) : QString());
}

// Not by a focus proxy: Tab would pass over what stands before it.
void SkippedView::focusInEvent(QFocusEvent *event)
{
    m_table->setFocus(event->reason());
}

void SkippedView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

} // namespace lockkeeper::ui
