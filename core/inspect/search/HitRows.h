// Rows of SearchSql's statements as hits. Within core/inspect.
#pragma once

#include "base/Result.h"
#include "inspect/search/Search.h"
#include "inspect/search/SearchSql.h"
#include "store/Reading.h"

#include <QList>

namespace lockkeeper::inspect {

// Appends a hit for each row of `statement`, which is matchedRows() or plainRows().
[[nodiscard]] Result<void> readHits(store::Reading &reading, const SearchStatement &statement,
                                    const TableInFile &in, const Place &place, QList<Hit> &hits);

} // namespace lockkeeper::inspect
