// One thread's connection to one database, through Qt's SQLite driver, with its prepared statements and our
// busy handler. Made, used and destroyed on one thread.
#pragma once

#include "base/Result.h"
#include "store/locks/BusyHandler.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <unordered_map>

struct sqlite3;

namespace lockkeeper::store {

class ChangeKeeper;
class LockCounters;

enum class WalFor { EmptyFile, AnyFile };

class Connection final
{
public:
    enum class Mode {
        ReadOnly,
        Write,           // of a file that exists
        WriteMakingFile, // made if it does not
    };

    // Errors: corrupt, locked, read_only, internal.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] BusyHandler &busyHandler() { return m_busyHandler; }

    // Runs one statement that gives no rows.
    Result<void> execute(const QString &sql);
    // The first column of the first row; an invalid QVariant if there is no row.
    [[nodiscard]] Result<QVariant> value(const QString &sql);
    // Prepared once and kept. Bind, exec(), read, finish(): an unfinished query pins the WAL.
    [[nodiscard]] Result<QSqlQuery *> prepared(const QString &sql);
    // Runs a prepared and bound query and hands over each of its rows. A step that fails is an error, and not
    // the end of the rows.
    [[nodiscard]] Result<void> eachRow(QSqlQuery &query, const std::function<void(const QSqlQuery &)> &take);
    // Prepares (once), binds in order and runs a statement that gives no rows.
    Result<void> run(const QString &sql, const QVariantList &values);
    [[nodiscard]] Error lastError() const;

    // What runs write is kept from now on, where a batch says so (ChangeKeeper). The tables must be there.
    Result<void> keepChanges();
    [[nodiscard]] ChangeKeeper *changes() const { return m_changes.get(); } // null: not kept

    // Pages in the WAL after this connection's last commit (sqlite3_wal_hook).
    [[nodiscard]] int walPages() const { return m_walPages; }

    // Switches to WAL mode. A file that is not empty is left as it is, unless it is the program's own.
    Result<void> useWal(WalFor which, const std::stop_token &stop, BusyHandler::Clock::time_point deadline);

    // Gives free pages back to the file system, where the file was made with auto_vacuum=INCREMENTAL. SQLite
    // frees one page a step, and QSqlQuery makes but one step of a statement without columns.
    Result<void> vacuumIncrementally();

    // The pragmas of a writer; `synchronous` follows the journal mode. Sets our busy handler last and checks
    // that it stayed.
    Result<void> prepareForWriting();
    // SQLite's own back-off in place of our busy handler (sqlite.org/c3ref/busy_timeout.html): for comparing.
    void waitAsSqliteDoes(std::chrono::milliseconds timeout);

private:
    Connection(QString path, QString name);
    static int walHook(void *self, sqlite3 *database, const char *schema, int pages);

    QString m_path;
    QString m_name; // of the QSqlDatabase
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr;
    BusyHandler m_busyHandler;
    std::unordered_map<QString, QSqlQuery> m_statements;
    std::unique_ptr<ChangeKeeper> m_changes; // its functions are the handle's: closed before it goes
    int m_walPages = 0;
};

// How long locks are waited for, and who is told, as long as it lives.
class BusyScope final
{
public:
    BusyScope(Connection &connection, LockCounters *counters, std::stop_token stop,
              BusyHandler::Clock::time_point deadline);
    ~BusyScope();
    BusyScope(const BusyScope &) = delete;
    BusyScope &operator=(const BusyScope &) = delete;

private:
    BusyHandler &m_handler;
};

} // namespace lockkeeper::store
