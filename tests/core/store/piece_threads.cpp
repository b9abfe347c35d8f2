// Pieces of a file that are written on another thread, built with ThreadSanitizer and without Qt.
#include "store/BulkVfs.h"
#include "store/PieceWriter.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace store = lockkeeper::store;

namespace {
void require(bool condition, const char *what)
{
    if (!condition) {
        std::fprintf(stderr, "FAILED: %s\n", what);
        std::exit(1);
    }
}

void everyPieceInItsOrder()
{
    constexpr int count = 2000; // many times the ring
    std::vector<long long> written;
    {
        store::PieceWriter writer([&](const store::Piece &piece) {
            written.push_back(piece.begins + static_cast<long long>(piece.bytes.size()));
            return 0;
        });
        for (int i = 0; i < count; ++i) {
            store::Piece &piece = writer.next();
            require(piece.bytes.empty(), "the next piece is empty");
            piece.begins = i;
            piece.bytes.assign(3, 'x');
            require(writer.add() == 0, "nothing failed");
            if (i % 500 == 499) {
                require(writer.drain() == 0, "nothing failed yet");
                require(static_cast<int>(written.size()) == i + 1, "all is written by then");
            }
        }
    }
    require(static_cast<int>(written.size()) == count, "every piece is written");
    for (int i = 0; i < count; ++i)
        require(written[static_cast<std::size_t>(i)] == i + 3, "in the order of coming");
}

void nothingAfterAFailure()
{
    int asked = 0;
    store::PieceWriter writer([&](const store::Piece &piece) {
        ++asked;
        errno = piece.begins == 7 ? EFBIG : 0;
        return piece.begins == 7 ? SQLITE_IOERR_WRITE : SQLITE_OK;
    });
    for (int i = 0; i < 100; ++i) {
        writer.next().begins = i;
        writer.next().bytes.assign(1, 'x');
        (void)writer.add();
    }
    errno = 0;
    require(writer.drain() == SQLITE_IOERR_WRITE, "the first failure is told");
    require(errno == EFBIG, "with what the system said of it");
    require(asked == 8, "and nothing is written after it");
}

sqlite3 *opened(const std::string &path, const char *vfs)
{
    sqlite3 *database = nullptr;
    require(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs) ==
                SQLITE_OK,
            "it opens");
    return database;
}

void run(sqlite3 *database, const char *sql)
{
    require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
}

void aCopyIsTheOriginal(const std::string &folder)
{
    sqlite3 *original = opened(folder + "/original.db", nullptr);
    run(original,
        "CREATE TABLE t(i INTEGER PRIMARY KEY, filler TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION "
        "ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, hex(zeroblob(i % 900)) FROM n");
    {
        sqlite3 *copy = opened(folder + "/copy.db", store::bulkVfs());
        run(copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
        sqlite3_backup *backup = sqlite3_backup_init(copy, "main", original, "main");
        require(backup != nullptr, "the copy begins");
        int code = SQLITE_OK;
        while (code == SQLITE_OK)
            code = sqlite3_backup_step(backup, 64);
        require(code == SQLITE_DONE && sqlite3_backup_finish(backup) == SQLITE_OK, "the copy ends");
        require(sqlite3_close(copy) == SQLITE_OK, "the copy is closed");
    }
    run(original, ("ATTACH '" + folder + "/copy.db' AS copy").c_str());
    int differing = -1;
    const auto take = [](void *into, int, char **values, char **) {
        *static_cast<int *>(into) = std::atoi(values[0]);
        return 0;
    };
    require(sqlite3_exec(original,
                         "SELECT (SELECT count(*) FROM (SELECT * FROM main.t EXCEPT SELECT * FROM copy.t)) + "
                         "abs((SELECT count(*) FROM copy.t) - 5000)",
                         take, &differing, nullptr) == SQLITE_OK,
            "both are read");
    require(differing == 0, "every row is in the copy");
    require(sqlite3_close(original) == SQLITE_OK, "the original is closed");
}
} // namespace

int main()
{
    everyPieceInItsOrder();
    nothingAfterAFailure();
    std::string folder = (std::filesystem::temp_directory_path() / "piece_threads-XXXXXX").string();
    require(::mkdtemp(folder.data()) != nullptr, "there is a folder");
    aCopyIsTheOriginal(folder);
    std::filesystem::remove_all(folder);
    std::puts("3 passed, 0 failed");
}
