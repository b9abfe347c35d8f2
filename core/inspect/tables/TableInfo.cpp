#include "inspect/tables/TableInfo.h"

#include "inspect/ContentTable.h"
#include "store/Reading.h"
#include "store/SortedRows.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
using store::Reading;
using store::ReadRow;

bool knownCollation(const QString &collation)
{
    return collation == "BINARY"_L1 || collation == "NOCASE"_L1 || collation == "RTRIM"_L1;
}

// sqlite.org/datatype3.html, 3.1
bool hasTextAffinity(const QString &type)
{
    const auto says = [&type](QLatin1StringView word) {
        return type.contains(word, Qt::CaseInsensitive);
    };
    return !says("INT"_L1) && (says("CHAR"_L1) || says("CLOB"_L1) || says("TEXT"_L1));
}

bool hasNumberAffinity(const QString &type)
{
    const auto says = [&type](QLatin1StringView word) {
        return type.contains(word, Qt::CaseInsensitive);
    };
    return says("INT"_L1) || (!hasTextAffinity(type) && !type.isEmpty() && !says("BLOB"_L1));
}

struct IndexName
{
    QString name;
    bool primary = false;
};

class Describing final
{
public:
    explicit Describing(Reading &reading)
        : m_reading(reading)
    {
    }

    Result<TableInfo> operator()(const QString &name, bool withoutRowId)
    {
        m_table = TableInfo();
        m_table.name = name;
        m_table.content = contentTable(name) != nullptr;
        m_table.bookkeeping = name == "sync_metadata"_L1 || name == "summarization_status"_L1 ||
                              name.startsWith("lockkeeper_"_L1);
        Result<void> read = readColumns();
        if (read)
            read = withoutRowId ? readPrimaryKey() : Result<void>();
        if (read) {
            if (!withoutRowId)
                read = readRowId();
        }
        if (read)
            read = readIndexes();
        if (!read)
            return read.error();
        return m_table;
    }

private:
    Result<void> readColumns()
    {
        return m_reading.rows(
            u"SELECT name, type, \"notnull\" FROM pragma_table_xinfo(?) WHERE hidden != 1"_s, {m_table.name},
            [this](const ReadRow &row) {
                const QString name = row.text(0);
                const QString type = row.text(1);
                m_table.columns.append({.name = name,
                                        .type = type,
                                        .collation = store::collationOf(m_reading, m_table.name, name),
                                        .number = hasNumberAffinity(type),
                                        .text = hasTextAffinity(type),
                                        .notNull = row.integer(2) != 0});
                return true;
            });
    }

    // A column that is the row id has its name, too, and is ordered by it.
    Result<void> readRowId()
    {
        Result<void> read = m_reading.rows(
            u"SELECT max(name) FROM pragma_table_info(?1) WHERE pk > 0 AND NOT EXISTS(SELECT 1 FROM "
            "pragma_index_list(?1) WHERE origin = 'pk') HAVING count(*) = 1 AND max(type) = 'INTEGER' COLLATE NOCASE"_s,
            {m_table.name}, [this](const ReadRow &row) {
                m_table.rowId = row.text(0);
                return true;
            });
        for (const QString &name : {u"rowid"_s, u"_rowid_"_s, u"oid"_s}) {
            const bool taken = std::ranges::any_of(m_table.columns, [&name](const TableColumn &column) {
                return column.name.compare(name, Qt::CaseInsensitive) == 0;
            });
            if (!taken && m_table.rowId.isEmpty())
                m_table.rowId = name;
        }
        m_table.natural.columns = {{.name = m_table.rowId, .notNull = true}};
        return read;
    }

    Result<void> readPrimaryKey()
    {
        return m_reading.rows(u"SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"_s,
                              {m_table.name}, [this](const ReadRow &row) {
                                  KeyColumn column = keyColumn(row.text(0));
                                  column.notNull = true;
                                  m_table.natural.columns.append(column);
                                  return true;
                              });
    }

    [[nodiscard]] KeyColumn keyColumn(const QString &name) const
    {
        const int at = m_table.columnAt(name);
        return {.name = name,
                .collation = at < 0 ? u"BINARY"_s : m_table.columns.at(at).collation,
                .text = at >= 0 && m_table.columns.at(at).text,
                .notNull = at >= 0 && m_table.columns.at(at).notNull};
    }

    // One of the fewest columns is the quickest to walk.
    Result<void> readIndexes()
    {
        QStringList names;
        Result<void> read =
            m_reading.rows(u"SELECT name FROM pragma_index_list(?) WHERE NOT partial AND origin != 'pk' OR "
                           "(origin = 'pk' AND ?)"_s,
                           {m_table.name, !m_table.rowId.isEmpty()}, [&names](const ReadRow &row) {
                               names.append(row.text(0));
                               return true;
                           });
        for (const QString &name : std::as_const(names)) {
            if (read)
                read = readIndex(name);
        }
        return read;
    }

