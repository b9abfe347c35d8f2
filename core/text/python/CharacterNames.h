// Characters by their Unicode names, as \N{…} in Python names them.
#pragma once

#include <QByteArray>

#include <optional>

namespace lockkeeper::text {

// Names and their aliases, in any case: "EM DASH", "LINE FEED", "NBSP", "VS16". Nothing for a name that is
// none. Which characters have names is a question of the ICU library's version of Unicode.
[[nodiscard]] std::optional<char32_t> characterByName(const QByteArray &name);

} // namespace lockkeeper::text
