// A VFS over the default one, which differs from it in how the database's own file is read or written
// (sqlite.org/vfs.html, 2.2). Shared by those that are.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <memory>

namespace lockkeeper::store {

// One open file: SQLite allocates room for this and for the default VFS's own behind it.
template <typename Own>
struct ShimFile
{
    sqlite3_file base;
    sqlite3_file *real;
    Own *own; // null for files that are not the database's own

    static ShimFile *of(sqlite3_file *file) { return reinterpret_cast<ShimFile *>(file); }
};

template <typename Own, auto Member, typename... Arguments>
int passOn(sqlite3_file *file, Arguments... arguments)
{
    sqlite3_file *real = ShimFile<Own>::of(file)->real;
    return (real->pMethods->*Member)(real, arguments...);
}

inline sqlite3_vfs *underlyingVfs()
{
    return sqlite3_vfs_find(nullptr);
}

// `Own::methodsOver(real)` says which methods the file gets, and its xClose deletes `own`.
template <typename Own>
int openShim(sqlite3_vfs * /*vfs*/, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *mine = ShimFile<Own>::of(file);
    std::memset(mine, 0, sizeof *mine);
    mine->real = reinterpret_cast<sqlite3_file *>(mine + 1);
    const int code = underlyingVfs()->xOpen(underlyingVfs(), name, mine->real, flags, outFlags);
    if (code != SQLITE_OK) {
        if (mine->real->pMethods != nullptr) // as SQLite itself would
            mine->real->pMethods->xClose(mine->real);
        return code;
    }
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
        mine->own = std::make_unique<Own>().release();
    mine->base.pMethods = Own::methodsOver(mine->real);
    return SQLITE_OK;
}

template <typename Own>
std::unique_ptr<sqlite3_vfs> registerShim(const char *name)
{
    auto vfs = std::make_unique<sqlite3_vfs>(*underlyingVfs());
    vfs->zName = name;
    vfs->pNext = nullptr;
    vfs->szOsFile += static_cast<int>(sizeof(ShimFile<Own>));
    vfs->xOpen = openShim<Own>;
    sqlite3_vfs_register(vfs.get(), 0);
    return vfs;
}

} // namespace lockkeeper::store
