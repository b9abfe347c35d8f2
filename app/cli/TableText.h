// A line of text with colours still as words, so that it can be measured and tested without a terminal.
#pragma once

#include <QList>
#include <QString>

namespace lockkeeper::cli {

enum class Tone { Plain, Dim, Good, Bad, Busy, Waiting, Strong };

struct Span
{
    QString text;
    Tone tone = Tone::Plain;
};
using TableLine = QList<Span>;

[[nodiscard]] QString plainText(const TableLine &line);
[[nodiscard]] QString colouredText(const TableLine &line); // with SGR sequences (ECMA-48)

} // namespace lockkeeper::cli
