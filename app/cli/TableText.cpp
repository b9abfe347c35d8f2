#include "cli/TableText.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

// SGR parameters.
QLatin1StringView code(Tone tone)
{
    switch (tone) {
    case Tone::Dim:
        return "2"_L1;
    case Tone::Good:
        return "32"_L1;
    case Tone::Bad:
        return "31"_L1;
    case Tone::Busy:
        return "36"_L1;
    case Tone::Waiting:
        return "33"_L1;
    case Tone::Strong:
        return "1"_L1;
    case Tone::Plain:
        break;
    }
    return {};
}

// Spaces at a line's end are cells to a terminal, and wrap when it becomes narrower.
TableLine trimmed(TableLine line)
{
    while (!line.isEmpty()) {
        QString &last = line.last().text;
        while (last.endsWith(u' '))
            last.chop(1);
        if (!last.isEmpty())
            break;
        line.removeLast();
    }
    return line;
}

} // namespace

QString plainText(const TableLine &line)
{
    QString text;
    for (const Span &span : trimmed(line))
        text += span.text;
    return text;
}

QString colouredText(const TableLine &line)
{
    QString text;
    for (const Span &span : trimmed(line)) {
        if (code(span.tone).isEmpty())
            text += span.text;
        else
            text += "\x1b["_L1 + code(span.tone) + u'm' + span.text + "\x1b[0m"_L1;
    }
    return text;
}

} // namespace lockkeeper::cli
