#include "inspect/search/SearchSql.h"

#include "inspect/search/Marked.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

constexpr int snippetWords = 28;
constexpr int longestBeginning = 240; // characters of a text that no word was found in

QString idList(const QList<qint64> &ids)
{
    QStringList all;
    for (const qint64 id : ids)
        all.append(QString::number(id));
    return all.join(u',');
}

// A title weighs five times a text.
QString bm25(const ContentTable &table)
{
    return u"bm25(%1, 5.0%2)"_s.arg(table.fullText, u", 1.0"_s.repeated(table.texts.size()));
}

QString columnOrNull(const TableInFile &in, const QString &column)
{
    return in.has(column) ? "c."_L1 + column : u"NULL"_s;
}

// Up to the title: the same for rows with marks and without.
QString shownColumns(const TableInFile &in)
{
    const ContentTable &table = *in.table;
    QStringList columns{u"c.id"_s};
    for (const QString &column :
         {table.origin, table.type, table.number, table.status, table.language, table.time, table.url})
        columns.append(columnOrNull(in, column));
    return columns.join(", "_L1);
}

struct FilterSql
{
    QString sql;
    QVariantList values;
};

// All on "c", each beginning with AND.
FilterSql filterSql(const TableInFile &in, const SearchFilters &filters)
{
    const ContentTable &table = *in.table;
    FilterSql all;
    for (const auto &[column, value] :
         {std::pair(table.origin, filters.origin), std::pair(table.type, filters.type),
          std::pair(table.status, filters.status), std::pair(table.language, filters.language)}) {
        if (value.isEmpty())
            continue;
        all.sql += u" AND c.%1 = ?"_s.arg(column);
        all.values.append(value);
    }
    // A paper may know but its year: it passes where a day of that year would.
    if (filters.since.isValid()) {
        all.sql += u" AND c.%1 >= substr(?, 1, max(4, length(c.%1)))"_s.arg(table.time);
        all.values.append(filters.since.toString(Qt::ISODate));
    }
    if (filters.until.isValid()) {
        all.sql += u" AND c.%1 > '' AND substr(c.%1, 1, 10) <= ?"_s.arg(table.time);
        all.values.append(filters.until.toString(Qt::ISODate));
    }
    return all;
}

} // namespace

bool canPass(const TableInFile &in, const SearchFilters &filters)
{
    const ContentTable &table = *in.table;
    const auto knows = [&in](bool asked, const QString &column) {
        return !asked || in.has(column);
    };
    return (filters.sources.isEmpty() || filters.sources.contains(table.source)) &&
           knows(!filters.origin.isEmpty(), table.origin) && knows(!filters.type.isEmpty(), table.type) &&
           knows(!filters.status.isEmpty(), table.status) &&
           knows(!filters.language.isEmpty(), table.language) &&
           knows(filters.since.isValid() || filters.until.isValid(), table.time);
}

SearchStatement rankStatement(const TableInFile &in, const QString &match, const SearchFilters &filters,
                              int limit)
{
    const ContentTable &table = *in.table;
    const FilterSql filter = filterSql(in, filters);
    // The index alone, as long as nothing else is asked: its texts are read for the hits that are shown.
    const QString from = filter.sql.isEmpty()
                             ? table.fullText
                             : u"%1 CROSS JOIN %2 AS c ON c.id = %1.rowid"_s.arg(table.fullText, table.name);
    SearchStatement statement;
    statement.sql = u"SELECT %1.rowid, %2 AS score FROM %3 WHERE %1 MATCH ?%4 ORDER BY score LIMIT ?"_s.arg(
        table.fullText, bm25(table), from, filter.sql);
    statement.values.append(match);
    statement.values += filter.values;
    statement.values.append(limit);
    return statement;
}

SearchStatement matchedRows(const TableInFile &in, const QString &match, const QList<qint64> &ids)
{
    const ContentTable &table = *in.table;
    const QString marks = u"'%1', '%2'"_s.arg(markBegins).arg(markEnds);
    QString texts = u"highlight(%1, 0, %2)"_s.arg(table.fullText, marks);
    for (int i = 1; i <= 2; ++i) {
        texts +=
            i <= table.texts.size()
                ? u", snippet(%1, %2, %3, '…', %4)"_s.arg(table.fullText).arg(i).arg(marks).arg(snippetWords)
                : u", NULL"_s;
    }
    return {.sql =
                u"SELECT %1, %2 FROM %3 CROSS JOIN %4 AS c ON c.id = %3.rowid WHERE %3 MATCH ? AND "
                "+%3.rowid IN (%5)"_s.arg(shownColumns(in), texts, table.fullText, table.name, idList(ids)),
            .values = {match}};
}

SearchStatement plainRows(const TableInFile &in, const QList<qint64> &ids)
{
    const ContentTable &table = *in.table;
    QString texts = "c."_L1 + table.title;
    for (int i = 0; i < 2; ++i) {
        const QString column = table.texts.value(i);
        texts += in.has(column) ? u", substr(c.%1, 1, %2)"_s.arg(column).arg(longestBeginning) : u", NULL"_s;
    }
    return {.sql = u"SELECT %1, %2 FROM %3 AS c WHERE c.id IN (%4)"_s.arg(shownColumns(in), texts, table.name,
                                                                          idList(ids)),
            .values = {}};
}

SearchStatement passing(const TableInFile &in, const SearchFilters &filters, const SearchStatement &ids,
                        int limit)
{
    const FilterSql filter = filterSql(in, filters);
    // In this order, or an index of the filter's column might be gone through.
    return {.sql = u"SELECT c.id FROM (%1) AS found CROSS JOIN %2 AS c ON c.id = found.id WHERE 1%3 LIMIT "
                   "%4"_s.arg(ids.sql, in.table->name, filter.sql)
                       .arg(limit),
            .values = ids.values + filter.values};
}

} // namespace lockkeeper::inspect
