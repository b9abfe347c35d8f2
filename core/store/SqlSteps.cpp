#include "store/SqlSteps.h"

#include "store/SqliteError.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <functional>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr int stepsBetweenLooks = 4000; // of SQLite's machine: far below a millisecond

// While it lives, a stop request interrupts what runs on the connection: between its steps, and, from the
// thread that asks, within the one of integrity_check that reads all of a file.
class Interruptible final
{
public:
    Interruptible(sqlite3 *database, const std::stop_token &stop)
        : m_database(database)
        , m_stop(stop)
        , m_interrupt(stop, [database] { sqlite3_interrupt(database); })
    {
        sqlite3_progress_handler(database, stepsBetweenLooks, &Interruptible::look, this);
    }
    ~Interruptible() { sqlite3_progress_handler(m_database, 0, nullptr, nullptr); }
    Interruptible(const Interruptible &) = delete;
    Interruptible &operator=(const Interruptible &) = delete;

private:
    static int look(void *self)
    {
        return static_cast<Interruptible *>(self)->m_stop.stop_requested() ? 1 : 0;
    }

    sqlite3 *m_database;
    const std::stop_token &m_stop;
    std::stop_callback<std::function<void()>> m_interrupt;
};
} // namespace

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
