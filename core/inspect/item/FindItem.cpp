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

constexpr int mostNamed = 10; // rows, where a key means several

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
        return origins.contains(word) ? QString() : nearest(word, origins);
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
        if (text.number) {
            SearchStatement way = rowsOfNumber(m_in, *text.number);
            if (!way.sql.isEmpty() && !text.number->origin.isEmpty()) {
                way.sql =
                    u"SELECT id FROM %1 WHERE id IN (%2) AND (%3 = ? COLLATE NOCASE OR lower(substr(%3, "
                    "-length(?))) = lower(?))"_s.arg(m_in.table->name, way.sql, m_in.table->origin);
                const QString ending = u'/' + text.number->origin;
                way.values += {text.number->origin, ending, ending};
            }
            ways += way;
        }
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
        return {.sql = u"SELECT id FROM %1 WHERE %2 LIMIT %3"_s.arg(table.name, conditions.join(" AND "_L1))
                           .arg(mostNamed),
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
                return true;
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

Error severalItems(const ContentTable &table, const QStringList &key, const QList<qint64> &ids)
{
    QStringList rows;
    for (const qint64 id : ids.first(std::min<qsizetype>(ids.size(), mostNamed)))
        rows += u"id:%1"_s.arg(id);
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("Several items of %1 are “%2”.").arg(table.name, key.join(u' ')),
            .hint = Tr::tr("One of: %1.").arg(rows.join(", "_L1)),
            .url = {}};
}

} // namespace

Result<ItemRef> findItem(const Place &place, const QString &tableName, const QStringList &key,
                         const std::stop_token &stop)
{
    const ContentTable *table = contentTable(tableName);
    if (table == nullptr)
        return unknownTable(tableName);
    const Result<std::unique_ptr<store::Reading>> opened = store::Reading::open(place.database, stop);
    if (!opened)
        return opened.error();
    const Result<QStringList> columns = (*opened)->columnsOf(table->name);
    if (!columns)
        return columns.error();
    if (columns->isEmpty() || key.isEmpty())
        return noSuchItem(*table, key, {});
    ItemFinder finder(**opened, {.table = table, .columns = *columns});
    const Result<QList<qint64>> ids = finder.find(key);
    if (!ids)
        return ids.error();
    if (ids->size() > 1)
        return severalItems(*table, key, *ids);
    if (ids->size() == 1)
        return ItemRef{.place = place, .table = table->name, .id = ids->first()};
    const Result<QString> meant = finder.nearestOrigin(key.first().section(u'#', 0, 0).section(u':', 0, 0));
    return meant ? noSuchItem(*table, key, *meant) : meant.error();
}

} // namespace lockkeeper::inspect
