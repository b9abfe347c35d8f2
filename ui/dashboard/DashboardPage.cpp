#include "ui/dashboard/DashboardPage.h"

#include "ui/common/CommunityNames.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DetailsPane.h"
#include "ui/dashboard/RowToolTip.h"

#include <QFileInfo>
#include <QFocusEvent>
#include <QScopedValueRollback>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView splitterKey = "dashboard/splitter"_L1;
constexpr QLatin1StringView detailsKey = "dashboard/details"_L1;
} // namespace

DashboardPage::DashboardPage(QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_filter(m_model)
    , m_tree(new CommunityTree(m_model, m_filter, settings, this))
    , m_details(new DetailsPane(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    setObjectName(u"dashboardPage"_s);
    m_splitter->setObjectName(u"dashboardSplitter"_s);
    m_tree->setMinimumHeight(140);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({10'000, 150});
    m_splitter->restoreState(settings.value(splitterKey).toByteArray());
    m_details->setVisible(settings.value(detailsKey, true).toBool());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);

    connect(m_tree, &CommunityTree::selectionMoved, this, [this] {
        const CommunityNode *node = m_tree->currentNode();
        if (node && !m_filtering)
            m_chosen = (node->kind == RowKind::Problem && node->parent ? node->parent : node)->key;
        m_details->setNode(node);
        Q_EMIT selectionMoved();
    });
    connect(m_details, &DetailsPane::coloursChanged, this,
            [this] { m_details->setNode(m_tree->currentNode()); });
    connect(m_tree, &QAbstractItemView::activated, this, [this] { Q_EMIT detailsWanted(); });
    connect(m_tree, &CommunityTree::contextMenuWanted, this, &DashboardPage::contextMenuWanted);
}

// A focus proxy would do the same, but Tab would never get past it to the line above the views.
void DashboardPage::focusInEvent(QFocusEvent *event)
{
    m_tree->setFocus(event->reason());
}

void DashboardPage::answerNotice()
{
    if (m_notices.isEmpty())
        return;
    const NoticeKind kind = m_notices.at(noticeShown()).kind;
    if (kind == NoticeKind::Alarm && m_alarm->ofLock) {
        Q_EMIT locksWanted(m_alarm->where.community);
        return;
    }
    if (kind == NoticeKind::Damaged || kind == NoticeKind::DiskFull) {
        Q_EMIT databasesWanted(kind == NoticeKind::Damaged ? trouble().damaged.value(0) : QString());
        return;
    }
    if (kind == NoticeKind::NotInWal) {
        Q_EMIT migrationWanted();
        return;
    }
    Q_EMIT communitiesWanted();
    if (kind == NoticeKind::Alarm) {
        showFirst({m_alarm->where});
    } else {
        Q_EMIT failedWanted();
        showFirst(m_model.jobsIn(RowState::Failed));
    }
}

void DashboardPage::showReading()
{
    m_tree->setEmptyText(tr("Reading communities…"));
}

void DashboardPage::setCatalog(const sync::Catalog &catalog)
{
    m_catalog = catalog;
    m_model.setCatalog(catalog);
    m_tree->setEmptyText(tr("No communities here."));
    if (!m_tree->currentIndex().isValid() && m_filter.rowCount() > 0)
        m_tree->setCurrentIndex(m_filter.index(0, 0));
    refresh();
}

void DashboardPage::setSnapshot(const sync::RunSnapshot &run)
{
    m_run = run;
    {
        // A filter by state lets rows come and go with the run.
        const QScopedValueRollback guard(m_filtering, m_filter.state() != StateFilter::All);
        m_model.setSnapshot(run);
    }
    if (!m_tree->currentIndex().isValid())
        chooseAgain();
    refresh();
}

void DashboardPage::setAlarm(const std::optional<Alarm> &alarm)
{
    m_alarm = alarm;
    refresh();
}

void DashboardPage::setDamaged(const QStringList &communities)
{
    m_damaged = communities;
    m_model.setDamaged(communities);
    refresh();
}

StoreTrouble DashboardPage::trouble() const
{
    StoreTrouble trouble{.damaged = m_damaged, .room = m_catalog.room};
    for (const sync::CatalogEntry &entry : m_catalog.entries) {
        if (entry.databaseError && entry.databaseError->kind == ErrorKind::Corrupt &&
            !trouble.damaged.contains(entry.loaded.id))
            trouble.damaged.append(entry.loaded.id);
    }
    return trouble;
}

void DashboardPage::refresh()
{
    m_details->setNode(m_tree->currentNode());
    m_tree->refreshToolTip();
    setNotices(noticesOf(m_model.jobsIn(RowState::Failed), walCount(m_catalog, m_run), m_alarm,
                         CommunityNames(m_catalog), trouble()));
}

void DashboardPage::setNotices(const QList<ShownNotice> &notices)
{
    if (notices == m_notices)
        return;
    // Another one that presses more than all others is told; else the one that was chosen stays in sight.
    const bool sameFirst =
        !notices.isEmpty() && !m_notices.isEmpty() && notices.first().kind == m_notices.first().kind;
    if (!sameFirst)
        m_shown.reset();
    m_notices = notices;
    Q_EMIT noticeChanged();
}

void DashboardPage::nextNotice()
{
    if (m_notices.size() < 2)
        return;
    m_shown = m_notices.at((noticeShown() + 1) % m_notices.size()).kind;
    Q_EMIT noticeChanged();
}

QList<Notice> DashboardPage::notices() const
{
    QList<Notice> notices;
    for (const ShownNotice &one : m_notices)
        notices.append(one.notice);
    return notices;
}

qsizetype DashboardPage::noticeShown() const
{
    const auto chosen =
        std::ranges::find_if(m_notices, [this](const ShownNotice &one) { return one.kind == m_shown; });
    return chosen != m_notices.end() ? chosen - m_notices.begin() : m_notices.isEmpty() ? -1 : 0;
}

void DashboardPage::showFirst(const QList<sync::JobKey> &keys)
{
    if (keys.isEmpty())
        return;
    m_tree->select(m_model.indexOf(keys.first()));
    m_tree->setFocus();
    Q_EMIT detailsWanted();
}

void DashboardPage::setFilterText(const QString &text)
{
    {
        const QScopedValueRollback guard(m_filtering, true);
        m_filterText = text.trimmed();
        m_filter.setText(m_filterText);
    }
    applyFilter();
}

void DashboardPage::setStateFilter(StateFilter state)
{
    {
        const QScopedValueRollback guard(m_filtering, true);
        m_filter.setState(state);
    }
    applyFilter();
}

void DashboardPage::applyFilter()
{
    m_tree->setFiltering(!m_filterText.isEmpty() || m_filter.state() != StateFilter::All);
    chooseAgain();
    if (m_tree->currentIndex().isValid())
        m_tree->scrollTo(m_tree->currentIndex());
}

// Once a filter that hid the chosen row shows it again.
void DashboardPage::chooseAgain()
{
    const CommunityNode *now = m_tree->currentNode();
    if (now && (now->key == m_chosen ||
                (now->parent && now->parent->key == m_chosen && now->kind == RowKind::Problem)))
        return;
    if (!m_chosen.community.isEmpty())
        m_tree->select(m_model.indexOf(m_chosen));
}

void DashboardPage::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
    m_settings.setValue(detailsKey, visible);
}

bool DashboardPage::detailsVisible() const
{
    return !m_details->isHidden();
}

void DashboardPage::saveState()
{
    m_settings.setValue(splitterKey, m_splitter->saveState());
}

QString DashboardPage::selectedErrors() const
{
    QStringList texts;
    for (const CommunityNode *node : m_tree->selectedNodes()) {
        const QString text = rowErrorText(*node);
        if (!text.isEmpty())
            texts.append(node->kind == RowKind::Job ? node->key.name + '\n'_L1 + text : text);
    }
    return texts.join("\n\n"_L1);
}

QString DashboardPage::currentFolder() const
{
    const CommunityNode *node = m_tree->currentNode();
    while (node && node->parent)
        node = node->parent;
    return node && node->entry ? QFileInfo(node->entry->loaded.file).path() : QString();
}

} // namespace lockkeeper::ui
