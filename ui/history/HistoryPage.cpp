#include "ui/history/HistoryPage.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Spoken.h"
#include "ui/history/ChangesView.h"
#include "ui/history/HistoryTable.h"
#include "ui/history/HistoryTables.h"
#include "ui/history/SkippedView.h"

#include <QComboBox>
#include <QDir>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int comparableRuns = 30; // in the menu; any two of the list can be chosen there

QString withHint(const Error &error)
{
    return error.hint.isEmpty() ? error.text : error.text + '\n'_L1 + error.hint;
}
} // namespace

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"historyPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeMessage());
    showMessage(tr("The history is being read…"), false);

    connect(&m_reader, &history::HistoryReader::overviewRead, this, &HistoryPage::showOverview);
    connect(&m_reader, &history::HistoryReader::runsRead, this, &HistoryPage::showRuns);
    connect(&m_reader, &history::HistoryReader::failed, this,
            [this](const Error &error) { showMessage(withHint(error), true); });
    connect(m_runTable, &HistoryTable::choiceMoved, this, &HistoryPage::readChosen);
    connect(m_changes, &ChangesView::itemWanted, this, &HistoryPage::itemWanted);
    connect(m_skipped, &SkippedView::retryWanted, this, &HistoryPage::retryWanted);
}

QWidget *HistoryPage::makeBar()
{
    auto *bar = new QWidget(this);
    m_communities = new QComboBox(bar);
    m_communities->setObjectName(u"historyCommunity"_s);
    m_communities->addItem(tr("All communities"));
    m_communities->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_communities, &QComboBox::currentIndexChanged, this, &HistoryPage::refresh);
    auto *label = new QLabel(tr("Co&mmunity:"), bar);
    label->setBuddy(m_communities);
    nameBox(m_communities, tr("Show runs of"));

    m_note = new ElidedLabel(bar);
    m_note->setObjectName(u"historyNote"_s);
    m_note->sayChanges();
    m_compareMenu = new QMenu(this);
    m_compareMenu->setObjectName(u"historyCompareMenu"_s);
    connect(m_compareMenu, &QMenu::aboutToShow, this, &HistoryPage::fillCompare);
    m_compare = new QPushButton(tr("Compare &with…"), bar);
    m_compare->setObjectName(u"historyCompare"_s);
    m_compare->setToolTip(tr("Compare the chosen run with another one; or choose two in the list"));
    m_compare->setMenu(m_compareMenu);
    m_compare->setMinimumWidth(m_compare->sizeHint().width() +
                               8); // some styles draw the arrow at the end of the text
    m_compare->setEnabled(false);

    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(label);
    layout->addWidget(m_communities);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_compare);
    return bar;
}

QWidget *HistoryPage::makeContent()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"historySplitter"_s);
    splitter->setChildrenCollapsible(false);
    const auto table = [this](const QString &name, const QString &accessibleName) {
        auto *made = new HistoryTable(accessibleName, this);
        made->setObjectName(name);
        return made;
    };
    m_runTable = table(u"historyRuns"_s, tr("Runs"));
    m_jobs = table(u"historyJobs"_s, tr("Jobs of the chosen run"));
    m_jobs->setTextElideMode(Qt::ElideMiddle); // an organisation's repositories differ at the end
    m_incidents = table(u"historyIncidents"_s, tr("Holds of the chosen run that made others wait"));
    m_changes = new ChangesView(this);
    m_skipped = new SkippedView(this);
    m_series = table(u"historySeries"_s, tr("Each source over its last runs"));
    m_comparison = table(u"historyComparison"_s, tr("Two runs job by job"));
    m_tabs = new QTabWidget(splitter);
    m_tabs->setObjectName(u"historyTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_jobs, tr("&Jobs"));
    m_tabs->addTab(m_incidents, tr("&Incidents"));
    m_tabs->addTab(m_changes, tr("Chan&ges"));
    m_tabs->addTab(m_skipped, tr("S&kipped"));
    m_tabs->addTab(m_comparison, tr("Com&parison"));
    m_tabs->addTab(m_series, tr("&Last %1 runs").arg(history::seriesLength));

    auto *below = new QWidget(splitter);
    m_title = new ElidedLabel(below);
    m_title->setObjectName(u"historyTitle"_s);
    m_title->setContentsMargins(8, 4, 8, 4);
    auto *layout = new QVBoxLayout(below);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_tabs, 1);
    splitter->addWidget(m_runTable);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    return splitter;
}

QWidget *HistoryPage::makeMessage()
{
    auto *page = new QWidget(this);
    m_message = new QLabel(page);
    m_message->setObjectName(u"historyMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_again = new QPushButton(tr("Try &again"), page);
    m_again->setObjectName(u"historyAgain"_s);
    connect(m_again, &QPushButton::clicked, this, &HistoryPage::refresh);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->addStretch();
    layout->addWidget(m_message);
    layout->addWidget(m_again, 0, Qt::AlignHCenter);
    layout->addStretch();
    return page;
}

void HistoryPage::setPath(const QString &path)
{
    m_path = path;
    m_note->setFullText({});
    refresh();
}

void HistoryPage::setCommunityNames(const CommunityNames &names)
{
    if (names == m_names)
        return;
    m_names = names;
    if (!m_path.isEmpty())
        refresh();
}

void HistoryPage::setConfigured(const QSet<sync::JobKey> &jobs)
{
    m_skipped->setConfigured(jobs);
}

void HistoryPage::refresh()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    m_reader.readOverview(m_path, chosenCommunities(), shownRuns);
}

