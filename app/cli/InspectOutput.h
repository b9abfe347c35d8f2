// Found and shown items as text and as JSON.
#pragma once

#include "cli/JsonText.h"
#include "inspect/item/Item.h"
#include "inspect/search/Search.h"

#include <QList>
#include <QStringList>

namespace lockkeeper::cli {

// What a search came to.
struct SearchResults
{
    inspect::SearchText text;
    QList<inspect::Hit> hits; // ranked
    bool more = false;        // there are more
    bool filtered = false;
    QList<inspect::SearchPart> failed;
};

// In lines of `columns`; `marks`: what was looked for in bold.
[[nodiscard]] QStringList searchLines(const SearchResults &results, int columns, bool marks);
[[nodiscard]] JsonText searchObject(const QString &typed, const SearchResults &results);

// `words`: also those of the full-text index.
[[nodiscard]] QStringList itemLines(const inspect::Item &item, bool words);
[[nodiscard]] JsonText itemObject(const inspect::Item &item);

} // namespace lockkeeper::cli
