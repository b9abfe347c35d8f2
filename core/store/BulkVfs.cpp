#include "store/BulkVfs.h"

#include "store/PieceWriter.h"
#include "store/VfsShim.h"

#include <optional>

namespace lockkeeper::store {

namespace {
constexpr std::size_t pieceBytes = 1 << 16; // SQLite's unix VFS writes less than 128 KiB at once

struct Bulk
{
    static const sqlite3_io_methods *methodsOver(const sqlite3_file *real);

    std::optional<PieceWriter> writer; // from the first write on
};

using BulkFile = ShimFile<Bulk>;

PieceWriter &writerOf(sqlite3_file *file)
{
    std::optional<PieceWriter> &writer = BulkFile::of(file)->own->writer;
    if (!writer) {
        sqlite3_file *real = BulkFile::of(file)->real;
        writer.emplace([real](const Piece &piece) {
            return real->pMethods->xWrite(real, piece.bytes.data(), static_cast<int>(piece.bytes.size()),
                                          piece.begins);
        });
    }
    return *writer;
}

// All that was written so far.
int handOn(sqlite3_file *file)
{
    Bulk *own = BulkFile::of(file)->own;
    if (own == nullptr || !own->writer)
        return SQLITE_OK;
    if (!own->writer->next().bytes.empty())
        (void)own->writer->add(); // drain() tells it, too
    return own->writer->drain();
}

int bulkWrite(sqlite3_file *file, const void *data, int amount, sqlite3_int64 offset)
{
    if (BulkFile::of(file)->own == nullptr)
        return passOn<Bulk, &sqlite3_io_methods::xWrite>(file, data, amount, offset);
    PieceWriter &writer = writerOf(file);
    const auto length = static_cast<std::size_t>(amount);
    const auto fits = [&](const Piece &piece) {
        return piece.begins + static_cast<sqlite3_int64>(piece.bytes.size()) == offset &&
               piece.bytes.size() + length <= pieceBytes;
    };
    if (!writer.next().bytes.empty() && !fits(writer.next())) {
        if (const int code = writer.add(); code != SQLITE_OK)
            return code;
    }
    Piece &piece = writer.next();
    if (piece.bytes.empty()) {
        piece.begins = offset;
        piece.bytes.reserve(pieceBytes);
    }
    const char *bytes = static_cast<const char *>(data);
    piece.bytes.insert(piece.bytes.end(), bytes, bytes + amount);
    return SQLITE_OK;
}

int bulkClose(sqlite3_file *file)
{
    const int left = handOn(file);
    delete BulkFile::of(file)->own;
    const int code = passOn<Bulk, &sqlite3_io_methods::xClose>(file);
    return left != SQLITE_OK ? left : code;
}

// Everything else wants to see what was written.
template <auto Member, typename... Arguments>
int afterHandingOn(sqlite3_file *file, Arguments... arguments)
{
    if (const int code = handOn(file); code != SQLITE_OK)
        return code;
    return passOn<Bulk, Member, Arguments...>(file, arguments...);
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
    .xSectorSize = passOn<Bulk, &Methods::xSectorSize>,
    .xDeviceCharacteristics = passOn<Bulk, &Methods::xDeviceCharacteristics>,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

const sqlite3_io_methods *Bulk::methodsOver(const sqlite3_file * /*real*/)
{
    return &bulkMethods;
}
} // namespace

const char *bulkVfs()
{
    static const std::unique_ptr<sqlite3_vfs> registered = registerShim<Bulk>("lockkeeper-bulk");
    return registered->zName;
}

} // namespace lockkeeper::store