    Result<void> readIndex(const QString &index)
    {
        KeyOrder order{.index = index, .columns = {}};
        bool usable = true;
        Result<void> read =
            m_reading.rows(u"SELECT name, coll, desc, cid FROM pragma_index_xinfo(?) WHERE key"_s, {index},
                           [&](const ReadRow &row) {
                               KeyColumn column = keyColumn(row.text(0));
                               const QString collation = row.text(1).toUpper();
                               usable = usable && row.integer(3) >= 0 && row.integer(2) == 0 &&
                                        knownCollation(collation) && collation == column.collation.toUpper();
                               column.collation = collation;
                               order.columns.append(column);
                               return true;
                           });
        if (!read || !usable || order.columns.isEmpty())
            return read;
        for (const KeyColumn &column : std::as_const(m_table.natural.columns)) {
            if (!std::ranges::count(order.columns, column.name, &KeyColumn::name))
                order.columns.append(column);
        }
        offer(order);
        return {};
    }

    void offer(const KeyOrder &order)
    {
        const int at = m_table.columnAt(order.columns.constFirst().name);
        if (at < 0)
            return;
        TableColumn &column = m_table.columns[at];
        const KeyOrder *known = m_table.orderBy(at);
        if (known != nullptr && known->columns.size() <= order.columns.size())
            return;
        m_table.indexes.removeIf([&column](const KeyOrder &one) { return one.index == column.index; });
        m_table.indexes.append(order);
        column.index = order.index;
    }

    Reading &m_reading;
    TableInfo m_table;
};

int rankOf(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return 0;
    case QMetaType::LongLong:
    case QMetaType::Double:
        return 1;
    case QMetaType::QByteArray:
        return 3;
    default:
        return 2;
    }
}

template <typename T>
int ordered(const T &one, const T &other)
{
    return one < other ? -1 : other < one ? 1 : 0;
}

QByteArray collated(const QString &text, const QString &collation)
{
    QByteArray bytes = text.toUtf8();
    if (collation == "NOCASE"_L1) {
        for (char &byte : bytes)
            byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
    }
    while (collation == "RTRIM"_L1 && bytes.endsWith(' '))
        bytes.chop(1);
    return bytes;
}

// As bytes, which char's sign must not turn round.
int comparedBytes(const QByteArray &one, const QByteArray &other)
{
    const int sign = std::memcmp(one.constData(), other.constData(),
                                 static_cast<std::size_t>(std::min(one.size(), other.size())));
    return sign != 0 ? ordered(sign, 0) : ordered(one.size(), other.size());
}

int comparedValues(const QVariant &one, const QVariant &other, const QString &collation)
{
    const int rank = rankOf(one);
    if (rank != rankOf(other))
        return ordered(rank, rankOf(other));
    if (rank == 1 && one.typeId() == QMetaType::LongLong && other.typeId() == QMetaType::LongLong)
        return ordered(one.toLongLong(), other.toLongLong());
    if (rank == 1) {
        const auto number = [](const QVariant &value) {
            return value.typeId() == QMetaType::LongLong ? static_cast<long double>(value.toLongLong())
                                                         : static_cast<long double>(value.toDouble());
        };
        return ordered(number(one), number(other));
    }
    if (rank == 2)
        return comparedBytes(collated(one.toString(), collation), collated(other.toString(), collation));
    return rank == 3 ? comparedBytes(one.toByteArray(), other.toByteArray()) : 0;
}

int groupOf(const TableInfo &table)
{
    return table.content ? 0 : table.bookkeeping ? 1 : 2;
}
} // namespace

const KeyOrder *TableInfo::orderBy(int column) const
{
    const TableColumn &wanted = columns.at(column);
    const auto found =
        std::ranges::find_if(indexes, [&wanted](const KeyOrder &one) { return one.index == wanted.index; });
    if (!wanted.index.isEmpty() && found != indexes.end())
        return &*found;
    return natural.columns.constFirst().name == wanted.name ? &natural : nullptr;
}

int TableInfo::columnAt(const QString &columnName) const
{
    const auto found = std::ranges::find(columns, columnName, &TableColumn::name);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

Result<QList<TableInfo>> tablesOf(Reading &reading)
{
    QList<std::pair<QString, bool>> names;
    Result<void> read =
        reading.rows(u"SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = "
                     "'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s,
                     {}, [&names](const ReadRow &row) {
                         names.append({row.text(0), row.integer(1) != 0});
                         return true;
                     });
    QList<TableInfo> tables;
    for (const auto &[name, withoutRowId] : std::as_const(names)) {
        if (!read)
            break;
        const Result<TableInfo> table = Describing(reading)(name, withoutRowId);
        read = table ? Result<void>() : table.error();
        // One whose row id has no name left is nobody's.
        if (table && !table->natural.columns.constFirst().name.isEmpty())
            tables.append(*table);
    }
    if (!read)
        return read.error();
    QStringList known;
    for (const ContentTable &table : contentTables())
        known.append(table.name);
    std::ranges::sort(tables, [&known](const TableInfo &one, const TableInfo &other) {
        if (groupOf(one) != groupOf(other))
            return groupOf(one) < groupOf(other);
        return one.content ? known.indexOf(one.name) < known.indexOf(other.name) : one.name < other.name;
    });
    return tables;
}

Result<QList<TableInfo>> readTables(const QString &database, const std::stop_token &stop)
{
    return store::askOf(database, stop, tablesOf);
}

int compareKeys(const KeyOrder &order, const Key &one, const Key &other)
{
    for (qsizetype i = 0; i < order.columns.size(); ++i) {
        if (const int sign = comparedValues(one.value(i), other.value(i), order.columns.at(i).collation))
            return sign;
    }
    return 0;
}

} // namespace lockkeeper::inspect
