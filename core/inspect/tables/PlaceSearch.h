// Where in a sorted table a beginning that somebody types stands. Blocking; a few rows are looked at.
#pragma once

#include "base/Result.h"
#include "inspect/tables/RowPlaces.h"

#include <QString>

#include <stop_token>

namespace lockkeeper::inspect {

// About how many rows a question that is ready has, as aboutRows().
[[nodiscard]] Result<qint64> askAbout(const TableQuestion &question, const std::stop_token &stop);

// The first row of the order whose value in the column that is sorted by is not before `beginning`; the last
// one where there is none. Letters count as they are sorted.
[[nodiscard]] Result<qint64> placeOf(const TableQuestion &question, const SharedPlaces &places,
                                     const QString &beginning, const std::stop_token &stop);

} // namespace lockkeeper::inspect
