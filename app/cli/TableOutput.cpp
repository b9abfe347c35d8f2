#include "cli/TableOutput.h"

#include "cli/Console.h"
#include "cli/LiveTable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

constexpr auto ClearToTheRight = "\x1b[K"; // EL, ECMA-48

QByteArray up(int rows)
{
    return rows > 0 ? "\x1b[" + QByteArray::number(rows) + 'A' : QByteArray();
}

// A terminal that became narrower has wrapped the lines it already shows.
int rowsOf(const TableLine &line, int columns)
{
    return std::max(1, (columnsOf(plainText(line)) + columns - 1) / columns);
}

} // namespace

TableOutput::TableOutput(Verbosity verbosity)
    : TextOutput(verbosity)
    , m_colours(Console::coloursWanted())
    , m_unicode(Console::unicodeWanted())
{
}

QString TableOutput::styled(const TableLine &line) const
{
    return m_colours ? colouredText(line) : plainText(line);
}

void TableOutput::replaceTable(const QList<TableLine> &lines, int columns)
{
    int left = 0; // rows of the old table
    for (const TableLine &line : m_table)
        left += rowsOf(line, columns);
    QByteArray bytes = "\r" + up(left);
    for (const TableLine &line : lines) {
        bytes += styled(line).toUtf8();
        const int taken = columnsOf(plainText(line));
        if (taken == 0 || taken % columns != 0)
            bytes += ClearToTheRight; // behind a full row it would take its last character
        bytes += '\n';
        left -= rowsOf(line, columns);
    }
    // Row by row: some terminals keep a copy in their history of what a "clear to the end" takes away.
    for (int i = 0; i < left; ++i)
        bytes += ClearToTheRight + QByteArray("\n");
    Console::out(bytes + up(left));
}

void TableOutput::sayAbove(const QString &text, Tone tone)
{
    const int columns = Console::terminalSize().width();
    QList<TableLine> lines;
    for (const QString &line : foldedLines(printable(text), columns))
        lines += TableLine{Span{line, tone}};
    replaceTable(lines + m_table, columns);
}

void TableOutput::message(const QString &text)
{
    say(text);
}

void TableOutput::say(const QString &line)
{
    sayAbove(line, Tone::Plain);
}

void TableOutput::sayFailure(const QString &line)
{
    sayAbove(line, Tone::Bad);
}

void TableOutput::look(const sync::RunSnapshot &run)
{
    TextOutput::look(run);
    const QSize size = Console::terminalSize();
    const TableStyle style{.columns = size.width() - 1, // a full row would wrap on some terminals
                           .rows = size.height() - 1,   // the cursor's
                           .unicode = m_unicode,
                           .now = QDateTime::currentDateTime()};
    const QList<TableLine> table = liveTable(run, style);
    replaceTable(table, size.width());
    m_table = table;
}

void TableOutput::finished(const sync::RunSnapshot &run)
{
    look(run);
    m_table.clear(); // it stays, the summary follows
    TextOutput::finished(run);
}

} // namespace lockkeeper::cli
