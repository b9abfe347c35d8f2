#include "inspect/search/TableSearch.h"

#include "inspect/search/HitRows.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

Result<QList<TableInFile>> tablesInFile(store::Reading &reading)
{
    QStringList contents;
    QStringList indexes;
    for (const ContentTable &table : contentTables()) {
        contents += u"'%1'"_s.arg(table.name);
        indexes += u"'%1'"_s.arg(table.fullText);
    }
    // A damaged index must not keep the others from being asked, so nothing is asked of it here but its name.
    const QString sql =
        u"SELECT m.name, p.name FROM sqlite_master AS m, pragma_table_info(m.name) AS p WHERE m.type = "
        "'table' AND m.name IN (%1) UNION ALL SELECT name, NULL FROM sqlite_master WHERE type = "
        "'table' AND name IN (%2)"_s.arg(contents.join(u','), indexes.join(u','));
    QHash<QString, QStringList> found;
    const Result<void> read = reading.rows(sql, {}, [&found](const store::ReadRow &row) {
        found[row.text(0)] += row.text(1);
        return true;
    });
    if (!read)
        return read.error();
    QList<TableInFile> tables;
    for (const ContentTable &table : contentTables()) {
        if (found.contains(table.name))
            tables.append({.table = &table,
                           .columns = found.value(table.name),
                           .fullText = found.contains(table.fullText)});
    }
    return tables;
}

Result<QList<RankedRow>> rankedRows(store::Reading &reading, const TableInFile &in,
                                    const SearchQuestion &question)
{
    const SearchStatement ranks =
        rankStatement(in, question.text.match(in.table->title), question.filters, question.limit + 1);
    QList<RankedRow> rows;
    const Result<void> read = reading.rows(ranks.sql, ranks.values, [&rows](const store::ReadRow &row) {
        rows.append({.id = row.integer(0), .score = -row.real(1)}); // bm25() is the less the better
        return true;
    });
    return read ? Result<QList<RankedRow>>(rows) : read.error();
}

Result<QList<Hit>> shownHits(store::Reading &reading, const TableInFile &in, const SearchQuestion &question,
                             const Place &place, const QList<RankedRow> &rows)
{
    QList<qint64> ids;
    QHash<qint64, double> scores;
    for (const RankedRow &row : rows) {
        ids.append(row.id);
        scores.insert(row.id, row.score);
    }
    QList<Hit> hits;
    const SearchStatement shown = matchedRows(in, question.text.match(in.table->title), ids);
    if (const Result<void> read = readHits(reading, shown, in, place, hits); !read)
        return read.error();
    for (Hit &hit : hits)
        hit.score = scores.value(hit.ref.id);
    std::sort(hits.begin(), hits.end(), ranksBefore);
    return hits;
}

} // namespace lockkeeper::inspect
