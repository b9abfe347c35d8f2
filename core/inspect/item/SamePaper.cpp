#include "inspect/item/SamePaper.h"

#include "inspect/RowWalk.h"
#include "inspect/search/SearchText.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {

constexpr int fewWords = 2; // a title of so few is many papers'
constexpr int mostCandidates = 100;

bool isPaper(const ContentTable *table)
{
    return table != nullptr && table->source == "papers"_L1;
}

Result<QList<SameItem>> withDoi(store::Reading &reading, const Item &item, const QString &doi)
{
    const Result<bool> there =
        store::askedAgainIfTouched(reading, [&] { return reading.hasTable(item.ref.table); });
    if (!there || !*there)
        return there ? Result<QList<SameItem>>(QList<SameItem>()) : there.error();
    QList<SameItem> same;
    const auto seen = [&](const store::ReadRow &row) -> std::optional<SameItem> {
        const QString url = row.text(3);
        if (!url.contains(doi, Qt::CaseInsensitive) || doiIn(url) != doi) // the first is quick
            return std::nullopt;
        return SameItem{.ref = {.place = item.ref.place, .table = item.ref.table, .id = row.integer(0)},
                        .origin = row.text(1),
                        .title = row.text(2),
                        .url = url,
                        .byDoi = true};
    };
    const auto isKnown = [&item](const SameItem &one) {
        return one.ref == item.ref ||
               std::ranges::any_of(item.same, [&one](const SameItem &known) { return known.ref == one.ref; });
    };
    const Result<void> walked =
        walkRows(reading, item.ref.table, u"source, title, url"_s, seen,
                 [&](const std::vector<std::optional<SameItem>> &part, double /*share*/) {
                     for (const std::optional<SameItem> &one : part) {
                         if (one && !isKnown(*one))
                             same.append(*one);
                     }
                 });
    return walked ? Result<QList<SameItem>>(same) : walked.error();
}

} // namespace

QString doiIn(const QString &address)
{
    static const QRegularExpression form(u"\\b10\\.\\d{4,9}/[^\\s?#&\"<>]+"_s);
    return form.match(address).captured().toLower();
}

QString comparedTitle(const QString &title)
{
    QString compared;
    for (const QChar character : title.normalized(QString::NormalizationForm_KD)) {
        if (character.isLetterOrNumber() || character.isSurrogate())
            compared += character.toLower();
    }
    return compared;
}

Result<QList<SameItem>> samePaper(store::Reading &reading, const Item &item)
{
    QList<SameItem> same;
    const ContentTable *table = contentTable(item.ref.table);
    if (!isPaper(table))
        return same;
    SearchText words = parseSearchText(QString(item.title).replace(u'-', u' ').replace(u'"', u' '));
    if (words.wanted.isEmpty())
        return same;
    for (SearchTerm &term : words.wanted) {
        term.titleOnly = true;
        term.prefix = false;
    }
    const Result<bool> indexed = reading.hasTable(table->fullText);
    if (!indexed)
        return indexed.error();
    if (!*indexed)
        return same;
    const QString title = comparedTitle(item.title);
    const QString doi = doiIn(item.url);
    const bool tellsMuch = words.wanted.size() > fewWords;
    const Result<void> read = reading.rows(
        u"SELECT c.id, c.source, c.title, c.url FROM papers_fts CROSS JOIN papers AS c ON c.id = "
        "papers_fts.rowid WHERE papers_fts MATCH ? AND c.id <> ? LIMIT ?"_s,
        {words.match(table->title), item.ref.id, mostCandidates}, [&](const store::ReadRow &row) {
            const bool byDoi = !doi.isEmpty() && doiIn(row.text(3)) == doi;
            if (byDoi || (tellsMuch && comparedTitle(row.text(2)) == title))
                same.append({.ref = {.place = item.ref.place, .table = table->name, .id = row.integer(0)},
                             .origin = row.text(1),
                             .title = row.text(2),
                             .url = row.text(3),
                             .byDoi = byDoi});
            return true;
        });
    return read ? Result<QList<SameItem>>(same) : read.error();
}

Result<QList<SameItem>> readSameDoi(const Item &item, const std::stop_token &stop)
{
    const QString doi = doiIn(item.url);
    if (doi.isEmpty() || !isPaper(contentTable(item.ref.table)))
        return QList<SameItem>();
    const Result<std::unique_ptr<store::Reading>> reading =
        store::Reading::open(item.ref.place.database, stop, store::Reading::longPatience);
    return reading ? withDoi(**reading, item, doi) : reading.error();
}

} // namespace lockkeeper::inspect
