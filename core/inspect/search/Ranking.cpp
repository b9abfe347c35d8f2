#include "inspect/search/Search.h"

#include <algorithm>
#include <tuple>

namespace lockkeeper::inspect {

bool ranksBefore(const Hit &one, const Hit &other)
{
    const auto key = [](const Hit &hit) {
        return std::tuple(!hit.exact, -hit.score, hit.ref.place.community, hit.ref.table, hit.ref.id);
    };
    return key(one) < key(other);
}

std::optional<qsizetype> Ranking::placeOf(const Hit &hit) const
{
    const auto at = std::upper_bound(m_hits.cbegin(), m_hits.cend(), hit, ranksBefore);
    const qsizetype place = at - m_hits.cbegin();
    return place < m_limit ? std::optional(place) : std::nullopt;
}

void Ranking::insert(const Hit &hit)
{
    const std::optional<qsizetype> place = placeOf(hit);
    if (!place)
        return;
    m_hits.insert(*place, hit);
    if (m_hits.size() > m_limit)
        m_hits.removeLast();
}

void Ranking::add(const QList<Hit> &hits)
{
    for (const Hit &hit : hits)
        insert(hit);
}

} // namespace lockkeeper::inspect
