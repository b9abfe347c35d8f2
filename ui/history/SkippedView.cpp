#include "ui/history/SkippedView.h"

#include "sync/Plan.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
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
    for (const inspect::SkippedEntry &entry : entries) {
        const sync::JobKey key{.community = entry.place.community, .kind = entry.kind, .name = entry.name};
        if (!jobs.contains(key))
            jobs.append(key);
    }
    return jobs;
}

SkippedView::SkippedView(QWidget *parent)
    : QWidget(parent)
    , m_table(new HistoryTable(tr("Items that could not be read"), this))
    , m_note(new ElidedLabel(this))
    , m_retry(new QPushButton(tr("&Retry chosen"), this))
    , m_retryAll(new QPushButton(tr("Retry &all"), this))
{
    setObjectName(u"historySkipped"_s);
    m_table->setObjectName(u"skippedList"_s);
    m_note->setObjectName(u"skippedNote"_s);
    m_retry->setObjectName(u"skippedRetry"_s);
    m_retryAll->setObjectName(u"skippedRetryAll"_s);
    m_retry->setToolTip(tr("Sync the chosen items' sources: each sync of a source asks again for what it has "
                           "skipped, and for what is new"));
    m_retryAll->setToolTip(
        tr("Sync the sources of all these items: each sync of a source asks again for what "
           "it has skipped, and for what is new"));
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
    m_stale = false;
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
    m_entries = entries;
    std::stable_partition(m_entries.begin(), m_entries.end(), [this](const inspect::SkippedEntry &entry) {
        return inspect::skippedBy(entry, m_startedAt);
    });
    m_table->setTable(skippedTable(m_entries, m_startedAt));
    QString note = m_entries.isEmpty()
                       ? tr("Nothing that these communities skipped is still to be read.")
                       : tr("%Ln item(s) could not be read so far; each sync of its source asks again.",
                            nullptr, static_cast<int>(m_entries.size()));
    if (!problems.isEmpty())
        note = problems.join(u' ');
    m_note->setFullText(note);
    updateButtons();
}

void SkippedView::retry(bool all)
{
    QList<inspect::SkippedEntry> chosen = m_entries;
    if (!all) {
        chosen.clear();
        for (const qint64 place : m_table->chosenIds())
            chosen.append(m_entries.at(place));
    }
    Q_EMIT retryWanted(jobsOf(chosen));
}

void SkippedView::updateButtons()
{
    m_retry->setEnabled(!m_table->chosenIds().isEmpty());
    m_retryAll->setEnabled(!m_entries.isEmpty());
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
