#include "inspect/TableSearch.h"

#include "inspect/HitRows.h"

#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

Result<TableInFile> tableInFile(store::Reading &reading, const ContentTable &table)
{
    TableInFile in{.table = &table, .columns = {}};
    Result<QStringList> columns = reading.columnsOf(table.name);
    if (!columns)
        return columns.error();
    in.columns = std::move(columns).value();
    const Result<bool> fullText = reading.hasTable(table.fullText);
    if (!fullText)
        return fullText.error();
    in.fullText = *fullText;
    return in;
}

Result<QList<Hit>> wordHits(store::Reading &reading, const TableInFile &in, const SearchQuestion &question,
                            const Place &place)
{
    const QString match = question.text.match(in.table->title);
    const SearchStatement ranks = rankStatement(in, match, question.filters, question.limit + 1);
    QList<qint64> ids;
    QHash<qint64, double> scores;
    Result<void> read = reading.rows(ranks.sql, ranks.values, [&](const store::ReadRow &row) {
        ids.append(row.integer(0));
        scores.insert(row.integer(0), -row.real(1)); // bm25() is the less the better
        return true;
    });
    if (!read)
        return read.error();
    QList<Hit> hits;
    if (ids.isEmpty())
        return hits;
    read = readHits(reading, matchedRows(in, match, ids), in, place, hits);
    if (!read)
        return read.error();
    for (Hit &hit : hits)
        hit.score = scores.value(hit.ref.id);
    std::sort(hits.begin(), hits.end(), ranksBefore);
    return hits;
}

} // namespace lockkeeper::inspect
