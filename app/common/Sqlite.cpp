#include "common/Sqlite.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Sqlite)
};

Error internalError(const QString &text, const QString &hint)
{
    return {.kind = ErrorKind::Internal, .text = text, .hint = hint, .url = {}};
}

// A scope of its own, since a connection may be removed only once nothing refers to it.
Result<void> compare(const QString &connection)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
    database.setDatabaseName(u":memory:"_s);
    if (!database.open())
        return internalError(Tr::tr("Qt's SQLite driver does not work: %1").arg(database.lastError().text()),
                             Tr::tr("Install Qt's SQLite plugin anew (libqt6sql6-sqlite on Debian)."));

    QSqlQuery query(database);
    if (!query.exec(u"SELECT sqlite_version(), sqlite_source_id()"_s) || !query.next())
        return internalError(Tr::tr("SQLite does not tell its version: %1").arg(query.lastError().text()),
                             {});

    const QString driver = query.value(0).toString();
    if (driver == sqliteVersion() && query.value(1).toString() == QLatin1StringView(sqlite3_sourceid()))
        return {};
    return internalError(
        Tr::tr("Qt's SQLite driver uses SQLite %1, this program SQLite %2: two libraries in one "
               "process could damage a database.")
            .arg(driver, sqliteVersion()),
        Tr::tr("Use the Qt and SQLite packages of one distribution, and no SQLite of another place "
               "in LD_LIBRARY_PATH."));
}

} // namespace

QString sqliteVersion()
{
    return QString::fromLatin1(sqlite3_libversion());
}

Result<void> checkSqlite()
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return internalError(Tr::tr("Qt's SQLite driver is missing."),
                             Tr::tr("Install it (libqt6sql6-sqlite on Debian)."));
    const QString connection = u"lockkeeper-sqlite-check"_s;
    const Result<void> same = compare(connection);
    QSqlDatabase::removeDatabase(connection);
    return same;
}

} // namespace lockkeeper::app
