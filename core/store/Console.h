// A database asked in SQL that somebody typed. It can only be read, by construction: the file is open for
// reading (Reading, which leaves nothing beside it), the connection is query_only and defensive, and an
// authorizer allows reading alone (ConsoleRules). Open it, ask, let it go. On one thread, not the window's.
#pragma once

#include "base/Result.h"
#include "store/ConsoleMemory.h"
#include "store/ConsoleRules.h"
#include "store/Reading.h"
#include "store/locks/BusyHandler.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace lockkeeper::store {

struct ResultColumn
{
    QString name;
    // Where its values stand as they are, for certain; empty: they are worked out, come of several SELECTs,
    // or by way of a view or WITH.
    QString table;
    QString column;
};

// Positions are bytes of the text.
struct StatementEnd
{
    bool found = false;  // false: nothing but spaces, comments and semicolons is left
    bool whole = false;  // all rows were told
    qsizetype begin = 0; // of the statement
    qsizetype next = 0;  // where the next one may begin
    // Cancelled, locked, config (SQLite does not understand it), read_only (it is refused), and what SQLite
    // says.
    std::optional<Error> error = {};
    qsizetype errorAt = -1; // -1: SQLite doesn't tell, or it is not the text's fault
};

class Console final
{
public:
    // Errors: as Reading::open().
    [[nodiscard]] static Result<std::unique_ptr<Console>> open(const QString &path,
                                                               const std::stop_token &stop = {});
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    [[nodiscard]] Result<bool> isInWalMode() { return m_reading->isInWalMode(); }

    // The first statement of `sql` from the byte `from` on: its columns, then each row until `row` returns
    // false or somebody stops it. It is over when this returns: nothing is pinned.
    [[nodiscard]] StatementEnd run(const QByteArray &sql, qsizetype from,
                                   const std::function<void(const QList<ResultColumn> &)> &columns,
                                   const std::function<bool(const ReadRow &)> &row);

private:
    explicit Console(std::stop_token stop);
    [[nodiscard]] Error errorOf(int code) const;
    [[nodiscard]] std::optional<Error> objectionTo(sqlite3_stmt *statement) const;
    [[nodiscard]] QList<ResultColumn> columnsOf(sqlite3_stmt *statement, const QByteArray &text) const;
    void step(sqlite3_stmt *statement, StatementEnd &end, const std::function<bool(const ReadRow &)> &row);

    std::stop_token m_stop;
    ConsoleMemory m_memory;
    ConsoleRules m_rules; // both outlive the connection that calls them
    BusyHandler m_busy;
    std::unique_ptr<Reading> m_reading;
};

} // namespace lockkeeper::store
