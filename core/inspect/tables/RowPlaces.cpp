#include "inspect/tables/RowPlaces.h"

#include <algorithm>

namespace lockkeeper::inspect {

bool TableQuestion::filtered() const
{
    return std::ranges::any_of(filters, narrows);
}

const KeyOrder *TableQuestion::ready() const
{
    if (filtered())
        return nullptr;
    return sortColumn < 0 ? &table.natural : table.orderBy(sortColumn);
}

QList<Key> RowPlaces::keysOf(qint64 page) const
{
    QList<Key> keys;
    const qint64 end = std::min(m_rows, (page + 1) * pageRows);
    for (qint64 at = page * pageRows; at < end; ++at)
        keys.append(m_ids.empty() ? m_keys.at(at) : Key{m_ids.at(static_cast<std::size_t>(at))});
    return keys;
}

std::optional<Key> RowPlaces::firstOf(qint64 page) const
{
    if (page < 0 || page >= pages())
        return std::nullopt;
    return m_ids.empty() ? m_keys.at(page) : Key{m_ids.at(static_cast<std::size_t>(page))};
}

qint64 RowPlaces::pageOf(const TableQuestion &question, const Key &key) const
{
    const KeyOrder *order = question.ready();
    qint64 low = 0;
    qint64 high = pages();
    while (high - low > 1) {
        const qint64 middle = (low + high) / 2;
        const int sign = compareKeys(*order, *firstOf(middle), key);
        (((question.descending ? -sign : sign) <= 0) ? low : high) = middle;
    }
    return low;
}

} // namespace lockkeeper::inspect
