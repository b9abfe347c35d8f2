#include "inspect/search/BestRows.h"

#include <algorithm>
#include <tuple>

namespace lockkeeper::inspect {

void BestRows::add(const TableName &table, const QList<RankedRow> &rows, bool exact)
{
    for (const RankedRow &row : rows) {
        const auto same = [&](const Row &other) {
            return other.table == table && other.row.id == row.id;
        };
        if (!exact && std::any_of(m_rows.cbegin(), m_rows.cend(), same))
            continue; // meant by its number, and has the words, too
        m_rows.append({.exact = exact, .table = table, .row = row, .taken = exact});
    }
    std::sort(m_rows.begin(), m_rows.end(), [](const Row &one, const Row &other) {
        const auto key = [](const Row &r) {
            return std::tuple(!r.exact, -r.row.score, r.table.community, r.table.table, r.row.id);
        };
        return key(one) < key(other);
    });
    if (m_rows.size() > m_limit) {
        m_rows.resize(m_limit);
        m_leftOut = true;
    }
}

QList<RankedRow> BestRows::take(const TableName &table)
{
    QList<RankedRow> taken;
    for (Row &row : m_rows) {
        if (row.table == table && !row.taken) {
            row.taken = true;
            taken.append(row.row);
        }
    }
    return taken;
}

} // namespace lockkeeper::inspect
