// The words that full-text search makes of a text, by SQLite's own tokenizer: through an index in memory that
// has this one text, so no database is asked. (fts5vocab of a database's index would have to be read whole to
// find one row's words.) Within any thread; blocks for as long as a few kilobytes take.
#pragma once

#include "base/Result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::store {

struct TextTerm
{
    QString term;
    int count = 0;        // times in all of the texts
    bool inFirst = false; // also in the first of them
};

// Of the default tokenizer, which the schema's indexes have; the most frequent first, then by the alphabet.
// Errors: internal.
[[nodiscard]] Result<QList<TextTerm>> termsOf(const QStringList &texts);

} // namespace lockkeeper::store
