// A database that stands still: a copy that nobody writes, such as a backup. Blocking.
#pragma once

#include "store/DatabaseCopy.h"

#include <QString>

namespace lockkeeper::store {

struct StillFile
{
    Handle handle;
    bool inWalMode = false; // by its header; the rows of a -wal are not seen here
};

// For reading without a lock, and without making a -shm or anything else beside it: also in a folder that may
// not be written. Not for a file that somebody may write meanwhile, nor for one beside which a -wal or a
// journal stands with something in it: both would be passed over. Errors: corrupt (also: no database),
// read_only, internal.
[[nodiscard]] Result<StillFile> openStill(const QString &path);

} // namespace lockkeeper::store
