// HTML made safe to hand to a parser whose rules cost more the deeper elements nest and the more attributes a
// tag has: tags beyond a bound are left out, their text stays. Linear; ordinary HTML comes back as it is.
#pragma once

#include <QByteArray>

namespace lockkeeper::text {

inline constexpr int nestingLimit = 200;    // elements within each other
inline constexpr int attributesLimit = 200; // a tag

[[nodiscard]] QByteArray limitTags(QByteArray html);

// The text between the tags, entities as they are written: for HTML that cannot be parsed.
[[nodiscard]] QByteArray withoutTags(const QByteArray &html);

} // namespace lockkeeper::text
