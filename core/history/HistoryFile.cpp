#include "history/HistoryFile.h"

#include "history/Figures.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlQuery>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::history)
};

// Since version 2.
QStringList checkTables()
{
    return {
        u"CREATE TABLE checks("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, community TEXT NOT NULL, path TEXT NOT NULL, "
        "at_ms INTEGER NOT NULL, is_deep INTEGER NOT NULL, outcome TEXT NOT NULL, found TEXT NOT NULL, "
        "seconds REAL NOT NULL)"_s,
        u"CREATE INDEX checks_by_time ON checks(community, at_ms)"_s,
    };
}

// Since version 3.
QString backupTable()
{
    return u"CREATE TABLE backups("
           "community TEXT NOT NULL, folder TEXT NOT NULL, path TEXT NOT NULL, taken_ms INTEGER NOT NULL, "
           "PRIMARY KEY(community, folder)) WITHOUT ROWID"_s;
}

// Times are milliseconds since 1970 in UTC. A run's number is never given out again, so that what somebody
// wrote down does not come to mean another run.
QStringList tables()
{
    QString figureColumnsOfJobs;
    for (const Figure &figure : figures())
        figureColumnsOfJobs += u"%1 INTEGER NOT NULL, "_s.arg(QLatin1StringView(figure.column));
    return {
        u"CREATE TABLE runs("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, started_at_ms INTEGER NOT NULL, seconds REAL NOT NULL, "
        "version TEXT NOT NULL, started_by TEXT NOT NULL, is_full INTEGER NOT NULL, item_limit INTEGER)"_s,
        u"CREATE INDEX runs_by_time ON runs(started_at_ms)"_s,
        u"CREATE TABLE jobs("
        "run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, position INTEGER NOT NULL, "
        "community TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, "
        "total INTEGER, total_is_estimate INTEGER NOT NULL, seconds REAL NOT NULL, ended_at_ms INTEGER, %1"
        "error_kind TEXT, error_text TEXT, error_hint TEXT, error_url TEXT, error_status INTEGER, "
        "notices TEXT NOT NULL, PRIMARY KEY(run, position)) WITHOUT ROWID"_s.arg(figureColumnsOfJobs),
        u"CREATE INDEX jobs_by_source ON jobs(community, kind, run)"_s,
        u"CREATE TABLE databases("
        "run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, community TEXT NOT NULL, "
        "path TEXT NOT NULL, journal_mode TEXT NOT NULL, bytes INTEGER NOT NULL, wal_bytes INTEGER NOT NULL, "
        "PRIMARY KEY(run, community)) WITHOUT ROWID"_s,
        u"CREATE TABLE incidents("
        "run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, position INTEGER NOT NULL, "
        "community TEXT NOT NULL, started_at_ms INTEGER NOT NULL, held_ns INTEGER NOT NULL, "
        "holder_kind TEXT NOT NULL, holder_name TEXT NOT NULL, pid INTEGER NOT NULL, rows INTEGER NOT NULL, "
        "caused_ns INTEGER NOT NULL, longest_wait_ns INTEGER NOT NULL, "
        "PRIMARY KEY(run, position)) WITHOUT ROWID"_s,
        u"CREATE TABLE victims("
        "run INTEGER NOT NULL, incident INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, "
        "name TEXT NOT NULL, waited_ns INTEGER NOT NULL, PRIMARY KEY(run, incident, position), "
        "FOREIGN KEY(run, incident) REFERENCES incidents(run, position) ON DELETE CASCADE) WITHOUT ROWID"_s,
    };
}

// The version of the tables that are there, 0 if there are none. A file with other tables is somebody else's.
Result<int> schemaOf(store::Connection &connection)
{
    const Result<QVariant> found = connection.value(
        u"SELECT sum(name = 'runs') * 1000 + count(*) FROM sqlite_master WHERE type = 'table'"_s);
    if (!found)
        return found.error();
    // After the tables, which come in one transaction with it: another process may be making them.
    const Result<QVariant> version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (version->toInt() > schemaVersion)
        return store::newerVersionError(connection.path());
    const qlonglong number = found->toLongLong();
    if (number == 0)
        return 0;
    if (version->toInt() > 0 && number > 1000)
        return version->toInt();
    return Error{.kind = ErrorKind::Config,
                 .text = Tr::tr("%1 is not a history of Lockkeeper.").arg(connection.path()),
                 .hint = Tr::tr("Move it away if it is not meant to be there; it has not been changed."),
                 .url = {}};
}

