// What looks inside a database is asked here as the window asks it, on the calling thread.
#pragma once

#include "tests/bench/Figures.h"

#include <QString>

namespace lockkeeper::bench {

// Of two words each, as many as `queries`, in all tables; by turns with the same SQL in a bare loop.
void addSearches(const QString &database, int queries, Report &report);
// To any place of the largest table, in the order of its ids, of an index, and of a column without one.
void addJumps(const QString &database, int jumps, Report &report);

} // namespace lockkeeper::bench
