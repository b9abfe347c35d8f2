// Python that the grammar looks far ahead in, again and again.
//
// Its scanner passes over all comments, and all lines that are a backslash alone, for what comes next; then
// the parser takes one of them and has it look again. And for each \N{ in a string its lexer looks for a } as
// far as the file goes. With thousands of them the time grows with the square of their number.
#pragma once

#include <QByteArray>

namespace lockkeeper::text {

inline constexpr int mostAhead = 50; // of each kind, one behind the other, that are left as they are

// `source` with what is more than that blanked, every other byte at its place: it parses to the same
// definitions and strings at the same offsets. But lines that were continued are one, and the contents of
// strings are not to be read from it.
[[nodiscard]] QByteArray withoutLongLookahead(const QByteArray &source);

} // namespace lockkeeper::text
