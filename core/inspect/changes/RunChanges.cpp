#include "inspect/changes/RunChanges.h"

#include "base/Time.h"
#include "inspect/changes/ChangeRows.h"
#include "store/Changes.h"
#include "store/Reading.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct PartRange
{
    qint64 first = 0; // of its changes' numbers
    qint64 end = 0;
};

Result<QList<PartRange>> partsOf(store::Reading &reading, const QDateTime &run, const QString &job)
{
    QList<PartRange> parts;
    const Result<void> read =
        reading.rows(u"SELECT p.id FROM lockkeeper_parts AS p JOIN lockkeeper_runs AS r ON r.id = p.run "
                     "WHERE r.started_at = ? AND (? = '' OR p.source_type = ?) ORDER BY p.id"_s,
                     {toIsoUtcMs(run), job, job}, [&parts](const store::ReadRow &row) {
                         parts.append({.first = row.integer(0) << store::changeBits,
                                       .end = (row.integer(0) + 1) << store::changeBits});
                         return true;
                     });
    return read ? Result<QList<PartRange>>(parts) : read.error();
}

qint64 kindNumber(RowChange kind)
{
    switch (kind) {
    case RowChange::Changed:
        return qint64(store::ChangeKind::Changed);
    case RowChange::Deleted:
        return qint64(store::ChangeKind::Deleted);
    case RowChange::Added:
        break;
    }
    return qint64(store::ChangeKind::Added);
}

// Those of one table at once: a statement a row would be a hundred times as many.
Result<void> describeTable(store::Reading &reading, const ContentTable &table,
                           const QList<RunChange *> &changes)
{
    QHash<qint64, QList<RunChange *>> byRow;
    QVariantList ids;
    for (RunChange *change : changes) {
        QList<RunChange *> &same = byRow[change->ref.id];
        if (same.isEmpty())
            ids.append(change->ref.id);
        same.append(change);
    }
    QStringList columns{u"id"_s};
    for (const QString &column : {table.title, table.origin, table.type, table.number}) {
        if (!column.isEmpty())
            columns.append(column);
    }
    const QString marks = QStringList(ids.size(), u"?"_s).join(u',');
    return reading.rows(u"SELECT %1 FROM %2 WHERE id IN (%3)"_s.arg(columns.join(u", "_s), table.name, marks),
                        ids, [&byRow](const store::ReadRow &row) {
                            QVariantMap values;
                            for (int i = 1; i < row.columns(); ++i)
                                values.insert(row.name(i), row.value(i));
                            for (RunChange *change : byRow.value(row.integer(0))) {
                                describeChange(*change, values);
                                change->there = true;
                            }
                            return true;
                        });
}

Result<void> describeAll(store::Reading &reading, QList<RunChange> &changes)
{
    QHash<QString, QList<RunChange *>> byTable;
    for (RunChange &change : changes) {
        if (change.kind != RowChange::Deleted)
            byTable[change.ref.table].append(&change);
    }
    for (auto table = byTable.cbegin(); table != byTable.cend(); ++table) {
        const ContentTable *content = contentTable(table.key());
        if (content == nullptr)
            continue;
        if (Result<void> described = describeTable(reading, *content, table.value()); !described)
            return described;
        for (RunChange *change : table.value()) {
            if (change->there)
                continue;
            const Result<QVariantMap> last = lastValues(reading, change->ref);
            if (!last)
                return last.error();
            describeChange(*change, *last);
        }
    }
    return {};
}

Result<QList<RemoteChanges>> remotesOf(store::Reading &reading, const QDateTime &run)
{
    QList<RemoteChanges> remotes;
    const Result<bool> kept = reading.hasTable(u"lockkeeper_parts"_s);
    if (!kept)
        return kept.error();
    if (!*kept)
        return remotes;
    const Result<void> read =
        reading.rows(u"SELECT source_type, source_name, added, changed, deleted FROM lockkeeper_parts AS p "
                     "JOIN lockkeeper_runs AS r ON r.id = p.run WHERE r.started_at = ? ORDER BY p.id"_s,
                     {toIsoUtcMs(run)}, [&remotes](const store::ReadRow &row) {
                         remotes.append({.kind = row.text(0),
                                         .name = row.text(1),
                                         .added = row.integer(2),
                                         .changed = row.integer(3),
                                         .deleted = row.integer(4)});
                         return true;
                     });
    return read ? Result<QList<RemoteChanges>>(remotes) : read.error();
}

Result<ChangeWindow> windowOf(store::Reading &reading, const ChangeQuestion &question, qint64 after,
                              int limit)
{
    ChangeWindow window;
    const Result<bool> kept = reading.hasTable(u"lockkeeper_parts"_s);
    if (!kept)
        return kept.error();
    if (!*kept)
        return window;
    const Result<QList<PartRange>> parts = partsOf(reading, question.run, question.job);
    if (!parts)
        return parts.error();
    const QVariant kind = question.kind ? QVariant(kindNumber(*question.kind)) : QVariant();
    for (const PartRange &part : *parts) {
        if (part.end <= after)
            continue;
        const qint64 left = limit + 1 - window.changes.size();
        if (left <= 0)
            break;
        const Result<void> read = reading.rows(
            u"SELECT id, table_number, row_id, kind, old FROM lockkeeper_changes "
            "WHERE id >= ? AND id < ? AND (?3 IS NULL OR kind = ?3) ORDER BY id LIMIT ?4"_s,
            {std::max(part.first, after + 1), part.end, kind, left}, [&](const store::ReadRow &row) {
                window.changes.append(changeOf(question.place, row));
                return true;
            });
        if (!read)
            return read.error();
    }
    window.more = window.changes.size() > limit;
    if (window.more)
        window.changes.removeLast();
    const Result<void> described = describeAll(reading, window.changes);
    return described ? Result<ChangeWindow>(window) : described.error();
}
} // namespace

Result<QList<RemoteChanges>> readRemoteChanges(const Place &place, const QDateTime &run,
                                               const std::stop_token &stop)
{
    return store::askOf(place.database, stop,
                        [&run](store::Reading &reading) { return remotesOf(reading, run); });
}

Result<ChangeWindow> readChanges(const ChangeQuestion &question, qint64 after, int limit,
                                 const std::stop_token &stop)
{
    return store::askOf(question.place.database, stop,
                        [&](store::Reading &reading) { return windowOf(reading, question, after, limit); });
}

} // namespace lockkeeper::inspect
