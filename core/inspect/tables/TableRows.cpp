#include "inspect/tables/TableRows.h"

#include "store/Reading.h"
#include "store/SqlNames.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

using store::Reading;
using store::ReadRow;

namespace {
constexpr int sampledKeys = 96; // some 0.1 ms each

// Texts and blobs as far as they are shown, and their lengths.
QStringList shownColumns(const TableInfo &table)
{
    QStringList columns;
    for (const TableColumn &column : table.columns) {
        const QString name = store::quotedName(column.name);
        columns.append(
            "CASE typeof(%1) WHEN 'text' THEN substr(%1, 1, %2) WHEN 'blob' THEN substr(%1, 1, "
            "%3) ELSE %1 END"_L1.arg(name, QString::number(shownCharacters), QString::number(shownBytes)));
        columns.append("CASE WHEN typeof(%1) IN ('text', 'blob') THEN length(%1) END"_L1.arg(name));
    }
    return columns;
}

TableRow rowOf(const ReadRow &row, const TableInfo &table, const KeyOrder &order)
{
    TableRow made;
    const int keys = static_cast<int>(order.columns.size());
    for (int i = 0; i < keys; ++i)
        made.key.append(row.value(i));
    for (const KeyColumn &column : table.natural.columns) {
        const auto at = std::ranges::find(order.columns, column.name, &KeyColumn::name);
        made.natural.append(made.key.value(at - order.columns.begin()));
    }
    made.id = table.rowId.isEmpty() ? 0 : made.natural.constFirst().toLongLong();
    for (int i = keys; i + 1 < row.columns(); i += 2)
        made.cells.append({.value = row.value(i), .length = row.integer(i + 1)});
    return made;
}

// Whatever numbers the ids are: their distance may be beyond what one of them can be.
qint64 idBetween(qint64 first, qint64 last, double share)
{
    const quint64 distance = quint64(last) - quint64(first);
    const auto part = share < 1 ? quint64(double(distance) * share) : distance;
    return qint64(quint64(first) + std::min(part, distance));
}

Key firstKey(const QList<TableRow> &rows)
{
    const auto there = std::ranges::find_if(rows, [](const TableRow &row) { return !row.key.isEmpty(); });
    return there == rows.end() ? Key() : there->key;
}

KeyStep shownStep(const TableQuestion &question, bool backwards, int limit)
{
    const KeyOrder *order = question.ready();
    return {.table = question.table.name,
            .order = order == nullptr ? question.table.natural : *order,
            .columns = shownColumns(question.table),
            .descending = question.descending != backwards,
            .limit = limit};
}
} // namespace

bool TableCell::whole() const
{
    return value.typeId() == QMetaType::QString      ? length <= shownCharacters
           : value.typeId() == QMetaType::QByteArray ? length <= shownBytes
                                                     : true;
}

Result<qint64> aboutRows(Reading &reading, const TableInfo &table)
{
    if (table.rowId.isEmpty())
        return qint64{0};
    const QString name = store::quotedName(table.rowId);
    const QString from = " FROM "_L1 + store::quotedName(table.name) + " NOT INDEXED"_L1;
    // Apart, each is a search: together they would be a scan.
    const Result<QVariant> first = reading.value("SELECT min("_L1 + name + u')' + from);
    const Result<QVariant> last = reading.value("SELECT max("_L1 + name + u')' + from);
    const Result<QVariant> pages = reading.value(u"SELECT page_count * page_size FROM pragma_page_count, "
                                                 "pragma_page_size"_s);
    for (const Result<QVariant> *one : {&first, &last, &pages}) {
        if (!*one)
            return one->error();
    }
    if (!first->isValid())
        return qint64{0};
    const double range = last->toDouble() - first->toDouble() + 1;
    const double room = pages->toDouble() / 4; // no row takes less
    return static_cast<qint64>(std::min(range, room));
}

TablePages::TablePages(TableQuestion question)
    : m_question(std::move(question))
{
}

Result<TablePage> TablePages::page(qint64 number, const std::stop_token &stop)
{
    return store::askOf(m_question.database, stop, [&](Reading &reading) {
        return m_places ? known(reading, number) : guessed(reading, number);
    });
}

Result<QList<TableRow>> TablePages::read(Reading &reading, const std::optional<Key> &key, From from,
                                         bool backwards, int limit) const
{
    const KeyStep step = shownStep(m_question, backwards, limit);
    QList<TableRow> rows;
    for (const Question &question : stepsFrom(step, key, from)) {
        const Result<void> asked = reading.rows(question.sql, question.values, [&](const ReadRow &row) {
            rows.append(rowOf(row, m_question.table, step.order));
            return rows.size() < limit;
        });
        if (!asked)
            return asked.error();
        if (rows.size() >= limit)
            break;
    }
    if (backwards)
        std::ranges::reverse(rows);
    return rows;
}

Result<QList<TableRow>> TablePages::readKeys(Reading &reading, const QList<Key> &keys) const
{
    KeyStep step = shownStep(m_question, false, pageRows);
    step.order = m_question.table.natural;
    const Question question = rowsWithKeys(step, keys);
    QList<TableRow> rows(keys.size());
    const Result<void> asked = reading.rows(question.sql, question.values, [&](const ReadRow &row) {
        const TableRow made = rowOf(row, m_question.table, step.order);
        if (const qsizetype at = keys.indexOf(made.key); at >= 0)
            rows[at] = made;
        return true;
    });
    return asked ? Result<QList<TableRow>>(rows) : asked.error();
}

