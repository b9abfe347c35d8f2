// Finds where a piece of YAML ends that is known to begin somewhere. Offsets in bytes; -1 where it does not
// end.
#pragma once

#include <QByteArray>

namespace lockkeeper::community {

// `begin` is at the quotation mark.
[[nodiscard]] qsizetype quotedEnd(const QByteArray &text, qsizetype begin);

// `begin` is at the '[' or '{'.
[[nodiscard]] qsizetype flowEnd(const QByteArray &text, qsizetype begin);

// A plain text that means `meant`, over several lines if it has to.
[[nodiscard]] qsizetype plainEnd(const QByteArray &text, qsizetype begin, const QByteArray &meant,
                                 bool inFlow);

// `begin` is at the '|' or '>'; the key it belongs to stands at `column`. Behind its last line that is not
// blank.
[[nodiscard]] qsizetype blockEnd(const QByteArray &text, qsizetype begin, int column);

} // namespace lockkeeper::community
