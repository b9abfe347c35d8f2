// A database that this object has for itself: nobody else reads it, writes it or opens it, from before its
// journal mode is switched until after (PRAGMA locking_mode=EXCLUSIVE, sqlite.org/pragma.html).
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/LockWait.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <memory>
#include <stop_token>

namespace lockkeeper::store {

class ExclusiveFile final
{
public:
    // Waits for others. In WAL mode, that is for everybody who has it open; otherwise for those who are at
    // it: whoever is idle sees the new mode at his next statement. Errors: locked (who is in the way is named
    // where the system tells), corrupt, read_only, cancelled, internal.
    [[nodiscard]] static Result<std::unique_ptr<ExclusiveFile>> hold(const QString &path,
                                                                     const Patience &patience);

    [[nodiscard]] const QString &journalMode() const { return m_mode; } // as it was found
    // To "wal" or "delete", with everything of a -wal in the file. Errors: config (SQLite keeps another
    // mode), disk_full, internal.
    Result<void> switchTo(const QString &mode);
    [[nodiscard]] Result<QList<TableRows>> countRows(const std::stop_token &stop);

private:
    ExclusiveFile(QString path, Handle handle, QString mode);

    QString m_path;
    Handle m_handle;
    QString m_mode;
};

} // namespace lockkeeper::store
