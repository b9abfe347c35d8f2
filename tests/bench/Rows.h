// Issues as GitHub has them, made up: bodies of 200 to 3,000 characters, most of them short, in words of
// which some are frequent and most are rare, since the full-text index is most of what a row costs.
#pragma once

#include "store/Rows.h"

#include <QString>

#include <vector>

namespace lockkeeper::bench {

// The same for the same arguments; another `edition` gives the same keys other words.
[[nodiscard]] std::vector<store::GithubItem> madeRows(const QString &repo, qint64 first, qint64 count,
                                                      int edition = 0);

// As a source hands them to the writer: rowsPerBatch rows of one run and the cursor that goes with them.
[[nodiscard]] std::vector<store::Batch> inBatches(const std::vector<store::GithubItem> &rows);

} // namespace lockkeeper::bench
