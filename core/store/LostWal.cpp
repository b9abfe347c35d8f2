#include "store/LostWal.h"

#include "store/Database.h"
#include "store/DatabaseCopy.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr int looksAtMost = 3;

struct FileHeader
{
    std::array<char, 100> bytes{};
    qint64 fileBytes = 0;

    [[nodiscard]] quint32 number(std::size_t place) const
    {
        return qFromBigEndian<quint32>(bytes.data() + place);
    }
    [[nodiscard]] qint64 pageSize() const
    {
        const auto size = qFromBigEndian<quint16>(bytes.data() + 16);
        return size == 1 ? 65'536 : size;
    }
    [[nodiscard]] bool isWal() const
    {
        return std::memcmp(bytes.data(), "SQLite format 3", 16) == 0 && bytes[18] == 2 && bytes[19] == 2;
    }
    // The number of pages counts only where it was written together with the change counter.
    [[nodiscard]] bool countsPages() const { return number(28) > 0 && number(24) == number(92); }

    friend bool operator==(const FileHeader &, const FileHeader &) = default;
};

// By SQLite's own descriptor: one of ours would drop its locks when it is closed.
std::optional<FileHeader> readHeader(sqlite3 *database)
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr)
        return std::nullopt;
    FileHeader header;
    sqlite3_int64 size = 0;
    if (file->pMethods->xRead(file, header.bytes.data(), static_cast<int>(header.bytes.size()), 0) !=
            SQLITE_OK ||
        file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return std::nullopt;
    header.fileBytes = size;
    return header;
}
} // namespace

LostWal lookForLostWal(const QString &path)
{
    const QString file = QFileInfo(path).canonicalFilePath(); // the -wal is where a link leads to
    if (file.isEmpty())
        return {};
    const Result<Handle> opened = openOriginal(file);
    if (!opened)
        return {};
    // Between two looks that are the same nobody wrote, nor brought a WAL in.
    std::optional<FileHeader> before;
    for (int i = 0; i < looksAtMost; ++i) {
        const std::optional<FileHeader> now = readHeader(opened->get());
        if (!now || !now->isWal() || fileSizes(file).wal > 0)
            return {};
        if (now == before)
            return {.alone = true,
                    .saidBytes = now->countsPages() ? now->pageSize() * now->number(28) : now->fileBytes,
                    .bytes = now->fileBytes};
        before = now;
    }
    return {};
}

QString lostWalText(const QString &path)
{
    return Tr::tr(
               "%1 is in WAL mode, has no “-wal” beside it, and is not as long as it says: it was copied or "
               "moved without its “-wal”, and what stood there is missing. Put both files there, or restore "
               "a backup.")
        .arg(path);
}

} // namespace lockkeeper::store
