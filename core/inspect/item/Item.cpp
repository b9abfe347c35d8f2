#include "inspect/item/Item.h"

#include "inspect/item/SamePaper.h"
#include "store/Changes.h"
#include "store/Reading.h"
#include "store/TextTerms.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

QString textOf(const Item &item, const QString &column)
{
    const auto found = std::find_if(item.fields.cbegin(), item.fields.cend(),
                                    [&column](const ItemField &field) { return field.column == column; });
    return column.isEmpty() || found == item.fields.cend() ? QString() : found->value.toString();
}

void readMeaning(Item &item, const ContentTable &table)
{
    item.source = table.source;
    item.origin = textOf(item, table.origin);
    item.title = textOf(item, table.title);
    item.type = textOf(item, table.type);
    item.time = textOf(item, table.time);
    item.url = textOf(item, table.url);
    item.number = textOf(item, table.number).toLongLong();
    item.syncedAt = textOf(item, table.syncedAt);
    for (const QString &column : table.texts) {
        if (const QString text = textOf(item, column); !text.isEmpty())
            item.texts.append({.column = column, .text = text});
    }
}

Result<void> readTerms(Item &item)
{
    QStringList texts{item.title};
    for (const ItemText &text : std::as_const(item.texts))
        texts.append(text.text);
    const Result<QList<store::TextTerm>> terms = store::termsOf(texts);
    if (!terms)
        return terms.error();
    for (const store::TextTerm &term : *terms)
        item.terms.append({.term = term.term, .count = term.count, .title = term.inFirst});
    return {};
}

Result<void> readRuns(store::Reading &reading, Item &item)
{
    const Result<std::optional<store::WrittenRow>> written =
        store::readWritten(reading, item.ref.table, item.ref.id);
    if (!written)
        return written.error();
    if (*written && (*written)->firstAt.isValid())
        item.firstWritten = ItemWritten{.at = (*written)->firstAt, .run = (*written)->firstRun};
    if (*written && (*written)->lastAt.isValid())
        item.lastWritten = ItemWritten{.at = (*written)->lastAt, .run = (*written)->lastRun};
    return {};
}

Error noContentTable(const ItemRef &ref)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("The database of %1 has no table %2.").arg(ref.place.community, ref.table),
            .hint = {},
            .url = {}};
}

Result<Item> readWhole(store::Reading &reading, const ItemRef &ref, const ContentTable &table)
{
    const Result<bool> there = reading.hasTable(table.name);
    if (!there)
        return there.error();
    if (!*there)
        return noContentTable(ref);
    Item item;
    item.ref = ref;
    Result<void> read = reading.rows(
        u"SELECT * FROM %1 WHERE id = ?"_s.arg(table.name), {ref.id}, [&item](const store::ReadRow &row) {
            for (int i = 0; i < row.columns(); ++i)
                item.fields.append({.column = row.name(i), .value = row.value(i)});
            return false;
        });
    if (!read)
        return read.error();
    if (item.fields.isEmpty())
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("%1 has no row %2 any more.").arg(ref.table).arg(ref.id),
                     .hint = Tr::tr("It was deleted, or the database was replaced; search again."),
                     .url = {}};
    readMeaning(item, table);
    if (read = readTerms(item); !read)
        return read.error();
    if (read = readRuns(reading, item); !read)
        return read.error();
    Result<QList<SameItem>> same = samePaper(reading, item);
    if (!same)
        return same.error();
    item.same = std::move(same).value();
    return item;
}

} // namespace

Result<Item> readItem(const ItemRef &ref, const std::stop_token &stop)
{
    const ContentTable *table = contentTable(ref.table);
    if (table == nullptr)
        return noContentTable(ref);
    return store::askOf(ref.place.database, stop,
                        [&](store::Reading &reading) { return readWhole(reading, ref, *table); });
}

} // namespace lockkeeper::inspect