Result<void> makeSchema(store::Connection &connection)
{
    if (Result<void> begun = connection.execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    const auto make = [&connection]() -> Result<void> {
        const Result<int> there = schemaOf(connection); // another process may have been quicker
        if (!there)
            return there.error();
        QStringList statements = *there == 0 ? tables() : QStringList();
        if (*there < 2)
            statements += checkTables();
        if (*there < 3)
            statements += backupTable();
        statements += u"PRAGMA user_version=%1"_s.arg(schemaVersion);
        for (const QString &statement : std::as_const(statements)) {
            if (Result<void> done = connection.execute(statement); !done)
                return done;
        }
        return connection.execute(u"COMMIT"_s);
    };
    Result<void> made = make();
    if (!made)
        (void)connection.execute(u"ROLLBACK"_s); // the close would do it as well
    return made;
}

Result<void> prepare(store::Connection &connection)
{
    const auto deadline = store::BusyHandler::Clock::now() + lockPatience;
    const store::BusyScope busy(connection, nullptr, {}, deadline);
    const Result<int> there = schemaOf(connection); // before anything of a foreign file is touched
    if (!there)
        return there.error();
    if (*there == 0) { // before WAL: in a file that has it already this does nothing
        if (Result<void> chosen = connection.execute(u"PRAGMA auto_vacuum=INCREMENTAL"_s); !chosen)
            return chosen;
    }
    if (Result<void> switched = connection.useWal(store::WalFor::AnyFile, {}, deadline); !switched)
        return switched;
    if (Result<void> ready = connection.prepareForWriting(); !ready)
        return ready;
    return *there == schemaVersion ? Result<void>() : makeSchema(connection);
}
} // namespace

Result<std::unique_ptr<store::Connection>> openForWriting(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder)) {
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = Tr::tr("The folder %1 could not be made.").arg(folder),
                     .hint = Tr::tr("Mend the rights of the folder above it."),
                     .url = {}};
    }
    Result<std::unique_ptr<store::Connection>> opened =
        store::Connection::open(path, store::Connection::Mode::WriteMakingFile);
    if (!opened)
        return opened;
    if (const Result<void> ready = prepare(**opened); !ready)
        return ready.error();
    return opened;
}

Result<std::unique_ptr<store::Connection>> openForReading(const QString &path)
{
    if (!QFileInfo::exists(path))
        return std::unique_ptr<store::Connection>();
    Result<std::unique_ptr<store::Connection>> opened =
        store::Connection::open(path, store::Connection::Mode::ReadOnly);
    if (!opened)
        return opened;
    const store::BusyScope busy(**opened, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    const Result<int> there = schemaOf(**opened);
    if (!there)
        return there.error();
    if (*there == 0) // it is being made at this moment
        return std::unique_ptr<store::Connection>();
    return opened;
}

Result<void> askTable(const QString &path, const QString &table, const QString &sql,
                      const QVariantList &values, const std::function<void(const QSqlQuery &)> &row)
{
    const Result<std::unique_ptr<store::Connection>> opened = openForReading(path);
    if (!opened)
        return opened.error();
    if (!*opened)
        return {};
    store::Connection &connection = **opened;
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    const Result<QVariant> there =
        connection.value(u"SELECT count(*) FROM sqlite_master WHERE name = '%1'"_s.arg(table));
    if (!there)
        return there.error();
    if (there->toInt() == 0)
        return {};
    const Result<QSqlQuery *> query = connection.prepared(sql);
    if (!query)
        return query.error();
    for (int i = 0; i < values.size(); ++i)
        (*query)->bindValue(i, values.at(i));
    return connection.eachRow(**query, row);
}

Result<void> inTransaction(const QString &path, const std::function<Result<void>(store::Connection &)> &write)
{
    const Result<std::unique_ptr<store::Connection>> opened = openForWriting(path);
    if (!opened)
        return opened.error();
    store::Connection &connection = **opened;
    const store::BusyScope busy(connection, nullptr, {}, store::BusyHandler::Clock::now() + lockPatience);
    if (Result<void> begun = connection.execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Result<void> written = write(connection);
    if (written)
        written = connection.execute(u"COMMIT"_s);
    if (!written)
        (void)connection.execute(u"ROLLBACK"_s); // the connection's close would do it as well
    return written;
}

} // namespace lockkeeper::history
