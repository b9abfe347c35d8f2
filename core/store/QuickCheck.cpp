#include "store/QuickCheck.h"

#include "store/FileCheck.h"
#include "store/SqlNames.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr int readBytes = 1 << 16; // SQLite's unix VFS reads less than 128 KiB at once
constexpr int partBytes = 1 << 20; // of one question to the system

// Whether the system has all of it in memory, so that reading it once more would tell nothing. `mapped` is a
// page's beginning.
bool isInMemory(void *mapped, std::size_t bytes)
{
#ifdef Q_OS_LINUX
    const auto page = std::size_t(sysconf(_SC_PAGESIZE));
    std::vector<unsigned char> pages((bytes + page - 1) / page);
    return mincore(mapped, bytes, pages.data()) == 0 &&
           std::all_of(pages.cbegin(), pages.cend(), [](unsigned char one) { return (one & 1) != 0; });
#else
    Q_UNUSED(mapped)
    Q_UNUSED(bytes)
    return false;
#endif
}

// The same of a part of an open database, as far as SQLite has mapped it.
bool isInMemory(sqlite3_file *file, sqlite3_int64 begins, int bytes)
{
    void *mapped = nullptr;
    if (file->pMethods->iVersion < 3 || file->pMethods->xFetch(file, begins, bytes, &mapped) != SQLITE_OK ||
        mapped == nullptr)
        return false;
    const bool there = isInMemory(mapped, std::size_t(bytes));
    (void)file->pMethods->xUnfetch(file, begins, mapped);
    return there;
}

Result<void> checkBy(sqlite3 *database, const QString &path, const QString &pragma,
                     const std::stop_token &stop)
{
    const Result<QStringList> whole = column(database, path, pragma, stop);
    if (!whole)
        return whole.error();
    if (*whole == QStringList{u"ok"_s})
        return {};
    return Error{
        .kind = ErrorKind::Corrupt,
        .text = Tr::tr("%1 did not pass SQLite's check: %2.").arg(path, whole->join("; "_L1).simplified()),
        .hint = Tr::tr("Restore it from a backup. It has not been deleted or replaced."),
        .url = {}};
}

// Where they begin. On a connection of its own: one that maps a file reads it through that mapping, too.
Result<std::vector<sqlite3_int64>> partsNotInMemory(const QString &path, sqlite3_int64 size,
                                                    const std::stop_token &stop)
{
    const Result<Handle> file = openMapped(path, stop);
    if (!file)
        return file.error();
    // SQLite maps a file when it first reads it.
    if (const Result<QString> read = firstValue(file->get(), path, u"PRAGMA schema_version"_s, stop); !read)
        return read.error();
    sqlite3_file *mapped = nullptr;
    if (sqlite3_file_control(file->get(), "main", SQLITE_FCNTL_FILE_POINTER, &mapped) != SQLITE_OK)
        return lastError(file->get(), path);
    std::vector<sqlite3_int64> parts;
    for (sqlite3_int64 begins = 0; begins < size; begins += partBytes) {
        if (!isInMemory(mapped, begins, int(std::min<sqlite3_int64>(partBytes, size - begins))))
            parts.push_back(begins);
    }
    return parts;
}

// Until none is left, or somebody found something.
Result<void> checkTheNext(const QString &path, const QStringList &tables, std::atomic<qsizetype> &next,
                          const std::stop_token &stop)
{
    const Result<Handle> file = openMapped(path, stop);
    if (!file)
        return file.error();
    for (qsizetype i = next++; i < tables.size(); i = next++) {
        const QString pragma = u"PRAGMA quick_check(%1)"_s.arg(quotedName(tables.at(i)));
        if (Result<void> checked = checkBy(file->get(), path, pragma, stop); !checked) {
            next = tables.size();
            return checked;
        }
    }
    return {};
}
} // namespace

Result<void> quickCheck(sqlite3 *database, const QString &path, const std::stop_token &stop)
{
    return checkBy(database, path, u"PRAGMA quick_check(3)"_s, stop);
}

Result<Handle> openMapped(const QString &path, const std::stop_token &stop)
{
    Result<Handle> file = openOriginal(path);
    if (!file)
        return file;
    const Result<QString> mapped =
        firstValue(file->get(), path, u"PRAGMA mmap_size=2147418112"_s, stop); // SQLite's own limit
    if (!mapped)
        return mapped.error();
    return file;
}

Result<void> readThrough(const QString &path, const std::stop_token &stop)
{
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return file.error();
    sqlite3_file *opened = nullptr;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(file->get(), "main", SQLITE_FCNTL_FILE_POINTER, &opened);
    if (code == SQLITE_OK)
        code = opened->pMethods->xFileSize(opened, &size);
    if (code != SQLITE_OK)
        return sqliteError(code, QString::fromUtf8(sqlite3_errstr(code)), path);
    const Result<std::vector<sqlite3_int64>> missing = partsNotInMemory(path, size, stop);
    if (!missing)
        return missing.error();
    std::atomic<std::size_t> next = 0;
    std::atomic<int> failure = SQLITE_OK;
    const auto readTheNext = [&] {
        std::vector<char> piece(readBytes);
        for (std::size_t part = next++; part < missing->size(); part = next++) {
            const sqlite3_int64 ends = std::min((*missing)[part] + partBytes, size);
            for (sqlite3_int64 at = (*missing)[part];
                 at < ends && failure == SQLITE_OK && !stop.stop_requested(); at += readBytes) {
                const int read = opened->pMethods->xRead(opened, piece.data(), readBytes, at);
                if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ) // which is its end
                    failure = read;
            }
        }
    };
    {
        const std::jthread other(readTheNext);
        readTheNext();
    }
    if (stop.stop_requested())
        return cancelledError();
    if (failure != SQLITE_OK)
        return sqliteError(failure, QString::fromUtf8(sqlite3_errstr(failure)), path);
    return {};
}

Result<void> quickCheckMapped(const QString &path, const std::stop_token &stop)
{
    const Result<Handle> file = openMapped(path, stop);
    if (!file)
        return file.error();
    return quickCheck(file->get(), path, stop);
}

Result<void> quickCheckTables(const QString &path, const std::stop_token &stop)
{
    // Open until the end: of two that open a WAL database at once, one would find it locked by the other.
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return file.error();
    const Result<QStringList> tables =
        column(file->get(), path,
               u"SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"_s, stop);
    if (!tables)
        return tables.error();
    std::atomic<qsizetype> next = 0;
    Result<void> others;
    std::jthread other([&] { others = checkTheNext(path, *tables, next, stop); });
    const Result<void> mine = checkTheNext(path, *tables, next, stop);
    other.join();
    return mine ? others : mine;
}

} // namespace lockkeeper::store
