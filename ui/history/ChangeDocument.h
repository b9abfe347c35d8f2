// One change as a document: a row's fields, old and new beside each other in one table, so that they scroll
// together and long lines wrap beside their counterparts. What differs is marked by signs, strokes and
// colour. GUI thread.
#pragma once

#include "inspect/changes/RunChanges.h"

class QPalette;
class QTextDocument;

namespace lockkeeper::ui {

inline constexpr int shownLines = 500;                // of a field; texts of our sources have fewer
inline constexpr qsizetype shownCharacters = 100'000; // of it; mails have more now and then

void fillChangeDocument(QTextDocument &document, const inspect::ChangeDetails &details,
                        const QPalette &palette);

} // namespace lockkeeper::ui