// Not by a focus proxy: Tab would pass over what stands before it.
void HistoryPage::focusInEvent(QFocusEvent *event)
{
    m_runTable->setFocus(event->reason());
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void HistoryPage::showError(const Error &error)
{
    m_note->setFullText(tr("The last run is not here: %1").arg(withHint(error).replace('\n'_L1, ' '_L1)));
}

QStringList HistoryPage::chosenCommunities() const
{
    const QString id = m_communities->currentData().toString();
    return id.isEmpty() ? QStringList() : QStringList{id};
}

void HistoryPage::fillCommunities(const QStringList &communities)
{
    const QSignalBlocker quiet(m_communities);
    const QString chosen = m_communities->currentData().toString();
    while (m_communities->count() > 1)
        m_communities->removeItem(1);
    QStringList sorted = communities;
    std::ranges::sort(sorted, {}, [this](const QString &id) { return m_names.of(id); });
    for (const QString &id : std::as_const(sorted))
        m_communities->addItem(m_names.of(id), id);
    m_communities->setCurrentIndex(std::max(0, m_communities->findData(chosen)));
}

void HistoryPage::showMessage(const QString &text, bool again)
{
    m_message->setText(text);
    m_again->setVisible(again);
    m_compare->setEnabled(false);
    m_stack->setCurrentIndex(1);
    announce(m_message, text);
}

void HistoryPage::showOverview(const history::Overview &overview)
{
    const QStringList asked = chosenCommunities();
    fillCommunities(overview.communities);
    if (chosenCommunities() != asked) { // its last run was let go
        refresh();
        return;
    }
    m_runs = overview.runs;
    if (m_runs.isEmpty()) {
        showMessage(
            tr("No runs yet.\nEach one is kept in %1 when it ends.").arg(QDir::toNativeSeparators(m_path)),
            false);
        return;
    }
    QList<qint64> chosen = m_runTable->chosenIds();
    {
        const QSignalBlocker quiet(m_runTable);
        m_runTable->setTable(runTable(m_runs, m_names));
        chosen.removeIf([this](qint64 id) {
            return std::ranges::none_of(m_runs,
                                        [id](const history::RunSummary &run) { return run.id == id; });
        });
        m_runTable->choose(chosen.isEmpty() ? QList<qint64>{m_runs.constFirst().id} : chosen);
    }
    m_series->setTable(seriesTable(overview.series, m_names));
    m_stack->setCurrentIndex(0);
    readChosen();
}

void HistoryPage::readChosen()
{
    QList<qint64> ids = m_runTable->chosenIds();
    m_compare->setEnabled(ids.size() == 1 && m_runs.size() > 1);
    if (ids.isEmpty())
        return;
    if (ids.size() > 2)
        ids = {ids.constFirst(), ids.constLast()};
    m_reader.readRuns(m_path, ids, chosenCommunities());
}

void HistoryPage::showRuns(const QList<history::RunDetails> &runs)
{
    if (runs.isEmpty()) { // let go since the list was read
        refresh();
        return;
    }
    const auto older = [](const history::RunDetails &one, const history::RunDetails &other) {
        return one.summary.startedAt < other.summary.startedAt;
    };
    const history::RunDetails &last = *std::max_element(runs.cbegin(), runs.cend(), older);
    const history::RunDetails &first = *std::min_element(runs.cbegin(), runs.cend(), older);
    const bool two = runs.size() == 2;
    const int comparisonTab = m_tabs->indexOf(m_comparison);
    m_jobs->setTable(jobTable(last, m_names));
    m_incidents->setTable(incidentTable(last, m_names));
    m_changes->setRun(last, m_names);
    m_skipped->setRun(last, m_names);
    m_tabs->setTabText(m_tabs->indexOf(m_incidents), tr("&Incidents (%1)").arg(last.incidents.size()));
    if (!two && m_tabs->currentIndex() == comparisonTab) // disabled, it would give way to its neighbour
        m_tabs->setCurrentWidget(m_jobs);
    m_tabs->setTabEnabled(comparisonTab, two);
    if (two) {
        const history::Comparison comparison = history::compare(first, last);
        m_comparison->setTable(comparisonTable(comparison, m_names));
        m_title->setFullText(comparisonText(comparison));
        m_tabs->setCurrentIndex(comparisonTab);
    } else {
        m_comparison->setTable({});
        m_title->setFullText(runText(last, m_names));
    }
}

void HistoryPage::fillCompare()
{
    m_compareMenu->clear();
    const qint64 chosen = m_runTable->chosenIds().value(0);
    int left = comparableRuns;
    for (const history::RunSummary &run : std::as_const(m_runs)) {
        if (run.id == chosen || left-- <= 0)
            continue;
        m_compareMenu->addAction(runName(run), this, [this, chosen, id = run.id] {
            m_runTable->choose({chosen, id});
        });
    }
}

} // namespace lockkeeper::ui
