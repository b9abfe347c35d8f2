#include "inspect/item/FindItem.h"

#include "base/Nearest.h"
#include "inspect/item/ItemAddress.h"
#include "inspect/search/TableSearch.h"
#include "store/Reading.h"

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

constexpr qsizetype mostNamed = 10; // rows, where a key means several

Error unknownTable(const QString &name)
{
    QStringList names;
    for (const ContentTable &table : contentTables()) {
        names += table.name;
        if (table.source == name)
            return {.kind = ErrorKind::Config,
                    .text = Tr::tr("There is no table “%1”.").arg(name),
                    .hint = Tr::tr("Did you mean “%1”?").arg(table.name),
                    .url = {}};
    }
    const QString meant = nearest(name, names);
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("There is no table “%1”.").arg(name),
            .hint = meant.isEmpty() ? Tr::tr("Tables: %1.").arg(names.join(", "_L1))
                                    : Tr::tr("Did you mean “%1”?").arg(meant),
            .url = {}};
}

// "a:b:c" as so many values, in every way: a path and an address have colons, too.
QList<QStringList> splitKeys(const QString &text, qsizetype count)
{
    if (count == 1)
        return {{text.trimmed()}};
    QList<QStringList> all;
    for (qsizetype at = text.indexOf(u':'); at >= 0; at = text.indexOf(u':', at + 1)) {
        for (const QStringList &rest : splitKeys(text.sliced(at + 1), count - 1))
            all += QStringList{text.first(at).trimmed()} + rest;
    }
    return all;
}

QList<QStringList> valuesOf(const QStringList &key, qsizetype count)
{
    return key.size() == 1 ? splitKeys(key.first(), count) : QList<QStringList>{key};
}

class ItemFinder final
{
public:
    ItemFinder(store::Reading &reading, TableInFile in)
        : m_reading(reading)
        , m_in(std::move(in))
    {
    }

    // Each way of writing a key, until one has rows.
    Result<QList<qint64>> find(const QStringList &key)
    {
        const QStringList &columns = m_in.table->key;
        QList<SearchStatement> ways;
        if (key.size() == 1)
            ways += waysOfOne(key.first());
        // First with the origin, then without it.
        for (const qsizetype count : {columns.size(), columns.size() - 1}) {
            for (const QStringList &values : count > 0 ? valuesOf(key, count) : QList<QStringList>())
                ways += byKey(values);
        }
        // Without "issue" or "pr", as people name them.
        if (!m_in.table->number.isEmpty())
            ways += waysOfOne(key.size() == 1 ? u'#' + key.first() : key.join(u'#'));
        for (const SearchStatement &way : std::as_const(ways)) {
            Result<QList<qint64>> ids = idsOf(way);
            if (!ids || !ids->isEmpty())
                return ids;
        }
        return QList<qint64>();
    }

    // What a key may have been meant to begin with.
    Result<QString> nearestOrigin(const QString &word)
    {
        if (m_in.table->origin.isEmpty())
            return QString();
        QStringList origins;
        const Result<void> read = m_reading.rows(u"SELECT v FROM %1"_s.arg(everyOrigin(*m_in.table)), {},
                                                 [&origins](const store::ReadRow &row) {
                                                     origins += row.text(0);
                                                     return true;
                                                 });
        if (!read)
            return read.error();
        const auto isIt = [&word](const QString &origin) {
            return origin == word || origin.endsWith(u'/' + word, Qt::CaseInsensitive);
        };
        return std::ranges::any_of(origins, isIt) ? QString() : nearest(word, origins);
    }

    // "mne-tools/mne-python:issue:2022 (id:7)" of each: either finds it.
    Result<QStringList> namesOf(const QList<qint64> &ids)
    {
        const ContentTable &table = *m_in.table;
        QStringList all;
        for (const qint64 id : ids)
            all += QString::number(id);
        QStringList names;
        const Result<void> read = m_reading.rows(u"SELECT id, %1 FROM %2 WHERE id IN (%3) ORDER BY id"_s.arg(
                                                     table.key.join(", "_L1), table.name, all.join(u',')),
                                                 {}, [&names](const store::ReadRow &row) {
                                                     QStringList key;
                                                     for (int i = 1; i < row.columns(); ++i)
                                                         key += row.text(i);
                                                     names +=
                                                         u"%1 (id:%2)"_s.arg(key.join(u':'), row.text(0));
                                                     return true;
                                                 });
        return read ? Result<QStringList>(names) : read.error();
    }

private:
    QList<SearchStatement> waysOfOne(const QString &key)
    {
        bool isNumber = false;
        const qint64 id = key.startsWith("id:"_L1) ? key.sliced(3).toLongLong(&isNumber) : 0;
        if (isNumber)
            return {{.sql = u"SELECT id FROM %1 WHERE id = ?"_s.arg(m_in.table->name), .values = {id}}};
        QList<SearchStatement> ways;
        const SearchText text = parseSearchText(key);
        if (!text.address.isEmpty())
            ways += rowsOfAddress(m_in, text.address);
        if (text.number)
            ways += rowsOfNumber(m_in, *text.number);
        return ways;
    }

