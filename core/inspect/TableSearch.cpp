#include "inspect/TableSearch.h"

#include "inspect/HitRows.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <utility>

namespace lockkeeper::inspect {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

} // namespace

Result<TableInFile> tableInFile(store::Reading &reading, const ContentTable &table)
{
    TableInFile in{.table = &table, .columns = {}};
    Result<QStringList> columns = reading.columnsOf(table.name);
    if (!columns)
        return columns.error();
    in.columns = std::move(columns).value();
    if (in.columns.isEmpty())
        return in;
    const Result<bool> fullText = reading.hasTable(table.fullText);
    if (!fullText)
        return fullText.error();
    if (!*fullText)
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("%1 has no full-text index.").arg(table.name),
                     .hint = Tr::tr("The next sync makes it."),
                     .url = {}};
    return in;
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
