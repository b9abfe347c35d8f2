// HTML made safe to hand to a parser whose rules cost more the deeper elements nest and the more attributes a
// tag has: tags beyond a bound are left out, their text stays. Linear; of ordinary HTML only what nobody sees
// (comments, scripts, pictures drawn in SVG) is missing.
#pragma once

#include <QByteArray>

namespace lockkeeper::text {

inline constexpr int nestingLimit = 200;    // elements within each other
inline constexpr int attributesLimit = 200; // a tag

[[nodiscard]] QByteArray limitTags(const QByteArray &html);

// The text between the tags, entities as they are written: of HTML that cannot be parsed.
[[nodiscard]] QByteArray withoutTags(const QByteArray &html);

} // namespace lockkeeper::text
