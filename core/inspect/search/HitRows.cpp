#include "inspect/search/HitRows.h"

#include "inspect/search/Marked.h"

namespace lockkeeper::inspect {

Result<void> readHits(store::Reading &reading, const SearchStatement &statement, const TableInFile &in,
                      const Place &place, QList<Hit> &hits)
{
    return reading.rows(statement.sql, statement.values, [&](const store::ReadRow &row) {
        Hit hit;
        hit.ref = {.place = place, .table = in.table->name, .id = row.integer(IdColumn)};
        hit.source = in.table->source;
        hit.origin = row.text(OriginColumn);
        hit.type = row.text(TypeColumn);
        hit.number = row.integer(NumberColumn); // also "032"
        hit.status = row.text(StatusColumn);
        hit.language = row.text(LanguageColumn);
        hit.time = row.text(TimeColumn);
        hit.url = row.text(UrlColumn);
        MarkedText title = unmarked(row.text(TitleColumn));
        hit.title = title.text;
        hit.titleMarks = title.marks;
        // The second text only where the words are in it and not in the first.
        MarkedText text = unmarked(row.text(TextColumn));
        if (MarkedText other = unmarked(row.text(OtherTextColumn));
            text.text.isEmpty() || (text.marks.isEmpty() && !other.marks.isEmpty()))
            text = other;
        hit.snippet = text.text;
        hit.snippetMarks = text.marks;
        hits.append(hit);
        return true;
    });
}

} // namespace lockkeeper::inspect
