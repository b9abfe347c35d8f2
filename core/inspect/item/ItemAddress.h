// Where an item that is named by its number or its address lies. Within core/inspect; pure.
#pragma once

#include "inspect/search/SearchSql.h"
#include "inspect/search/SearchText.h"

namespace lockkeeper::inspect {

// Ids of the rows that have the number, by an index; no statement where the table has no such numbers.
[[nodiscard]] SearchStatement rowsOfNumber(const TableInFile &in, const ItemNumber &number);

// Ids of the rows that lie at the address: by what it says of their key, so by an index; else by their stored
// addresses, in the tables that are small.
[[nodiscard]] SearchStatement rowsOfAddress(const TableInFile &in, const QString &address);

// A subquery of all origins of a table, by as many steps in its index: for keys that begin with the origin.
[[nodiscard]] QString everyOrigin(const ContentTable &table);

} // namespace lockkeeper::inspect
