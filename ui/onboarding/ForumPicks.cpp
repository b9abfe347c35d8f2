#include "ui/onboarding/ForumPicks.h"

#include "ui/common/Format.h"

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

ForumPicks::ForumPicks(OnboardingForm &form, const LiveChecks &checks, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_checks(checks)
    , m_categories(makeList(u"forumCategories"_s, tr("Categories")))
    , m_tags(makeList(u"forumTags"_s, tr("Tags")))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    int column = 0;
    for (const auto &[list, text] : {std::pair{m_categories, tr("Categor&ies: all, unless some are ticked")},
                                     std::pair{m_tags, tr("&Tags: all, unless some are ticked")}}) {
        auto *label = new QLabel(text, this);
        label->setBuddy(list);
        grid->addWidget(label, 0, column);
        grid->addWidget(list, 1, column++);
    }
}

QListWidget *ForumPicks::makeList(const QString &name, const QString &title)
{
    auto *list = new QListWidget(this);
    list->setObjectName(name);
    list->setAccessibleName(title);
    list->setAccessibleDescription(tr("Space ticks"));
    list->setMinimumHeight(70);
    list->setSpacing(1);
    connect(list, &QListWidget::itemChanged, this, &ForumPicks::take);
    return list;
}

void ForumPicks::showForum(int row)
{
    m_row = row;
    const QList<Entry> forums = m_form.entries(EntryKind::Forum);
    const bool any = row >= 0 && row < forums.size();
    setVisible(any);
    if (!any)
        return;
    const Entry &entry = forums.at(row);
    const onboarding::ForumFinding found = m_checks.findings().forums.value(entry.text);
    QList<Pick> categories;
    for (const community::Category &chosen : entry.categories) {
        if (std::ranges::find(found.categories, chosen.id, &onboarding::ForumCategory::id) ==
            found.categories.end())
            categories.append({.name = chosen.slug, .slug = chosen.slug, .id = chosen.id, .ticked = true});
    }
    for (const onboarding::ForumCategory &one : found.categories)
        categories.append({.name = one.name.isEmpty() ? one.slug : one.name,
                           .slug = one.slug,
                           .id = one.id,
                           .topics = one.topics,
                           .ticked = std::ranges::find(entry.categories, one.id, &community::Category::id) !=
                                     entry.categories.end()});
    QList<Pick> tags;
    for (const QString &chosen : entry.tags) {
        if (std::ranges::find(found.tags, chosen, &onboarding::ForumTag::name) == found.tags.end())
            tags.append({.name = chosen, .slug = {}, .ticked = true});
    }
    for (const onboarding::ForumTag &one : found.tags)
        tags.append(
            {.name = one.name, .slug = {}, .topics = one.topics, .ticked = entry.tags.contains(one.name)});
    if (std::exchange(m_shownCategories, categories) != categories)
        fill(*m_categories, categories);
    if (std::exchange(m_shownTags, tags) != tags)
        fill(*m_tags, tags);
}

void ForumPicks::fill(QListWidget &list, const QList<Pick> &picks)
{
    const QScopedValueRollback guard(m_filling, true);
    const int current = list.currentRow();
    const bool same = list.count() == picks.size();
    if (!same)
        list.clear();
    for (int row = 0; row < picks.size(); ++row) {
        const Pick &pick = picks.at(row);
        QListWidgetItem *item = same ? list.item(row) : new QListWidgetItem(&list);
        item->setText(pick.topics < 0 ? pick.name
                                      : tr("%1 (%2)", "a category or tag and its topics")
                                            .arg(pick.name, formatNumber(pick.topics)));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(pick.ticked ? Qt::Checked : Qt::Unchecked);
    }
    list.setCurrentRow(std::clamp(current, 0, std::max(0, list.count() - 1)));
}

void ForumPicks::take()
{
    if (m_filling)
        return;
    Entry entry = m_form.entries(EntryKind::Forum).at(m_row);
    entry.categories.clear();
    for (int row = 0; row < m_shownCategories.size(); ++row) {
        if (m_categories->item(row)->checkState() == Qt::Checked)
            entry.categories.append(
                {.slug = m_shownCategories.at(row).slug, .id = m_shownCategories.at(row).id});
    }
    entry.tags.clear();
    for (int row = 0; row < m_shownTags.size(); ++row) {
        if (m_tags->item(row)->checkState() == Qt::Checked)
            entry.tags.append(m_shownTags.at(row).name);
    }
    m_form.replace(EntryKind::Forum, m_row, entry);
}

} // namespace lockkeeper::ui