    // All of the key's columns, or all but the origin; none for any other number of values.
    SearchStatement byKey(const QStringList &values)
    {
        const ContentTable &table = *m_in.table;
        const qsizetype without = table.key.size() - values.size();
        const bool noOrigin = without == 1 && table.key.first() == table.origin;
        if (without != 0 && !noOrigin)
            return {};
        QStringList conditions;
        QVariantList bound;
        if (noOrigin)
            conditions += u"%1 IN %2"_s.arg(table.origin, everyOrigin(table));
        for (qsizetype i = 0; i < values.size(); ++i) {
            conditions += table.key.at(i + without) + " = ?"_L1;
            bound += table.name == "bep_items"_L1 ? values.at(i).rightJustified(3, u'0') : values.at(i);
        }
        return {.sql = u"SELECT id FROM %1 WHERE %2"_s.arg(table.name, conditions.join(" AND "_L1)),
                .values = bound};
    }

    Result<QList<qint64>> idsOf(const SearchStatement &statement)
    {
        QList<qint64> ids;
        if (statement.sql.isEmpty())
            return ids;
        const Result<void> read =
            m_reading.rows(statement.sql, statement.values, [&ids](const store::ReadRow &row) {
                ids += row.integer(0);
                return ids.size() <= mostNamed; // one more tells that there are more
            });
        return read ? Result<QList<qint64>>(ids) : read.error();
    }

    store::Reading &m_reading;
    TableInFile m_in;
};

Error noSuchItem(const ContentTable &table, const QStringList &key, const QString &meant)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("%1 has no item “%2”.").arg(table.name, key.join(u' ')),
            .hint = meant.isEmpty()
                        ? Tr::tr("Its key is: %1. A row is named by id:123.").arg(table.key.join(", "_L1))
                        : Tr::tr("Did you mean “%1”?").arg(meant),
            .url = {}};
}

Error severalItems(const ContentTable &table, const QStringList &key, const QStringList &names, bool more)
{
    const QString all = names.join(", "_L1);
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("Several items of %1 are “%2”.").arg(table.name, key.join(u' ')),
            .hint = more ? Tr::tr("Among them: %1.").arg(all) : Tr::tr("One of: %1.").arg(all),
            .url = {}};
}

Error noTable(const Place &place, const ContentTable &table)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("The database of %1 has no table %2.").arg(place.community, table.name),
            .hint = Tr::tr("The next sync makes it."),
            .url = {}};
}

Result<ItemRef> foundIn(store::Reading &reading, const Place &place, const ContentTable &table,
                        const QStringList &key)
{
    const Result<QStringList> columns = reading.columnsOf(table.name);
    if (!columns)
        return columns.error();
    if (columns->isEmpty())
        return noTable(place, table);
    if (key.isEmpty())
        return noSuchItem(table, key, {});
    ItemFinder finder(reading, {.table = &table, .columns = *columns});
    const Result<QList<qint64>> ids = finder.find(key);
    if (!ids)
        return ids.error();
    if (ids->size() == 1)
        return ItemRef{.place = place, .table = table.name, .id = ids->first()};
    if (ids->size() > 1) {
        const Result<QStringList> names = finder.namesOf(ids->first(std::min(ids->size(), mostNamed)));
        return names ? severalItems(table, key, *names, ids->size() > mostNamed) : names.error();
    }
    const Result<QString> meant = finder.nearestOrigin(key.first().section(u'#', 0, 0).section(u':', 0, 0));
    return meant ? noSuchItem(table, key, *meant) : meant.error();
}

} // namespace

Result<ItemRef> findItem(const Place &place, const QString &tableName, const QStringList &key,
                         const std::stop_token &stop)
{
    const ContentTable *table = contentTable(tableName);
    if (table == nullptr)
        return unknownTable(tableName);
    return store::askOf(place.database, stop,
                        [&](store::Reading &reading) { return foundIn(reading, place, *table, key); });
}

} // namespace lockkeeper::inspect
