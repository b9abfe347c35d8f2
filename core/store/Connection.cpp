#include "store/Connection.h"

#include "store/ChangeKeeper.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <sqlite3.h>

#include <atomic>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

QString uniqueName(const QString &path)
{
    static std::atomic<quint64> number = 0;
    return u"lockkeeper:%1:%2"_s.arg(path).arg(++number);
}
} // namespace

Connection::Connection(QString path, QString name)
    : m_path(std::move(path))
    , m_name(std::move(name))
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
}

Connection::~Connection()
{
    m_statements.clear(); // before their database
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, Mode mode)
{
    std::unique_ptr<Connection> connection(new Connection(path, uniqueName(path)));
    QSqlDatabase &database = connection->m_database;
    if (!database.isValid()) {
        return Error{.kind = ErrorKind::Internal,
                     .text = Tr::tr("Qt's SQLite driver is missing."),
                     .hint = Tr::tr("Install the package libqt6sql6-sqlite."),
                     .url = {}};
    }
    QString name = path;
    if (mode == Mode::ReadOnly) {
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
    } else if (mode == Mode::Write) { // the driver itself always asks for a missing file to be made
        database.setConnectOptions(u"QSQLITE_OPEN_URI"_s);
        name = QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded) + "?mode=rw"_L1;
    }
    database.setDatabaseName(name);
    if (!database.open()) // the driver has closed its handle: only the text is left
        return sqliteError(SQLITE_CANTOPEN, database.lastError().databaseText(), path);

    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return Error{.kind = ErrorKind::Internal,
                     .text = Tr::tr("Qt's SQLite driver hides its handle."),
                     .hint = {},
                     .url = {}};
    connection->m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    sqlite3_extended_result_codes(connection->m_handle, 1);
    connection->m_busyHandler.install(connection->m_handle);
    return connection;
}

Result<void> Connection::execute(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return lastError();
    return {};
}

Result<QVariant> Connection::value(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return lastError();
    QVariant result = query.next() ? query.value(0) : QVariant();
    query.finish();
    return result;
}

Result<QSqlQuery *> Connection::prepared(const QString &sql)
{
    if (const auto known = m_statements.find(sql); known != m_statements.end())
        return &known->second;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return lastError();
    return &m_statements.emplace(sql, std::move(query)).first->second;
}

Result<void> Connection::eachRow(QSqlQuery &query, const std::function<void(const QSqlQuery &)> &take)
{
    if (!query.exec())
        return lastError();
    while (query.next())
        take(query);
    Result<void> done;
    if (query.lastError().isValid())
        done = lastError(); // before finish() resets the statement
    query.finish();
    return done;
}

Result<void> Connection::run(const QString &sql, const QVariantList &values)
{
    const Result<QSqlQuery *> statement = prepared(sql);
    if (!statement)
        return statement.error();
    QSqlQuery &query = **statement;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    if (!query.exec())
        return lastError();
    query.finish();
    return {};
}

Error Connection::lastError() const
{
    const int code = sqlite3_extended_errcode(m_handle) & 0xff;
    if (code == SQLITE_BUSY && m_busyHandler.holder())
        return lockedError(m_path, m_busyHandler.holder());
    return store::lastError(m_handle, m_path);
}

Result<void> Connection::keepChanges()
{
    Result<std::unique_ptr<ChangeKeeper>> keeper = ChangeKeeper::install(*this);
    if (!keeper)
        return keeper.error();
    m_changes = std::move(keeper).value();
    return {};
}

int Connection::walHook(void *self, sqlite3 * /*database*/, const char * /*schema*/, int pages)
{
    static_cast<Connection *>(self)->m_walPages = pages;
    return SQLITE_OK;
}

Result<void> Connection::useWal(WalFor which, const std::stop_token &stop,
                                BusyHandler::Clock::time_point deadline)
{
    for (;;) {
        const Result<QVariant> pages = value(u"PRAGMA page_count"_s);
        if (!pages)
            return pages.error();
        if (which == WalFor::EmptyFile && pages->toLongLong() > 0)
            return {};
        // A file of ours: where WAL cannot be had, SQLite keeps another mode and says so.
        const Result<QVariant> mode = value(u"PRAGMA journal_mode=WAL"_s);
        if (mode)
            return {};
        // Where another program makes the same file at this moment, SQLite refuses the switch without asking
        // the busy handler.
        if (mode.error().kind != ErrorKind::Locked || BusyHandler::Clock::now() >= deadline)
            return mode.error();
        if (stop.stop_requested())
            return cancelledError();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

Result<void> Connection::vacuumIncrementally()
{
    if (sqlite3_exec(m_handle, "PRAGMA incremental_vacuum", nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return {};
}

void Connection::waitAsSqliteDoes(std::chrono::milliseconds timeout)
{
    sqlite3_busy_timeout(m_handle, static_cast<int>(timeout.count()));
}

Result<void> Connection::prepareForWriting()
{
    const Result<QVariant> mode = value(u"PRAGMA journal_mode"_s);
    if (!mode)
        return mode.error();
    const bool wal = mode->toString() == "wal"_L1;
    const QStringList pragmas = {
        wal ? u"PRAGMA synchronous=NORMAL"_s : u"PRAGMA synchronous=FULL"_s,
        u"PRAGMA wal_autocheckpoint=0"_s, // checkpoints are the gate's business
        u"PRAGMA journal_size_limit=%1"_s.arg(walLimit),
        u"PRAGMA mmap_size=0"_s,
        u"PRAGMA foreign_keys=ON"_s,
    };
    for (const QString &pragma : pragmas) {
        if (Result<void> done = execute(pragma); !done)
            return done;
    }
    sqlite3_wal_hook(m_handle, &Connection::walHook,
                     this); // after wal_autocheckpoint, which sets one of its own
    m_busyHandler.install(m_handle);
    if (!BusyHandler::isInstalled(m_handle))
        return Error{.kind = ErrorKind::Internal,
                     .text = Tr::tr("Our busy handler was replaced."),
                     .hint = {},
                     .url = {}};
    return {};
}

BusyScope::BusyScope(Connection &connection, LockCounters *counters, std::stop_token stop,
                     BusyHandler::Clock::time_point deadline)
    : m_handler(connection.busyHandler())
{
    m_handler.begin(counters, std::move(stop), deadline);
}

BusyScope::~BusyScope()
{
    m_handler.end();
}

} // namespace lockkeeper::store
