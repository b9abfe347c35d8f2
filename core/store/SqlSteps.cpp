#include "store/SqlSteps.h"

#include "store/Interruptible.h"
#include "store/SqliteError.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<Handle> openForWriting(const QString &path)
{
    sqlite3 *database = nullptr;
    const int code =
        sqlite3_open_v2(QFile::encodeName(path).constData(), &database, SQLITE_OPEN_READWRITE, nullptr);
    Handle handle(database);
    if (code != SQLITE_OK)
        return lastError(database, path);
    sqlite3_extended_result_codes(database, 1);
    return handle;
}

void playBackJournal(const QString &path)
{
    if (QFileInfo(path + "-journal"_L1).size() == 0)
        return;
    if (const Result<Handle> file = openForWriting(path))
        (void)firstValue(file->get(), path, u"SELECT count(*) FROM sqlite_master"_s, {});
}

Result<QStringList> column(sqlite3 *database, const QString &path, const QString &sql,
                           const std::stop_token &stop)
{
    if (stop.stop_requested())
        return cancelledError();
    QStringList rows;
    const auto take = [](void *into, int columns, char **values, char **) {
        static_cast<QStringList *>(into)->append(columns > 0 ? QString::fromUtf8(values[0]) : QString());
        return 0;
    };
    const Interruptible interruptible(database, stop);
    if (sqlite3_exec(database, sql.toUtf8().constData(), take, &rows, nullptr) == SQLITE_OK)
        return rows;
    const int code = sqlite3_extended_errcode(database) & 0xff;
    if (stop.stop_requested() && (code == SQLITE_INTERRUPT || code == SQLITE_BUSY))
        return cancelledError();
    return lastError(database, path);
}

Result<QString> firstValue(sqlite3 *database, const QString &path, const QString &sql,
                           const std::stop_token &stop)
{
    const Result<QStringList> rows = column(database, path, sql, stop);
    if (!rows)
        return rows.error();
    return rows->value(0);
}

} // namespace lockkeeper::store
