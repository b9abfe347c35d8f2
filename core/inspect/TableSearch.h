// One question to one table. Within core/inspect.
#pragma once

#include "base/Result.h"
#include "inspect/Search.h"
#include "inspect/SearchSql.h"
#include "store/Reading.h"

namespace lockkeeper::inspect {

// What the file has of it; no columns where it lacks the table.
[[nodiscard]] Result<TableInFile> tableInFile(store::Reading &reading, const ContentTable &table);

// Items that are meant by their number or address, in no order; `except` for the search by words.
[[nodiscard]] Result<QList<Hit>> exactHits(store::Reading &reading, const TableInFile &in,
                                           const SearchQuestion &question, const Place &place);
// Those with the words, the best first, at most `limit` and one more.
[[nodiscard]] Result<QList<Hit>> wordHits(store::Reading &reading, const TableInFile &in,
                                          const SearchQuestion &question, const Place &place);

} // namespace lockkeeper::inspect
