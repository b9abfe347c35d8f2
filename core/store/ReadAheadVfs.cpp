#include "store/ReadAheadVfs.h"

#include "store/VfsShim.h"

#include <algorithm>
#include <array>

namespace lockkeeper::store {

namespace {
constexpr sqlite3_int64 blockBytes = 1 << 16;

struct Ahead
{
    static const sqlite3_io_methods *methodsOver(const sqlite3_file *real);

    std::array<char, blockBytes> block;
    sqlite3_int64 number = -1; // of the block, in the file
    sqlite3_int64 length = 0;
    sqlite3_int64 touched = -1; // the block that a page was read from on its own last
};

using AheadFile = ShimFile<Ahead>;

void readBlock(sqlite3_file *real, Ahead &ahead, sqlite3_int64 number)
{
    sqlite3_int64 size = 0;
    const sqlite3_int64 begins = number * blockBytes;
    ahead.number = -1;
    if (real->pMethods->xFileSize(real, &size) != SQLITE_OK || begins >= size)
        return;
    ahead.length = std::min(blockBytes, size - begins);
    // Whoever asks for a page that cannot be read hears of it.
    if (real->pMethods->xRead(real, ahead.block.data(), static_cast<int>(ahead.length), begins) == SQLITE_OK)
        ahead.number = number;
}

int aheadRead(sqlite3_file *file, void *into, int amount, sqlite3_int64 offset)
{
    sqlite3_file *real = AheadFile::of(file)->real;
    Ahead *ahead = AheadFile::of(file)->own;
    if (ahead == nullptr)
        return real->pMethods->xRead(real, into, amount, offset);
    const sqlite3_int64 number = offset / blockBytes;
    const sqlite3_int64 within = offset % blockBytes;
    if (number != ahead->number && (number == ahead->touched || number == ahead->number + 1))
        readBlock(real, *ahead, number);
    if (number == ahead->number && within + amount <= ahead->length) {
        std::memcpy(into, ahead->block.data() + within, static_cast<std::size_t>(amount));
        return SQLITE_OK;
    }
    ahead->touched = number;
    return real->pMethods->xRead(real, into, amount, offset);
}

int aheadClose(sqlite3_file *file)
{
    delete AheadFile::of(file)->own;
    return passOn<Ahead, &sqlite3_io_methods::xClose>(file);
}

// After these the file may hold something else.
template <auto Member, typename... Arguments>
int forgetAndPassOn(sqlite3_file *file, Arguments... arguments)
{
    if (Ahead *ahead = AheadFile::of(file)->own)
        ahead->number = -1;
    return passOn<Ahead, Member, Arguments...>(file, arguments...);
}

void aheadShmBarrier(sqlite3_file *file)
{
    AheadFile::of(file)->real->pMethods->xShmBarrier(AheadFile::of(file)->real);
}

using AheadMethods = sqlite3_io_methods;

// Version 3 would let a page be mapped, past what is read here; 1 knows no shared memory.
constexpr AheadMethods aheadMethods(int version)
{
    return {
        .iVersion = version,
        .xClose = aheadClose,
        .xRead = aheadRead,
        .xWrite = forgetAndPassOn<&AheadMethods::xWrite, const void *, int, sqlite3_int64>,
        .xTruncate = forgetAndPassOn<&AheadMethods::xTruncate, sqlite3_int64>,
        .xSync = passOn<Ahead, &AheadMethods::xSync, int>,
        .xFileSize = passOn<Ahead, &AheadMethods::xFileSize, sqlite3_int64 *>,
        .xLock = forgetAndPassOn<&AheadMethods::xLock, int>,
        .xUnlock = forgetAndPassOn<&AheadMethods::xUnlock, int>,
        .xCheckReservedLock = passOn<Ahead, &AheadMethods::xCheckReservedLock, int *>,
        .xFileControl = passOn<Ahead, &AheadMethods::xFileControl, int, void *>,
        .xSectorSize = passOn<Ahead, &AheadMethods::xSectorSize>,
        .xDeviceCharacteristics = passOn<Ahead, &AheadMethods::xDeviceCharacteristics>,
        .xShmMap = passOn<Ahead, &AheadMethods::xShmMap, int, int, int, void volatile **>,
        .xShmLock = forgetAndPassOn<&AheadMethods::xShmLock, int, int, int>,
        .xShmBarrier = aheadShmBarrier,
        .xShmUnmap = passOn<Ahead, &AheadMethods::xShmUnmap, int>,
        .xFetch = nullptr,
        .xUnfetch = nullptr,
    };
}

const sqlite3_io_methods *Ahead::methodsOver(const sqlite3_file *real)
{
    static constexpr AheadMethods without = aheadMethods(1);
    static constexpr AheadMethods withSharedMemory = aheadMethods(2);
    return real->pMethods->iVersion < 2 ? &without : &withSharedMemory;
}
} // namespace

const char *readAheadVfs()
{
    static const std::unique_ptr<sqlite3_vfs> registered = registerShim<Ahead>("lockkeeper-read-ahead");
    return registered->zName;
}

} // namespace lockkeeper::store
