// A prepared statement on a bare handle, which goes with its owner: before the connection does. Within
// core/store.
#pragma once

#include <memory>

struct sqlite3_stmt;

namespace lockkeeper::store {

struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const;
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

} // namespace lockkeeper::store
