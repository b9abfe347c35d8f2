// One text as a YAML scalar: plain where every reader of YAML, 1.1 or 1.2, takes it for that text, else in
// quotes.
#pragma once

#include <QByteArray>
#include <QString>

namespace lockkeeper::community {

enum class Quote { Plain, Single, Double, Number }; // Number: written as it is

// On one line, fit for block and flow alike. The text's own style is `wanted` if it can be written so.
[[nodiscard]] QByteArray yamlScalar(const QString &text, Quote wanted = Quote::Plain);

// Several lines as a literal block ("|-"), whose lines begin with `indent`; a text that no block can hold
// becomes a scalar in double quotes. Without a line end behind it.
[[nodiscard]] QByteArray yamlBlock(const QString &text, const QByteArray &indent, const QByteArray &newline);

// One line as a folded block (">-"), broken at spaces at about `width` characters; as above where it cannot
// be.
[[nodiscard]] QByteArray yamlFolded(const QString &text, const QByteArray &indent, const QByteArray &newline,
                                    qsizetype width);

} // namespace lockkeeper::community
