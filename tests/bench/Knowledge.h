// A knowledge database of a made-up community, of any size: the store's own schema, filled in bulk and
// indexed afterwards, which is some times as quick as row by row through the triggers. One million items take
// two or three minutes and some 1.5 GB.
#pragma once

#include "base/Result.h"

#include <QString>

#include <functional>

namespace lockkeeper::bench {

struct KnowledgeSize
{
    qint64 items = 1'000'000;
    quint64 seed = 1; // the same items for the same seed
};

// Makes the file anew, in WAL mode, with nothing left in the WAL. `progress` is told what is being done.
// Errors: config where there is a file already, and what SQLite says.
Result<void> makeKnowledge(const QString &path, const KnowledgeSize &size,
                           const std::function<void(const QString &)> &progress = {});

} // namespace lockkeeper::bench
