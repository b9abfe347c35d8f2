// A database that nobody else has in hand, held so for as long as the object lives: for putting another file
// in its place, or changing its journal mode.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/LockWait.h"

#include <QString>

#include <memory>

namespace lockkeeper::store {

// Switches `database`, waiting for others; the mode is "wal" or "delete". Errors: locked (who is in the way
// is named where the system tells), config (the file system can't do WAL), cancelled, and what SQLite says.
[[nodiscard]] Result<void> setJournalMode(sqlite3 *database, const QString &path, const QString &mode,
                                          const Patience &patience);

class QuietFile final
{
public:
    // With everything of its -wal in the file, without -wal and -shm, in an exclusive transaction. A WAL
    // database is in "delete" mode from here on. Errors: locked, corrupt, read_only, cancelled, internal.
    [[nodiscard]] static Result<std::unique_ptr<QuietFile>> hold(const QString &path,
                                                                 const Patience &patience);

    // Ends the transaction and switches back to the mode it was found in, waiting for readers. The error
    // `why` it is given back is returned, and says so where somebody reads for so long that it stays in
    // "delete".
    [[nodiscard]] Error giveBack(Error why);

private:
    QuietFile(QString path, Handle handle, QString mode);

    QString m_path;
    Handle m_handle;
    QString m_mode;
};

} // namespace lockkeeper::store
