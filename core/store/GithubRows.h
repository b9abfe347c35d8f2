// Reading github_items back, for reconciling. Short statements: a reader that lingers pins the WAL.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <stop_token>
#include <vector>

namespace lockkeeper::store {

class Database;

// Every item stored for a repository, by number. On the calling thread's connection.
[[nodiscard]] Result<std::vector<GithubKey>> readGithubKeys(Database &database, const QString &repo,
                                                            const std::stop_token &stop = {});

} // namespace lockkeeper::store
