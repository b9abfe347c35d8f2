#include "store/BulkVfs.h"

#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <vector>

namespace lockkeeper::store {

namespace {
constexpr std::size_t pieceBytes = 1 << 16; // SQLite's unix VFS writes less than 128 KiB at once

// One open file: SQLite allocates room for this and for the default VFS's own behind it.
struct BulkFile
{
    sqlite3_file base;
    sqlite3_file *real;
    std::vector<char> *piece; // not handed on yet; null for files that are not the database's own
    sqlite3_int64 begins;     // where it belongs
};

BulkFile *bulk(sqlite3_file *file)
{
    return reinterpret_cast<BulkFile *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return bulk(file)->real;
}

int handOn(sqlite3_file *file)
{
    BulkFile *mine = bulk(file);
    if (mine->piece == nullptr || mine->piece->empty())
        return SQLITE_OK;
    const int code = mine->real->pMethods->xWrite(mine->real, mine->piece->data(),
                                                  static_cast<int>(mine->piece->size()), mine->begins);
    mine->piece->clear();
    return code;
}

int bulkWrite(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    BulkFile *mine = bulk(file);
    if (mine->piece == nullptr)
        return mine->real->pMethods->xWrite(mine->real, data, amount, offset);
    const bool follows = mine->begins + static_cast<sqlite3_int64>(mine->piece->size()) == offset;
    if (!follows || mine->piece->size() + static_cast<std::size_t>(amount) > pieceBytes) {
        if (const int code = handOn(file); code != SQLITE_OK)
            return code;
    }
    if (mine->piece->empty())
        mine->begins = offset;
    const char *bytes = static_cast<const char *>(data);
    mine->piece->insert(mine->piece->end(), bytes, bytes + amount);
    return SQLITE_OK;
}

int bulkClose(sqlite3_file *file)
{
    const int left = handOn(file);
    delete bulk(file)->piece;
    const int code = realOf(file)->pMethods->xClose(realOf(file));
    return left != SQLITE_OK ? left : code;
}

// Everything else wants to see what was written.
template <auto Member, typename... Arguments>
int afterHandingOn(sqlite3_file *file, Arguments... arguments)
{
    if (const int code = handOn(file); code != SQLITE_OK)
        return code;
    return (realOf(file)->pMethods->*Member)(realOf(file), arguments...);
}

int bulkSectorSize(sqlite3_file *file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int bulkCharacteristics(sqlite3_file *file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

using Methods = sqlite3_io_methods;
const Methods bulkMethods = {
    .iVersion = 1, // no shared memory, no mapping
    .xClose = bulkClose,
    .xRead = afterHandingOn<&Methods::xRead, void *, int, sqlite3_int64>,
    .xWrite = bulkWrite,
    .xTruncate = afterHandingOn<&Methods::xTruncate, sqlite3_int64>,
    .xSync = afterHandingOn<&Methods::xSync, int>,
    .xFileSize = afterHandingOn<&Methods::xFileSize, sqlite3_int64 *>,
    .xLock = afterHandingOn<&Methods::xLock, int>,
    .xUnlock = afterHandingOn<&Methods::xUnlock, int>,
    .xCheckReservedLock = afterHandingOn<&Methods::xCheckReservedLock, int *>,
    .xFileControl = afterHandingOn<&Methods::xFileControl, int, void *>,
    .xSectorSize = bulkSectorSize,
    .xDeviceCharacteristics = bulkCharacteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

sqlite3_vfs *defaultVfs()
{
    return sqlite3_vfs_find(nullptr);
}

int bulkOpen(sqlite3_vfs * /*vfs*/, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    BulkFile *mine = bulk(file);
    std::memset(mine, 0, sizeof *mine);
    mine->real = reinterpret_cast<sqlite3_file *>(mine + 1);
    const int code = defaultVfs()->xOpen(defaultVfs(), name, mine->real, flags, outFlags);
    if (code != SQLITE_OK) {
        if (mine->real->pMethods != nullptr) // as SQLite itself would
            mine->real->pMethods->xClose(mine->real);
        return code;
    }
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
        mine->piece = new std::vector<char>;
        mine->piece->reserve(pieceBytes);
    }
    mine->base.pMethods = &bulkMethods;
    return SQLITE_OK;
}
} // namespace

const char *bulkVfs()
{
    static const std::unique_ptr<sqlite3_vfs> registered = [] {
        auto vfs = std::make_unique<sqlite3_vfs>(*defaultVfs());
        vfs->zName = "lockkeeper-bulk";
        vfs->pNext = nullptr;
        vfs->szOsFile += static_cast<int>(sizeof(BulkFile));
        vfs->xOpen = bulkOpen;
        sqlite3_vfs_register(vfs.get(), 0);
        return vfs;
    }();
    return registered->zName;
}

} // namespace lockkeeper::store
