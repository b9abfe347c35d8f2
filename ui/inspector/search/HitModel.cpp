#include "ui/inspector/search/HitModel.h"

#include "ui/inspector/search/HitWords.h"

#include <algorithm>

namespace lockkeeper::ui {

int HitModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant HitModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_hits.size())
        return {};
    const bool spoken = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    return spoken ? QVariant(spokenHit(m_hits.at(index.row()))) : QVariant();
}

void HitModel::setHits(const QList<inspect::Hit> &hits, int limit)
{
    beginResetModel();
    m_limit = limit;
    m_hits = hits;
    std::ranges::stable_sort(m_hits, inspect::ranksBefore);
    m_hits.resize(std::min<qsizetype>(m_hits.size(), limit));
    endResetModel();
}

void HitModel::add(const QList<inspect::Hit> &hits, const QPersistentModelIndex &kept)
{
    for (const inspect::Hit &hit : hits) {
        const auto place = std::ranges::upper_bound(m_hits, hit, inspect::ranksBefore);
        const auto row = static_cast<int>(place - m_hits.begin());
        if (row >= m_limit)
            continue;
        beginInsertRows({}, row, row);
        m_hits.insert(row, hit);
        endInsertRows();
    }
    const auto last = static_cast<int>(m_hits.size()) - 1;
    for (int row = last; row >= m_limit; --row) {
        if (kept.isValid() && kept.row() == row)
            continue;
        beginRemoveRows({}, row, row);
        m_hits.removeAt(row);
        endRemoveRows();
    }
}

int HitModel::rowOf(const inspect::ItemRef &ref) const
{
    const auto found = std::ranges::find(m_hits, ref, &inspect::Hit::ref);
    return found == m_hits.end() ? -1 : static_cast<int>(found - m_hits.begin());
}

} // namespace lockkeeper::ui
