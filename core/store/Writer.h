// Writes batches: the one way rows get into a database. On the calling thread's own connection.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <stop_token>

namespace lockkeeper::store {

class Database;
class LockCounters;

class Writer final
{
public:
    // All outlive the writer.
    Writer(Database &database, LockCounters &counters, std::stop_token stop);

    // One transaction; a row whose content is the same already is not written. On an error nothing of the
    // batch is stored. Errors: locked, disk_full, corrupt, read_only, cancelled (while it waited for the
    // lock), internal.
    [[nodiscard]] Result<CommitCounts> commit(const Batch &batch);

private:
    Database &m_database;
    LockCounters &m_counters;
    std::stop_token m_stop;
};

} // namespace lockkeeper::store
