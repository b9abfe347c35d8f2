// Plain text as Markdown that reads as that text and nothing else (CommonMark 0.30, "Backslash escapes").
#pragma once

#include <QString>
#include <QStringView>
#include <QUrl>

namespace lockkeeper::text {

// Within a line. `beforeLink`: a link follows directly, which a last '!' would turn into an image.
[[nodiscard]] QString escapedText(QStringView text, bool beforeLink = false);

// A line that begins a block: what would make it a heading, list, quote, rule or table is escaped. To be
// called on a line of escapedText() and markup of ours.
[[nodiscard]] QString escapedLineStart(const QString &line);

// A heading's text: trailing '#' would be dropped as decoration.
[[nodiscard]] QString escapedHeading(const QString &text);

// Code within a line; the fence is longer than any run of backticks inside. In a table, '|' is escaped, too.
[[nodiscard]] QString codeSpan(const QString &code, bool inTable);

// A fence for a code block with this text: three backticks, or more.
[[nodiscard]] QString fenceFor(const QString &code);

// A destination as `[text](…)` has it: CommonMark reads entities there, `?a&copy;` would become another
// address.
[[nodiscard]] QString escapedDestination(const QString &destination);

// A link whose text is its address, for `<…>`; empty where Markdown would not read it as a link, but maybe as
// HTML.
[[nodiscard]] QString autolink(const QString &destination);

// A link's destination, nothing in it ending it early; empty where it is no address to follow (javascript:,
// data:, a fragment of the page itself) or absurdly long.
[[nodiscard]] QString destination(const QString &address, const QUrl &base);

} // namespace lockkeeper::text
