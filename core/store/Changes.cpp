#include "store/Changes.h"

#include "base/Time.h"
#include "store/Reading.h"
#include "store/Schema.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
QDateTime timeOfMs(const ReadRow &row, int column)
{
    return row.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(row.integer(column), Qt::UTC);
}
} // namespace

int changeTableNumber(const QString &table)
{
    static const QStringList tables = contentTables();
    return static_cast<int>(tables.indexOf(table)) + 1;
}

QString changeTable(int number)
{
    static const QStringList tables = contentTables();
    return tables.value(number - 1);
}

Result<std::optional<WrittenRow>> readWritten(Reading &reading, const QString &table, qint64 rowId)
{
    std::optional<WrittenRow> found;
    const Result<bool> kept = reading.hasTable(u"lockkeeper_written"_s);
    if (!kept)
        return kept.error();
    if (!*kept)
        return found;
    const Result<void> read =
        reading.rows(u"SELECT first_at_ms, f.started_at, last_at_ms, l.started_at FROM lockkeeper_written "
                     "LEFT JOIN lockkeeper_runs AS f ON f.id = first_run LEFT JOIN lockkeeper_runs AS l ON "
                     "l.id = last_run "
                     "WHERE table_number = ? AND row_id = ?"_s,
                     {changeTableNumber(table), rowId}, [&found](const ReadRow &row) {
                         found = WrittenRow{.firstAt = timeOfMs(row, 0),
                                            .firstRun = fromIso(row.text(1)),
                                            .lastAt = timeOfMs(row, 2),
                                            .lastRun = fromIso(row.text(3))};
                         return false;
                     });
    return read ? Result<std::optional<WrittenRow>>(found) : read.error();
}

} // namespace lockkeeper::store
