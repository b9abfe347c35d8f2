#include "inspect/item/ItemAddress.h"
#include "inspect/search/HitRows.h"
#include "inspect/search/TableSearch.h"

#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

constexpr int mostExactHits = 200;

Result<QList<qint64>> idsOf(store::Reading &reading, const SearchStatement &statement)
{
    QList<qint64> ids;
    const Result<void> read =
        reading.rows(statement.sql, statement.values, [&ids](const store::ReadRow &row) {
            ids.append(row.integer(0));
            return true;
        });
    return read ? Result<QList<qint64>>(ids) : read.error();
}

bool isOfKind(const Hit &hit, ItemNumber::Kind kind)
{
    switch (kind) {
    case ItemNumber::Kind::Issue:
        return hit.type == "issue"_L1;
    case ItemNumber::Kind::PullRequest:
        return hit.type == "pr"_L1;
    case ItemNumber::Kind::Any:
        return hit.source == "github"_L1; // as "#2022" is read as a rule
    default:
        return true;
    }
}

// Those with all of the other words first, then those of the kind that was named: "PR 2022" may be an issue
// for those who don't know better.
double scoreOf(const Hit &hit, const SearchText &text, const QSet<qint64> &withWords)
{
    return (withWords.contains(hit.ref.id) ? 2.0 : 0.0) +
           (text.number && isOfKind(hit, text.number->kind) ? 1.0 : 0.0);
}

} // namespace

Result<QList<Hit>> exactHits(store::Reading &reading, const TableInFile &in, const SearchQuestion &question,
                             const Place &place)
{
    QList<Hit> hits;
    const SearchText &text = question.text;
    SearchStatement find = text.number ? rowsOfNumber(in, *text.number) : SearchStatement{};
    if (!text.address.isEmpty())
        find = rowsOfAddress(in, text.address);
    if (find.sql.isEmpty())
        return hits;
    Result<QList<qint64>> ids = idsOf(reading, passing(in, question.filters, find, mostExactHits));
    if (!ids)
        return ids.error();
    if (ids->isEmpty())
        return hits;
    QSet<qint64> withWords;
    const QString match = text.matchBesideNumber(in.table->title);
    if (!match.isEmpty()) {
        if (Result<void> read = readHits(reading, matchedRows(in, match, *ids), in, place, hits); !read)
            return read.error();
        for (const Hit &hit : std::as_const(hits))
            withWords.insert(hit.ref.id);
        ids->removeIf([&withWords](qint64 id) { return withWords.contains(id); });
    }
    if (Result<void> read = readHits(reading, plainRows(in, *ids), in, place, hits); !read)
        return read.error();
    for (Hit &hit : hits) {
        hit.exact = true;
        hit.score = scoreOf(hit, text, withWords);
    }
    return hits;
}

} // namespace lockkeeper::inspect
