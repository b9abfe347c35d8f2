#include "inspect/search/Origins.h"

#include "inspect/item/ItemAddress.h"
#include "store/Reading.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
Result<QStringList> allOrigins(store::Reading &reading)
{
    QStringList origins;
    for (const ContentTable &table : contentTables()) {
        if (table.origin.isEmpty())
            continue;
        const Result<QStringList> columns = reading.columnsOf(table.name);
        if (!columns)
            return columns.error();
        if (!columns->contains(table.origin))
            continue;
        const Result<void> read =
            reading.rows(u"SELECT v FROM "_s + everyOrigin(table), {}, [&origins](const store::ReadRow &row) {
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
} // namespace

Result<QStringList> originsIn(const Place &place, const std::stop_token &stop)
{
    return store::askOf(place.database, stop, allOrigins);
}

} // namespace lockkeeper::inspect
