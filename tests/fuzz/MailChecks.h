// What must hold of a mail, however it was read.
#pragma once

#include "sources/mailman/Letter.h"

#include <QString>

namespace lockkeeper::fuzz {

inline void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

// No more than so many characters, all of which UTF-8 and SQLite can keep.
inline void requireFit(const QString &text, qsizetype limit)
{
    require(text.size() <= 2 * limit && text.toUcs4().size() <= limit);
    require(QString::fromUtf8(text.toUtf8()) == text && !text.contains(QChar(0)));
}

inline void requireFit(const sources::mailman::Letter &letter)
{
    requireFit(letter.body, 10'000); // the database's limit on a mail
    requireFit(letter.author.name, 300);
    requireFit(letter.author.email, 300);
    require(!letter.date.isValid() || letter.date.timeSpec() == Qt::UTC);
}

} // namespace lockkeeper::fuzz
