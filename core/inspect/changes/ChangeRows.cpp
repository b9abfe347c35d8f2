#include "inspect/changes/ChangeRows.h"

#include "store/Changes.h"
#include "store/Reading.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
RowChange keptKind(qint64 kind)
{
    switch (static_cast<store::ChangeKind>(kind)) {
    case store::ChangeKind::Changed:
        return RowChange::Changed;
    case store::ChangeKind::Deleted:
        return RowChange::Deleted;
    case store::ChangeKind::Added:
        break;
    }
    return RowChange::Added;
}
} // namespace

QVariantMap oldValues(const QString &json)
{
    QVariantMap values = QJsonDocument::fromJson(json.toUtf8()).object().toVariantMap();
    for (QVariant &value : values) {
        if (value.typeId() == QMetaType::Nullptr)
            value = QVariant();
    }
    return values;
}

RunChange changeOf(const Place &place, const store::ReadRow &row)
{
    RunChange change{.id = row.integer(0),
                     .kind = keptKind(row.integer(3)),
                     .ref = {.place = place,
                             .table = store::changeTable(static_cast<int>(row.integer(1))),
                             .id = row.integer(2)},
                     .there = false,
                     .source = {},
                     .title = {},
                     .origin = {},
                     .type = {},
                     .number = 0,
                     .columns = {}};
    if (const ContentTable *table = contentTable(change.ref.table))
        change.source = table->source;
    const QVariantMap old = oldValues(row.text(4));
    if (change.kind == RowChange::Changed)
        change.columns = old.keys();
    else if (change.kind == RowChange::Deleted)
        describeChange(change, old);
    return change;
}

void describeChange(RunChange &change, const QVariantMap &values)
{
    const ContentTable *table = contentTable(change.ref.table);
    if (table == nullptr)
        return;
    change.title = values.value(table->title).toString();
    change.origin = values.value(table->origin).toString();
    change.type = values.value(table->type).toString();
    change.number = values.value(table->number).toLongLong();
}

Result<QVariantMap> presentValues(store::Reading &reading, const ItemRef &ref)
{
    QVariantMap values;
    if (contentTable(ref.table) == nullptr)
        return values;
    const Result<void> read = reading.rows(u"SELECT * FROM %1 WHERE id = ?"_s.arg(ref.table), {ref.id},
                                           [&values](const store::ReadRow &row) {
                                               for (int i = 0; i < row.columns(); ++i)
                                                   values.insert(row.name(i), row.value(i));
                                               return false;
                                           });
    return read ? Result<QVariantMap>(values) : read.error();
}

Result<QVariantMap> lastValues(store::Reading &reading, const ItemRef &ref)
{
    Result<QVariantMap> values = presentValues(reading, ref);
    if (!values || !values->isEmpty())
        return values;
    const Result<QVariant> old = reading.value(
        u"SELECT old FROM lockkeeper_changes WHERE table_number = ? AND row_id = ? AND kind <> 0 "
        "AND kind = 2"_s,
        {store::changeTableNumber(ref.table), ref.id});
    if (!old)
        return old.error();
    return oldValues(old->toString());
}

} // namespace lockkeeper::inspect
