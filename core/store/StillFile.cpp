#include "store/StillFile.h"

#include "store/SqliteError.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr sqlite3_int64 readVersionAt = 19; // sqlite.org/fileformat2.html, 1.3.3
constexpr unsigned char walVersion = 2;

// Read through SQLite's own descriptor: closing another one would drop the locks of whoever restores it.
bool saysWal(sqlite3 *database)
{
    sqlite3_file *file = nullptr;
    std::array<unsigned char, 1> version{};
    return sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
           file != nullptr && file->pMethods != nullptr &&
           file->pMethods->xRead(file, version.data(), static_cast<int>(version.size()), readVersionAt) ==
               SQLITE_OK &&
           version.front() == walVersion;
}
} // namespace

Result<StillFile> openStill(const QString &path)
{
    const QByteArray name =
        QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded() + "?immutable=1";
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(name.constData(), &database,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    StillFile still{.handle = Handle(database)};
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database)), path);
    sqlite3_extended_result_codes(database, 1);
    // The header is read with the first page: before, anything would pass for a database.
    if (sqlite3_exec(database, "PRAGMA schema_version", nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(database, path);
    still.inWalMode = saysWal(database);
    return still;
}

} // namespace lockkeeper::store
