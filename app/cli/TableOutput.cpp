#include "cli/TableOutput.h"

#include "cli/Console.h"
#include "cli/LiveTable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

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

// Back to the table's first row, and everything below it away. A terminal that became narrower has wrapped
// the lines it already shows, so a line may stand on several rows by now.
QByteArray TableOutput::erasure(int columns)
{
    int rows = 0;
    for (const TableLine &line : m_table)
        rows += std::max(1, (columnsOf(plainText(line)) + columns - 1) / columns);
    m_table.clear();
    QByteArray bytes = "\r";
    if (rows > 0)
        bytes += "\x1b[" + QByteArray::number(rows) + 'A';
    return bytes + "\x1b[J";
}

QByteArray TableOutput::drawn(const QList<TableLine> &table)
{
    QByteArray bytes;
    for (const TableLine &line : table)
        bytes += styled(line).toUtf8() + '\n';
    m_table = table;
    return bytes;
}

void TableOutput::sayAbove(const TableLine &line)
{
    const QList<TableLine> table = m_table;
    QByteArray bytes = erasure(Console::terminalSize().width());
    bytes += styled(line).toUtf8() + '\n';
    Console::out(bytes + drawn(table)); // one write, or it flickers
}

void TableOutput::say(const QString &line)
{
    sayAbove({Span{printable(line), Tone::Plain}});
}

void TableOutput::sayFailure(const QString &line)
{
    sayAbove({Span{printable(line), Tone::Bad}});
}

void TableOutput::look(const sync::RunSnapshot &run)
{
    TextOutput::look(run);
    const QSize size = Console::terminalSize();
    const TableStyle style{.columns = size.width() - 1, // a full row would wrap on some terminals
                           .rows = size.height() - 1,   // the cursor's
                           .unicode = m_unicode,
                           .now = QDateTime::currentDateTime()};
    QByteArray bytes = erasure(size.width());
    Console::out(bytes + drawn(liveTable(run, style)));
}

void TableOutput::finished(const sync::RunSnapshot &run)
{
    look(run);
    m_table.clear(); // it stays, the summary follows
    TextOutput::finished(run);
}

} // namespace lockkeeper::cli
