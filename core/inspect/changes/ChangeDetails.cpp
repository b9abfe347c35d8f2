// One change, side by side: the row as it is now, taken back through what later runs changed of it.
#include "inspect/changes/ChangeRows.h"
#include "store/Changes.h"
#include "store/Reading.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

struct KeptChange
{
    RunChange change;
    bool hasOld = false;
    QVariantMap old;
};

Result<std::optional<KeptChange>> findChange(store::Reading &reading, const Place &place, qint64 id)
{
    std::optional<KeptChange> found;
    const Result<bool> kept = reading.hasTable(u"lockkeeper_changes"_s);
    if (!kept)
        return kept.error();
    if (!*kept)
        return found;
    const Result<void> read =
        reading.rows(u"SELECT id, table_number, row_id, kind, old FROM lockkeeper_changes WHERE id = ?"_s,
                     {id}, [&](const store::ReadRow &row) {
                         found = KeptChange{.change = changeOf(place, row),
                                            .hasOld = !row.isNull(4),
                                            .old = oldValues(row.text(4))};
                         return false;
                     });
    return read ? Result<std::optional<KeptChange>>(found) : read.error();
}

// From the newest back to the one after `id`.
Result<QVariantMap> valuesAfter(store::Reading &reading, const RunChange &change, bool &sure)
{
    Result<QVariantMap> values = presentValues(reading, change.ref);
    if (!values)
        return values;
    const Result<void> read = reading.rows(
        u"SELECT kind, old FROM lockkeeper_changes WHERE table_number = ? AND row_id = ? AND kind <> 0 "
        "AND id > ? ORDER BY id DESC"_s,
        {store::changeTableNumber(change.ref.table), change.ref.id, change.id},
        [&](const store::ReadRow &row) {
            sure = sure && !row.isNull(1);
            const QVariantMap old = oldValues(row.text(1));
            if (row.integer(0) == qint64(store::ChangeKind::Deleted))
                values->clear();
            for (auto value = old.cbegin(); value != old.cend(); ++value)
                values->insert(value.key(), value.value());
            return true;
        });
    return read ? values : Result<QVariantMap>(read.error());
}

Result<ChangeDetails> detailsOf(store::Reading &reading, const Place &place, qint64 id)
{
    const Result<std::optional<KeptChange>> found = findChange(reading, place, id);
    if (!found)
        return found.error();
    if (!*found)
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("This change is no longer kept."),
                     .hint = Tr::tr("A database keeps what its last runs wrote."),
                     .url = {}};
    const KeptChange &kept = **found;
    ChangeDetails details{.change = kept.change, .values = {}, .oldKept = true, .afterSure = true};
    const Result<QVariantMap> present = presentValues(reading, kept.change.ref);
    if (!present)
        return present.error();
    details.change.there = !present->isEmpty();
    details.oldKept = kept.hasOld || kept.change.kind == RowChange::Added;

    QVariantMap after;
    if (kept.change.kind != RowChange::Deleted) {
        const Result<QVariantMap> values = valuesAfter(reading, kept.change, details.afterSure);
        if (!values)
            return values.error();
        after = *values;
        describeChange(details.change, after);
    }
    QVariantMap before = kept.change.kind == RowChange::Changed ? after : QVariantMap();
    for (auto value = kept.old.cbegin(); value != kept.old.cend(); ++value)
        before.insert(value.key(), value.value());

    const Result<QStringList> columns = reading.columnsOf(kept.change.ref.table);
    if (!columns)
        return columns.error();
    for (const QString &column : *columns) {
        if (column == "id"_L1)
            continue;
        const bool differs = kept.change.kind != RowChange::Changed || kept.old.contains(column);
        details.values.append({.column = column,
                               .before = before.value(column),
                               .after = after.value(column),
                               .differs = differs});
    }
    return details;
}
} // namespace

Result<ChangeDetails> readChange(const Place &place, qint64 id, const std::stop_token &stop)
{
    return store::askOf(place.database, stop,
                        [&](store::Reading &reading) { return detailsOf(reading, place, id); });
}

} // namespace lockkeeper::inspect
