// Texts with what was looked for marked in them, as SQL hands them out. Within core/inspect; pure.
#pragma once

#include "inspect/search/Search.h"

#include <QList>
#include <QString>

namespace lockkeeper::inspect {

// Characters that are none (Unicode's noncharacters): no text of a source has them for a meaning.
constexpr QChar markBegins(0xFDD0);
constexpr QChar markEnds(0xFDD1);

struct MarkedText
{
    QString text;
    QList<TextMark> marks;
};

// Takes the marks out. Each run of white space becomes one space: it is for one line of a list.
[[nodiscard]] MarkedText unmarked(const QString &text);

} // namespace lockkeeper::inspect
