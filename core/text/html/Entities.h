// HTML's character references, as the HTML standard reads them. Pure; any thread.
#pragma once

#include <QString>

namespace lockkeeper::text {

// "&amp;", "&#946;", "&beta;" decoded once, in a text without markup ("<" stands for itself); unknown names
// stay. NUL characters and lone surrogates are gone from the result.
[[nodiscard]] QString decodedEntities(const QString &text);

} // namespace lockkeeper::text
