#include "inspect/changes/SkippedItems.h"

#include "base/Time.h"
#include "store/Reading.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
Result<QList<SkippedEntry>> entriesOf(store::Reading &reading, const Place &place)
{
    QList<SkippedEntry> entries;
    const Result<bool> there = reading.hasTable(u"lockkeeper_skipped"_s);
    if (!there)
        return there.error();
    if (!*there)
        return entries;
    const Result<void> read =
        reading.rows(u"SELECT source_type, source_name, item_key, reason, first_at, last_at, run "
                     "FROM lockkeeper_skipped ORDER BY source_type, source_name, item_key LIMIT ?"_s,
                     {skippedItemsLimit}, [&](const store::ReadRow &row) {
                         entries.append({.place = place,
                                         .kind = row.text(0),
                                         .name = row.text(1),
                                         .key = row.text(2),
                                         .reason = row.text(3),
                                         .firstAt = fromIso(row.text(4)),
                                         .lastAt = fromIso(row.text(5)),
                                         .run = row.text(6)});
                         return true;
                     });
    return read ? Result<QList<SkippedEntry>>(entries) : read.error();
}
} // namespace

Result<QList<SkippedEntry>> readSkippedItems(const Place &place, const std::stop_token &stop)
{
    return store::askOf(place.database, stop,
                        [&place](store::Reading &reading) { return entriesOf(reading, place); });
}

bool skippedBy(const SkippedEntry &entry, const QDateTime &run)
{
    return entry.run == toIsoUtcMs(run) || entry.run == toIsoUtc(run);
}

} // namespace lockkeeper::inspect
