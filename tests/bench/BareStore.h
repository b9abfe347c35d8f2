// What the store is measured against: a loop over sqlite3's C interface with the same statements, batches and
// pragmas, nothing around it. One connection; for one thread.
#pragma once

#include "store/Rows.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace lockkeeper::bench {

// Rows as a C program would have them.
struct BareItem
{
    std::string repo;
    std::string itemType;
    std::int64_t number = 0;
    std::string title;
    std::optional<std::string> firstMessage;
    std::string status;
    std::string url;
    std::string createdAt;
};

struct BareBatch
{
    std::string remote;
    std::vector<BareItem> items;
    std::string cursor;
};

[[nodiscard]] std::vector<BareBatch> bareBatches(const std::vector<store::Batch> &batches);

class BareWriter final
{
public:
    // The file must have its schema. `checkpointPages` is SQLite's wal_autocheckpoint.
    BareWriter(const std::string &path, int busyTimeoutMs, int checkpointPages);
    ~BareWriter();
    BareWriter(const BareWriter &) = delete;
    BareWriter &operator=(const BareWriter &) = delete;

    // One transaction; SQLite's code. After an error nothing of it is stored.
    [[nodiscard]] int write(const BareBatch &batch);

    [[nodiscard]] std::chrono::nanoseconds waited() const
    {
        return m_waited;
    }                                                                      // for the last transaction's lock
    [[nodiscard]] std::chrono::nanoseconds held() const { return m_held; } // it, COMMIT's checkpoint included

private:
    [[nodiscard]] sqlite3_stmt *prepare(const std::string &sql);
    [[nodiscard]] int run(sqlite3_stmt *statement);
    [[nodiscard]] int writeRows(const BareBatch &batch);

    sqlite3 *m_database = nullptr;
    std::vector<sqlite3_stmt *> m_statements;
    sqlite3_stmt *m_begin = nullptr;
    sqlite3_stmt *m_upsert = nullptr;
    sqlite3_stmt *m_moveCursor = nullptr;
    sqlite3_stmt *m_commit = nullptr;
    sqlite3_stmt *m_rollback = nullptr;
    std::chrono::nanoseconds m_waited{0};
    std::chrono::nanoseconds m_held{0};
};

} // namespace lockkeeper::bench
