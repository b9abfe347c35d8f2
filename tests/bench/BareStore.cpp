#include "tests/bench/BareStore.h"

#include "store/RowTables.h"
#include "store/Upsert.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
void bind(sqlite3_stmt *statement, int place, const std::string &text)
{
    sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
} // namespace

std::vector<BareBatch> bareBatches(const std::vector<store::Batch> &batches)
{
    std::vector<BareBatch> result;
    for (const store::Batch &batch : batches) {
        BareBatch bare{.remote = batch.remote.name.toStdString(),
                       .items = {},
                       .cursor = batch.cursor.value_or(QString()).toStdString()};
        for (const store::GithubItem &item : batch.githubItems) {
            bare.items.push_back({.repo = item.repo.toStdString(),
                                  .itemType = item.itemType.toStdString(),
                                  .number = item.number,
                                  .title = item.title.toStdString(),
                                  .firstMessage = item.firstMessage.isNull()
                                                      ? std::nullopt
                                                      : std::optional(item.firstMessage.toStdString()),
                                  .status = item.status.toStdString(),
                                  .url = item.url.toStdString(),
                                  .createdAt = item.createdAt.toStdString()});
        }
        result.push_back(std::move(bare));
    }
    return result;
}

BareWriter::BareWriter(const std::string &path, int busyTimeoutMs, int checkpointPages)
{
    sqlite3_open_v2(path.c_str(), &m_database, SQLITE_OPEN_READWRITE, nullptr);
    sqlite3_busy_timeout(m_database, busyTimeoutMs);
    const std::string pragmas =
        "PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=67108864; PRAGMA mmap_size=0; "
        "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=" +
        std::to_string(checkpointPages);
    sqlite3_exec(m_database, pragmas.c_str(), nullptr, nullptr, nullptr);
    m_begin = prepare("BEGIN IMMEDIATE");
    m_upsert = prepare(store::upsertSql(store::shapeOf(store::Table::GithubItems)).toStdString());
    m_moveCursor = prepare("INSERT INTO lockkeeper_cursors(source_type, source_name, cursor, moved_at) "
                           "VALUES('github', ?, ?, ?) ON CONFLICT(source_type, source_name) DO UPDATE "
                           "SET cursor=excluded.cursor, moved_at=excluded.moved_at "
                           "WHERE cursor IS NOT excluded.cursor");
    m_commit = prepare("COMMIT");
    m_rollback = prepare("ROLLBACK");
}

BareWriter::~BareWriter()
{
    for (sqlite3_stmt *statement : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

sqlite3_stmt *BareWriter::prepare(const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(m_database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statements.push_back(statement);
    return statement;
}

int BareWriter::run(sqlite3_stmt *statement)
{
    const int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int BareWriter::write(const BareBatch &batch)
{
    const auto asked = std::chrono::steady_clock::now();
    if (const int code = run(m_begin); code != SQLITE_OK)
        return code;
    const auto begun = std::chrono::steady_clock::now();
    m_waited = begun - asked;
    int code = writeRows(batch);
    if (code == SQLITE_OK)
        code = run(m_commit);
    if (code != SQLITE_OK)
        (void)run(m_rollback);
    m_held = std::chrono::steady_clock::now() - begun;
    return code;
}

int BareWriter::writeRows(const BareBatch &batch)
{
    static const std::string now = "2024-04-01T12:00:00Z";
    for (const BareItem &item : batch.items) {
        bind(m_upsert, 1, item.repo);
        bind(m_upsert, 2, item.itemType);
        sqlite3_bind_int64(m_upsert, 3, item.number);
        bind(m_upsert, 4, item.title);
        if (item.firstMessage)
            bind(m_upsert, 5, *item.firstMessage);
        else
            sqlite3_bind_null(m_upsert, 5);
        bind(m_upsert, 6, item.status);
        bind(m_upsert, 7, item.url);
        bind(m_upsert, 8, item.createdAt);
        bind(m_upsert, 9, now);
        if (const int code = run(m_upsert); code != SQLITE_OK)
            return code;
    }
    bind(m_moveCursor, 1, batch.remote);
    bind(m_moveCursor, 2, batch.cursor);
    bind(m_moveCursor, 3, now);
    return run(m_moveCursor);
}

} // namespace lockkeeper::bench
