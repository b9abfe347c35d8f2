// One question to one table. Within core/inspect.
#pragma once

#include "base/Result.h"
#include "inspect/search/Search.h"
#include "inspect/search/SearchSql.h"
#include "store/Reading.h"

#include <QList>

namespace lockkeeper::inspect {

struct RankedRow
{
    qint64 id = 0;
    double score = 0; // more is better
};

// What the file has of the content tables; those it lacks are not among them. One statement: fourteen small
// ones take as long as half a ranking.
[[nodiscard]] Result<QList<TableInFile>> tablesInFile(store::Reading &reading);

// Items that are meant by their number or address, in no order.
[[nodiscard]] Result<QList<Hit>> exactHits(store::Reading &reading, const TableInFile &in,
                                           const SearchQuestion &question, const Place &place);
// Those with the words, the best first, at most `limit` and one more. Reads the index alone: making a snippet
// of one row takes as long as ranking hundreds.
[[nodiscard]] Result<QList<RankedRow>> rankedRows(store::Reading &reading, const TableInFile &in,
                                                  const SearchQuestion &question);
// Some of them, as they are shown.
[[nodiscard]] Result<QList<Hit>> shownHits(store::Reading &reading, const TableInFile &in,
                                           const SearchQuestion &question, const Place &place,
                                           const QList<RankedRow> &rows);

} // namespace lockkeeper::inspect