Result<TablePage> TablePages::known(Reading &reading, qint64 number)
{
    TablePage page{.number = number};
    if (number < 0 || number >= m_places->pages())
        return page;
    const qint64 places = std::min<qint64>(pageRows, m_places->rows() - number * pageRows);
    Result<QList<TableRow>> rows = m_places->everyRow()
                                       ? readKeys(reading, m_places->keysOf(number))
                                       : read(reading, m_places->firstOf(number), From::At, false, pageRows);
    if (!rows)
        return rows.error();
    // What stands on the next page is not shown here, too, where rows were deleted meanwhile.
    if (const std::optional<Key> next = m_places->firstOf(number + 1); next && !m_places->everyRow()) {
        const KeyOrder &order = *m_question.ready();
        rows->removeIf([&](const TableRow &row) {
            const int sign = compareKeys(order, row.key, *next);
            return m_question.descending ? sign <= 0 : sign >= 0;
        });
    }
    rows->resize(places);
    page.rows = *rows;
    return page;
}

Result<TablePage> TablePages::guessed(Reading &reading, qint64 number)
{
    const bool after = m_bottom && number == m_lastPage + 1;
    const bool before = m_top && number == m_firstPage - 1;
    if (number != 0 && !after && !before)
        return jump(reading, number);
    Result<QList<TableRow>> rows = number == 0 ? read(reading, std::nullopt, From::After, false, pageRows)
                                   : after     ? read(reading, m_bottom, From::After, false, pageRows)
                                               : read(reading, m_top, From::After, true, pageRows);
    if (!rows)
        return rows.error();
    if (before && number != 0 && !rows->isEmpty()) // the beginning came sooner than guessed
        rows->insert(0, pageRows - rows->size(), TableRow());
    TablePage page{.number = number, .rows = *rows, .guessed = number != 0};
    if (rows->isEmpty() || (number == 0 && m_firstPage == 0 && m_lastPage >= 0))
        return page;
    const bool goesOn = m_lastPage >= m_firstPage && (after || (before && number != 0));
    if (!goesOn) {
        page.alone = m_lastPage >= m_firstPage && m_firstPage != 0;
        m_firstPage = m_lastPage = number;
        m_top = firstKey(*rows);
        m_bottom = rows->constLast().key;
    } else if (after) {
        m_lastPage = number;
        m_bottom = rows->constLast().key;
    } else {
        m_firstPage = number;
        m_top = firstKey(*rows);
    }
    return page;
}

// The end is where it is; any other place by its share of all that there are about.
Result<TablePage> TablePages::jump(Reading &reading, qint64 number)
{
    const qint64 lastPage = m_about <= 0 ? 0 : (m_about - 1) / pageRows;
    TablePage page{.number = number, .guessed = true, .alone = true};
    std::optional<Key> start;
    const bool end = number >= lastPage;
    if (!end) {
        if (m_sample.isEmpty()) {
            if (const Result<void> sampled = sample(reading); !sampled)
                return sampled.error();
        }
        const double share = double(number) / double(lastPage + 1);
        if (m_question.sortColumn < 0 && !m_question.table.rowId.isEmpty())
            start = Key{idBetween(m_firstId, m_lastId, m_question.descending ? 1 - share : share)};
        else if (!m_sample.isEmpty())
            start = m_sample.at(static_cast<qsizetype>(share * double(m_sample.size())));
    }
    const int limit = end ? static_cast<int>((m_about - 1) % pageRows) + 1 : pageRows;
    Result<QList<TableRow>> rows = end ? read(reading, std::nullopt, From::After, true, limit)
                                       : read(reading, start, From::At, false, limit);
    if (!rows)
        return rows.error();
    page.rows = *rows;
    if (!page.rows.isEmpty()) {
        m_firstPage = m_lastPage = number;
        m_top = firstKey(page.rows);
        m_bottom = page.rows.constLast().key;
    }
    return page;
}

// Keys of rows whose ids are spread evenly, in order: the share of a key among them is about its place.
Result<void> TablePages::sample(Reading &reading)
{
    const KeyOrder &order = shownStep(m_question, false, 1).order;
    if (m_question.table.rowId.isEmpty())
        return {};
    const QString from = " FROM "_L1 + store::quotedName(m_question.table.name) + " NOT INDEXED"_L1;
    const QString id = store::quotedName(m_question.table.rowId);
    const Result<QVariant> first = reading.value("SELECT min("_L1 + id + u')' + from);
    const Result<QVariant> last = reading.value("SELECT max("_L1 + id + u')' + from);
    if (!first || !last)
        return first ? last.error() : first.error();
    QStringList names;
    for (const KeyColumn &column : order.columns)
        names.append(store::quotedName(column.name));
    const QString sql = "SELECT "_L1 + names.join(", "_L1) + from + " WHERE "_L1 + id + " >= ? ORDER BY "_L1 +
                        id + " LIMIT 1"_L1;
    m_firstId = first->toLongLong();
    m_lastId = last->toLongLong();
    QList<Key> keys;            // what is gathered is to be there once, also where it is asked for once more
    QRandomGenerator random(1); // evenly spread, but in no step with whatever repeats in the table
    for (int i = 0; i < sampledKeys; ++i) {
        const qint64 at = idBetween(m_firstId, m_lastId, (i + random.generateDouble()) / sampledKeys);
        const Result<void> asked = reading.rows(sql, {at}, [&](const ReadRow &row) {
            Key key;
            for (int column = 0; column < row.columns(); ++column)
                key.append(row.value(column));
            keys.append(key);
            return true;
        });
        if (!asked)
            return asked;
    }
    std::ranges::sort(keys, [&](const Key &one, const Key &other) {
        return (m_question.descending ? -1 : 1) * compareKeys(order, one, other) < 0;
    });
    m_sample = keys;
    return {};
}

} // namespace lockkeeper::inspect
