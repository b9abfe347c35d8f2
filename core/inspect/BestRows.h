// The best rows of a search over all tables and databases so far, known by their scores alone: which of them
// are worth reading. Within core/inspect; pure.
#pragma once

#include "inspect/TableSearch.h"

#include <QList>

namespace lockkeeper::inspect {

class BestRows final
{
public:
    explicit BestRows(qsizetype limit)
        : m_limit(limit)
    {
    }

    // `table`: any number that tells the tables of all databases apart. Exact ones are before all others.
    void add(int table, const QList<RankedRow> &rows, bool exact);
    // Those of the table that are among the best and were not taken yet.
    [[nodiscard]] QList<RankedRow> take(int table);
    [[nodiscard]] bool leftSomeOut() const { return m_leftOut; }

private:
    struct Row
    {
        bool exact = false;
        int table = 0;
        RankedRow row;
        bool taken = false;
    };

    qsizetype m_limit;
    QList<Row> m_rows; // in their order
    bool m_leftOut = false;
};

} // namespace lockkeeper::inspect
