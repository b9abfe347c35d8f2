#include "ui/dashboard/CommunityFilter.h"

#include "ui/dashboard/CommunityModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString namesUpTo(const CommunityNode *node)
{
    QString names;
    for (; node; node = node->parent)
        names += node->name + ' '_L1 + node->id + ' '_L1;
    return names;
}

bool fits(StateFilter filter, const Figures &figures)
{
    switch (filter) {
    case StateFilter::All:
        return true;
    case StateFilter::Running:
        return figures.active();
    case StateFilter::Failed:
        return figures.state == RowState::Failed || figures.state == RowState::Broken;
    }
    return true;
}
} // namespace

CommunityFilter::CommunityFilter(CommunityModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setRecursiveFilteringEnabled(true);
    setDynamicSortFilter(true);
    setSortRole(CommunityModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(&model);
}

void CommunityFilter::setText(const QString &text)
{
    m_words = text.simplified().split(' '_L1, Qt::SkipEmptyParts);
    invalidateFilter();
}

void CommunityFilter::setState(StateFilter state)
{
    m_state = state;
    invalidateFilter();
}

bool CommunityFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const CommunityNode *node = m_model.node(m_model.index(row, 0, parent));
    // Rows with something under them show if that does (recursive filtering sees to it).
    if (!node || !node->children.empty())
        return m_words.isEmpty() && m_state == StateFilter::All;
    if (!fits(m_state, node->figures))
        return false;
    const QString names = namesUpTo(node);
    return std::ranges::all_of(
        m_words, [&names](const QString &word) { return names.contains(word, Qt::CaseInsensitive); });
}

bool CommunityFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    // Problems stay in the order they stand in the file.
    const CommunityNode *node = m_model.node(left);
    if (node && node->kind == RowKind::Problem)
        return left.row() < right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace lockkeeper::ui
