#include "tests/support/QuotaVfs.h"

#include <sqlite3.h>

namespace lockkeeper::tests {

namespace {
std::atomic<std::int64_t> room = 0; // bytes the files may still grow by
std::atomic<int> refused = 0;
sqlite3_vfs *realVfs = nullptr;
sqlite3_vfs quotaVfs;

// The database file and its WAL have different methods: the WAL is not locked.
struct Kind
{
    sqlite3_io_methods ours;
    const sqlite3_io_methods *real = nullptr;
};
Kind databases;
Kind wals;
Kind journals;

const sqlite3_io_methods *realMethodsOf(sqlite3_file *file)
{
    for (const Kind *kind : {&wals, &journals}) {
        if (file->pMethods == &kind->ours)
            return kind->real;
    }
    return databases.real;
}

// The real file's write, unless it would make the file grow past what is left.
int writeWithin(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    sqlite3_int64 size = 0;
    if (const int code = realMethodsOf(file)->xFileSize(file, &size); code != SQLITE_OK)
        return code;
    const sqlite3_int64 growth = offset + amount - size;
    if (growth > 0) {
        if (room.load() < growth) {
            ++refused;
            return SQLITE_FULL;
        }
        room -= growth;
    }
    return realMethodsOf(file)->xWrite(file, data, amount, offset);
}

// SQLite's unix VFS puts its methods into the file; ours are the same but for xWrite.
int openWithin(sqlite3_vfs * /*vfs*/, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    const int code = realVfs->xOpen(realVfs, name, file, flags, outFlags);
    if (code == SQLITE_OK && file->pMethods != nullptr &&
        (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0) {
        Kind &kind = (flags & SQLITE_OPEN_WAL) != 0       ? wals
                     : (flags & SQLITE_OPEN_MAIN_DB) != 0 ? databases
                                                          : journals;
        kind.real = file->pMethods;
        kind.ours = *kind.real;
        kind.ours.xWrite = writeWithin;
        file->pMethods = &kind.ours;
    }
    return code;
}
} // namespace

QuotaVfs::QuotaVfs(std::int64_t bytes)
{
    realVfs = sqlite3_vfs_find("unix");
    quotaVfs = *realVfs;
    quotaVfs.zName = "quota";
    quotaVfs.pNext = nullptr;
    quotaVfs.xOpen = openWithin;
    refused = 0;
    setQuota(bytes);
    sqlite3_vfs_register(&quotaVfs, 1);
}

QuotaVfs::~QuotaVfs()
{
    sqlite3_vfs_register(realVfs, 1);
    sqlite3_vfs_unregister(&quotaVfs);
}

void QuotaVfs::setQuota(std::int64_t bytes)
{
    room = bytes;
}

int QuotaVfs::refusals() const
{
    return refused;
}

} // namespace lockkeeper::tests
