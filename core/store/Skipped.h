// Items of a remote that could not be read (our own table lockkeeper_skipped), so that the next run tries
// them again.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <stop_token>
#include <vector>

namespace lockkeeper::store {

class Connection;
class Database;

inline constexpr qsizetype skippedKeyLimit = 4096;   // characters; the longest path of a file
inline constexpr qsizetype skippedReasonLimit = 500; // characters

// As it is kept: cleaned and cut to size, since both come from outside.
[[nodiscard]] SkippedItem bounded(const SkippedItem &item);

[[nodiscard]] Result<std::vector<SkippedItem>> readSkipped(Database &database, const RemoteName &remote,
                                                           const std::stop_token &stop = {});

// Within the caller's transaction. An item that is skipped again keeps the time it was first.
[[nodiscard]] Result<void> writeSkipped(Connection &connection, const Batch &batch, const QString &now);

} // namespace lockkeeper::store
