#include "cli/TableColumns.h"

#include "base/Format.h"
#include "cli/Console.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr int Gap = 2;
constexpr int LongestBar = 30;
constexpr int GoodNow = 39;  // "limit of api.semanticscholar.org, 0.8 s"
constexpr int LeastNow = 24; // narrower, the words say nothing

Tone toneOf(sync::JobState state)
{
    switch (state) {
    case sync::JobState::Running:
        return Tone::Busy;
    case sync::JobState::Done:
        return Tone::Good;
    case sync::JobState::Failed:
        return Tone::Bad;
    case sync::JobState::Cancelled:
        return Tone::Waiting;
    case sync::JobState::Waiting:
    case sync::JobState::Skipped:
        return Tone::Dim;
    }
    return Tone::Plain;
}

QString markOf(sync::JobState state, bool unicode)
{
    switch (state) {
    case sync::JobState::Waiting:
        return unicode ? u"·"_s : u"."_s;
    case sync::JobState::Running:
        return unicode ? u"»"_s : u">"_s;
    case sync::JobState::Done:
        return unicode ? u"✓"_s : u"+"_s;
    case sync::JobState::Failed:
        return unicode ? u"✗"_s : u"x"_s;
    case sync::JobState::Cancelled:
        return unicode ? u"■"_s : u"c"_s;
    case sync::JobState::Skipped:
        return unicode ? u"–"_s : u"-"_s;
    }
    return {};
}

QString barText(double fraction, int columns, bool unicode)
{
    int full = static_cast<int>(std::floor(fraction * columns));
    if (fraction > 0 && full == 0)
        full = 1; // something has begun
    return QString(full, unicode ? u'█' : u'#') + QString(columns - full, unicode ? u'░' : u'.');
}

QString itemsText(const SourceRow &row)
{
    if (!row.total)
        return formatNumber(row.items);
    return formatNumber(row.items) + (row.totalIsEstimate ? "/~"_L1 : "/"_L1) + formatNumber(*row.total);
}

} // namespace

QString waitsText(const store::LockTotals &locks)
{
    if (locks.waits() == 0)
        return u"0"_s;
    return formatNumber(locks.waits()) + ", "_L1 + formatNanoseconds(locks.waitNs());
}

TableColumns::TableColumns(const QList<SourceRow> &rows, int columns, bool unicode)
    : m_unicode(unicode)
{
    m_heading.text = {
        QString(),       Tr::tr("Community"), Tr::tr("Source"),  Tr::tr("Progress"),   Tr::tr("Jobs"),
        Tr::tr("Items"), Tr::tr("New"),       Tr::tr("Changed"), Tr::tr("Lock waits"), Tr::tr("Now")};
    for (const SourceRow &row : rows)
        m_rows += cellsOf(row);
    share(columns);
}

TableColumns::Cells TableColumns::cellsOf(const SourceRow &row) const
{
    Cells cells;
    cells.state = row.state;
    cells.waited = row.locks.waits() > 0;
    cells.fraction = row.fraction;
    cells.nowJob = printable(row.nowJob);
    cells.text = {markOf(row.state, m_unicode),
                  printable(row.community),
                  printable(row.kind),
                  QString(),
                  u"%1/%2"_s.arg(row.ended).arg(row.jobs),
                  itemsText(row),
                  formatNumber(row.counts.added),
                  formatNumber(row.counts.changed),
                  waitsText(row.locks),
                  printable(row.now)};
    return cells;
}

void TableColumns::share(int columns)
{
    // Room for figures that are about to grow, so that the table doesn't jump with each of them.
    std::array<int, ColumnCount> wanted{1, 9, 6, 10, 4, 11, 6, 7, 11, LeastNow};
    for (const Cells &cells : m_rows) {
        for (std::size_t column = 0; column < Now; ++column)
            wanted[column] = std::max(wanted[column], columnsOf(cells.text[column]));
    }
    wanted[Community] = std::min(wanted[Community], std::max(9, columns / 4));

    int used = 0;
    for (const Column column : {Mark, Community, Kind, Items, Bar, Waits, New, Now, Changed, Jobs}) {
        const int gap = used == 0 ? 0 : (column == Community ? 1 : Gap);
        const int kept = column == Jobs && m_widths[Now] > 0 ? GoodNow - LeastNow : 0;
        if (used + gap + wanted[column] + kept > columns)
            continue;
        m_widths[column] = wanted[column];
        used += gap + wanted[column];
    }
    const int rest = columns - used;
    if (m_widths[Now] > 0) // words need it more than a bar
        m_widths[Now] += rest;
    else if (m_widths[Bar] > 0)
        m_widths[Bar] += std::clamp(LongestBar - m_widths[Bar], 0, rest);
}

TableLine TableColumns::heading() const
{
    return lineOf(m_heading, true);
}

TableLine TableColumns::row(qsizetype index) const
{
    return lineOf(m_rows.at(index), false);
}

Tone TableColumns::toneOf(Column column, const Cells &cells)
{
    switch (column) {
    case Mark:
    case Bar:
        return cli::toneOf(cells.state);
    case Waits:
        return cells.waited ? Tone::Waiting : Tone::Dim;
    case Now:
        return cells.state == sync::JobState::Failed ? Tone::Bad : Tone::Dim;
    default:
        return Tone::Plain;
    }
}

QString TableColumns::nowText(const Cells &cells, int width)
{
    if (cells.nowJob.isEmpty())
        return cells.text[Now];
    const QString whole = cells.text[Now] + " ("_L1 + cells.nowJob + u')';
    return columnsOf(whole) <= width ? whole : cells.text[Now];
}

TableLine TableColumns::lineOf(const Cells &cells, bool heading) const
{
    TableLine line;
    for (std::size_t i = 0; i < ColumnCount; ++i) {
        const Column column = static_cast<Column>(i);
        const int width = m_widths[column];
        if (width == 0)
            continue;
        const QString content = column == Now ? nowText(cells, width) : cells.text[column];
        QString text = !heading && column == Bar ? barText(cells.fraction, width, m_unicode)
                                                 : fitTo(content, width, ellipsis(m_unicode));
        const QString padding(width - columnsOf(text), u' ');
        const bool toTheRight = column >= Jobs && column <= Waits;
        text = toTheRight ? padding + text : text + padding;
        if (!line.isEmpty())
            line += Span{QString(column == Community ? 1 : Gap, u' '), Tone::Plain};
        line += Span{text, heading ? Tone::Strong : toneOf(column, cells)};
    }
    return line;
}

} // namespace lockkeeper::cli
