// The place of a community's database, where a restored file goes, and the former file, which is kept beside
// it. Blocking.
#pragma once

#include "base/Result.h"
#include "store/LockWait.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::backup {

class Place final
{
public:
    // `database` may be missing, or a link to another place.
    Place(const QString &database, QString community);

    [[nodiscard]] bool isTaken() const { return m_taken; } // there is a file now
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &folder() const { return m_folder; }

    // That nothing but a file can be there. Errors: config.
    [[nodiscard]] Result<void> check() const;
    // The present file's owner and permissions for `copy`, as far as this user may give them.
    void giveRights(const QString &copy) const;
    // `copy`, a whole database beside it that nobody has open, and the present file kept aside. At every
    // moment the path leads to one of both. Errors: locked (somebody has the database in hand), config,
    // disk_full, read_only, cancelled, internal.
    [[nodiscard]] Result<void> put(const QString &copy, const store::Patience &patience);

    // Where the former file is now; empty: nowhere.
    [[nodiscard]] const QString &aside() const { return m_aside; }
    // Of its content tables; nothing where there was none, or it could not be read.
    [[nodiscard]] std::optional<QList<store::TableRows>> formerRows() const;

private:
    [[nodiscard]] Result<void> putWhereNoneWas(const QString &copy) const;
    [[nodiscard]] Result<void> replaceDamaged(const QString &copy);
    [[nodiscard]] QString freeAside() const;

    QString m_community;
    QString m_database; // as it was named
    bool m_taken = false;
    QString m_path; // of the file itself, not of a link to it
    QString m_folder;
    QString m_aside;
    bool m_formerDamaged = false; // so much that SQLite cannot switch its mode
};

// An error of kind locked with what to do about it; another as it is.
[[nodiscard]] Error endOthersFirst(Error error);

} // namespace lockkeeper::backup
