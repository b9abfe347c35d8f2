// Titles and abstracts as publishers hand them in: with markup, with entities, sometimes with both escaped
// once more. Pure functions; any thread.
#pragma once

#include <QString>

namespace lockkeeper::sources::papers {

inline constexpr qsizetype titleLimit = 2000;    // no limit is documented; what is longer is no title
inline constexpr qsizetype abstractLimit = 2000; // characters; the database's limit on an abstract
inline constexpr qsizetype urlLimit = 2000;
inline constexpr qsizetype shownCharacters = 200; // of a remote's own words, in a message

// Of a text so many characters are looked at, markup among them: what is behind would be cut off anyway.
inline constexpr qsizetype looksAt = 50'000;

// What a reader sees: known markup (HTML, JATS, MathML) taken out, entities decoded, blanks made single. A
// "<" that begins no such tag ("p < 0.05") stays.
[[nodiscard]] QString plainText(const QString &text);

// Fit for the columns: cleaned, single blanks, cut to size. An abstract's line ends are kept; null if empty.
[[nodiscard]] QString titleColumn(const QString &text);
[[nodiscard]] QString abstractColumn(const QString &text);

// A web address fit to be opened (http, https); blanks and the like in it are percent-encoded, its
// scheme is in small letters. Null for anything else, and for what is longer than urlLimit.
[[nodiscard]] QString webUrl(const QString &text);

} // namespace lockkeeper::sources::papers
