// What is in a file that may be restored. Blocking: it counts rows, which reads an index of each table.
#pragma once

#include "base/Result.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace lockkeeper::backup {

struct CopyFacts
{
    enum class Wal {
        None,    // one file, complete
        Beside,  // its -wal stands beside it, and has rows of it
        Missing, // in WAL mode, but without a -wal: its newest rows may have been there
    };

    Wal wal = Wal::None;
    // Of the content tables; -1: not counted. That of a file with its -wal is not: SQLite would make a -shm
    // beside it, and what restores it counts anyway.
    qint64 rows = -1;
    std::optional<Error> error; // why it is not counted: corrupt, read_only, cancelled, internal
};

// Read-only, also where the folder may not be written; nothing is made beside it. The file must be one that
// nobody writes, as backups are.
[[nodiscard]] CopyFacts readCopyFacts(const QString &path, const std::stop_token &stop);

} // namespace lockkeeper::backup
