#include "inspect/search/Origins.h"

#include "inspect/item/ItemAddress.h"
#include "store/Reading.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

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
        const Result<void> read = (*reading)->rows(u"SELECT v FROM "_s + everyOrigin(table), {},
                                                   [&origins](const store::ReadRow &row) {
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
