// A WAL database's file without the "-wal" that belongs to it, as whoever copies or moves the file alone
// makes it: recognised by its header, where it can be (sqlite.org/fileformat2.html, 1.3). Blocking, but
// cheap.
#pragma once

#include <QString>

namespace lockkeeper::store {

struct LostWal
{
    // Its header says WAL mode, and no "-wal" with anything in it stands beside it. So it is with every
    // database that all programs have closed; then its length is what its header says.
    bool alone = false;
    qint64 saidBytes = 0; // by the header: pages times their size
    qint64 bytes = 0;     // of the file

    // Pages of it were still in a "-wal".
    [[nodiscard]] bool certain() const { return alone && saidBytes != bytes; }
};

// Reads the header through SQLite, without a transaction, so that neither -wal nor -shm is made. A file that
// cannot be opened, or is none of SQLite's, is not alone.
[[nodiscard]] LostWal lookForLostWal(const QString &path);

// What it means where it is certain, in two sentences.
[[nodiscard]] QString lostWalText(const QString &path);

} // namespace lockkeeper::store
