#include "store/Statement.h"

#include <sqlite3.h>

namespace lockkeeper::store {

void FinalizeStatement::operator()(sqlite3_stmt *statement) const
{
    (void)sqlite3_finalize(statement);
}

} // namespace lockkeeper::store
