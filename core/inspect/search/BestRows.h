// The best rows of a search over all tables and databases so far, known by their scores alone: which of them
// are worth reading. Within core/inspect; pure.
#pragma once

#include "inspect/search/TableSearch.h"

#include <QList>
#include <QString>

namespace lockkeeper::inspect {

// In the order of ranksBefore().
struct TableName
{
    QString community;
    QString table;

    friend bool operator==(const TableName &, const TableName &) = default;
};

class BestRows final
{
public:
    explicit BestRows(qsizetype limit)
        : m_limit(limit)
    {
    }

    // Exact ones are before all others, and taken: who finds them has read them.
    void add(const TableName &table, const QList<RankedRow> &rows, bool exact);
    // Those of the table that are among the best and were not taken yet.
    [[nodiscard]] QList<RankedRow> take(const TableName &table);
    [[nodiscard]] bool leftSomeOut() const { return m_leftOut; }

private:
    struct Row
    {
        bool exact = false;
        TableName table;
        RankedRow row;
        bool taken = false;
    };

    qsizetype m_limit;
    QList<Row> m_rows; // in their order
    bool m_leftOut = false;
};

} // namespace lockkeeper::inspect
