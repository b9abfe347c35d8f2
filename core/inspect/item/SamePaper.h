// The same paper, as several providers have it. Within core/inspect.
#pragma once

#include "base/Result.h"
#include "inspect/item/Item.h"
#include "store/Reading.h"

#include <QList>
#include <QString>

namespace lockkeeper::inspect {

// Of "https://doi.org/10.1000/182" or what else has one in it, in lower case; empty: none.
[[nodiscard]] QString doiIn(const QString &address);
// For comparing titles: letters and digits alone, in lower case and without accents.
[[nodiscard]] QString comparedTitle(const QString &title);

// Other rows of the same database that are this paper, by the full-text index of titles: those with the same
// title, or with its words and the same DOI; readSameDoi() finds the others. None for other items than
// papers, and for titles of one word or two ("Editorial"), unless the DOI is the same, too.
[[nodiscard]] Result<QList<SameItem>> samePaper(store::Reading &reading, const Item &item);

} // namespace lockkeeper::inspect
