#include "inspect/Origins.h"

#include "store/Reading.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
// From one to the next along the unique key's index: as many steps as there are origins, not as there are
// rows, which DISTINCT would take.
QString nextOrigins(const ContentTable &table)
{
    return u"WITH RECURSIVE origins(origin) AS ("
           "SELECT min(\"%1\") FROM \"%2\" UNION ALL "
           "SELECT (SELECT min(\"%1\") FROM \"%2\" WHERE \"%1\" > origin) FROM origins WHERE origin NOT "
           "NULL) "
           "SELECT origin FROM origins WHERE origin NOT NULL"_s.arg(table.origin, table.name);
}
} // namespace

Result<QStringList> originsIn(const Place &place, const std::stop_token &stop)
{
    const auto reading = store::Reading::open(place.database, stop);
    if (!reading)
        return reading.error();
    QStringList origins;
    for (const ContentTable &table : contentTables()) {
        if (table.origin.isEmpty())
            continue;
        const Result<QStringList> columns = (*reading)->columnsOf(table.name);
        if (!columns)
            return columns.error();
        if (!columns->contains(table.origin))
            continue;
        const Result<void> read =
            (*reading)->rows(nextOrigins(table), {}, [&origins](const store::ReadRow &row) {
                origins.append(row.text(0));
                return true;
            });
        if (!read)
            return read.error();
    }
    origins.sort();
    origins.removeDuplicates();
    return origins;
}

} // namespace lockkeeper::inspect
