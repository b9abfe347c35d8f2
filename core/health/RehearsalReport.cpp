#include "health/RehearsalReport.h"

#include "base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

QString sharesText(const RegimeFigures &figures)
{
    if (figures.rows() == 0)
        return u"–"_s;
    double least = 1;
    double most = 0;
    for (int writer = 0; writer < figures.writers.size(); ++writer) {
        least = std::min(least, figures.share(writer));
        most = std::max(most, figures.share(writer));
    }
    const QString low = formatNumber(std::llround(100 * least));
    const QString high = formatNumber(std::llround(100 * most));
    return low == high ? Tr::tr("%1 %").arg(high) : Tr::tr("%1 – %2 %").arg(low, high);
}

template <typename Cell>
ReportRow row(const RehearsalReport &report, const QString &label, Cell cell)
{
    ReportRow result{.label = label, .cells = {}};
    for (const RegimeFigures &figures : report.regimes)
        result.cells.append(cell(figures));
    return result;
}

template <typename Value, typename Text>
Measure measure(const RehearsalReport &report, const QString &title, Value value, Text text)
{
    Measure result{.title = title, .values = {}, .texts = {}};
    for (const RegimeFigures &figures : report.regimes) {
        result.values.append(value(figures));
        result.texts.append(text(figures));
    }
    return result;
}

QString rowsText(const RegimeFigures &figures)
{
    return formatNumber(std::llround(figures.rowsPerSecond()));
}

// Waits are always in milliseconds, so that the cells of a row compare.
QString longestText(const RegimeFigures &figures)
{
    return formatMilliseconds(figures.longestWaitNs);
}

QString errorsText(const RegimeFigures &figures)
{
    return formatNumber(figures.lockErrors());
}

QString timesText(const RegimeFigures &figures, const RegimeFigures &than)
{
    return formatFigure(figures.rowsPerSecond() / than.rowsPerSecond());
}

QString bar(double part, int columns, bool unicode)
{
    static const QString eighths = u" ▏▎▍▌▋▊▉"_s;
    const double length = std::clamp(part, 0.0, 1.0) * columns;
    if (!unicode)
        return QString(std::lround(length), u'#');
    const auto whole = static_cast<qsizetype>(length);
    const auto rest = static_cast<qsizetype>((length - static_cast<double>(whole)) * 8);
    return QString(whole, u'█') + (rest > 0 ? QString(eighths.at(rest)) : QString());
}

void appendBars(QStringList &lines, const RehearsalReport &report, int columns, bool unicode)
{
    qsizetype width = 0;
    for (const Regime regime : regimes)
        width = std::max(width, regimeName(regime).size());
    for (const Measure &one : measures(report)) {
        const double most = std::ranges::max(one.values);
        lines += {QString(), one.title};
        for (int i = 0; i < one.values.size(); ++i) {
            const double part = most > 0 ? one.values.at(i) / most : 0;
            const QString drawn = bar(part, columns, unicode);
            lines += "  "_L1 + regimeName(report.regimes.at(i).regime).leftJustified(width + 2) + drawn +
                     (drawn.isEmpty() ? QString() : u" "_s) + one.texts.at(i);
        }
    }
}

void appendTable(QStringList &lines, const RehearsalReport &report)
{
    QList<ReportRow> rows = reportTable(report);
    rows.prepend(row(report, {}, [](const RegimeFigures &f) { return regimeName(f.regime); }));
    qsizetype first = 0;
    qsizetype width = 0;
    for (const ReportRow &one : rows) {
        first = std::max(first, one.label.size());
        for (const QString &cell : one.cells)
            width = std::max(width, cell.size());
    }
    lines += QString();
    for (const ReportRow &one : rows) {
        QString line = one.label.leftJustified(first);
        for (const QString &cell : one.cells)
            line += cell.rightJustified(width + 2);
        lines += line;
    }
}
} // namespace

QLatin1StringView regimeKey(Regime regime)
{
    switch (regime) {
    case Regime::Rollback:
        return "rollback"_L1;
    case Regime::Wal:
        return "wal"_L1;
    case Regime::WalGate:
        break;
    }
    return "wal_gate"_L1;
}

QString regimeName(Regime regime)
{
    switch (regime) {
    case Regime::Rollback:
        return Tr::tr("Rollback journal");
    case Regime::Wal:
        return Tr::tr("WAL");
    case Regime::WalGate:
        break;
    }
    return Tr::tr("WAL with gate");
}

QString regimeMeaning(Regime regime)
{
    switch (regime) {
    case Regime::Rollback:
        return Tr::tr("Journal mode DELETE, waiting as SQLite does by itself, for 5 s at most.");
    case Regime::Wal:
        return Tr::tr("Journal mode WAL, waiting as SQLite does by itself, for 5 s at most.");
    case Regime::WalGate:
        break;
    }
    return Tr::tr("Journal mode WAL through Lockkeeper’s gate, first come, first served.");
}

QString progressText(const RehearsalProgress &progress)
{
    switch (progress.phase) {
    case RehearsalProgress::Phase::Copying:
        return Tr::tr("Copying the database");
    case RehearsalProgress::Phase::Preparing:
        return Tr::tr("%1: making a fresh copy").arg(regimeName(progress.regime));
    case RehearsalProgress::Phase::Writing:
        break;
    }
    return Tr::tr("%1: writing").arg(regimeName(progress.regime));
}

QList<ReportRow> reportTable(const RehearsalReport &report)
{
    using F = RegimeFigures;
    return {
        row(report, Tr::tr("Rows a second"), rowsText),
        row(report, Tr::tr("Transactions"), [](const F &f) { return formatNumber(f.transactions()); }),
        row(report, Tr::tr("Longest wait"), longestText),
        row(report, Tr::tr("99 % of waits up to"), [](const F &f) { return formatMilliseconds(f.wait99Ns); }),
        row(report, Tr::tr("Median wait"), [](const F &f) { return formatMilliseconds(f.medianWaitNs); }),
        row(report, Tr::tr("Lock errors"), errorsText),
        row(report, Tr::tr("Share of each writer"), sharesText),
        row(report, Tr::tr("WAL at most"),
            [](const F &f) { return f.walBytesPeak > 0 ? formatBytes(f.walBytesPeak) : u"–"_s; }),
        row(report, Tr::tr("Measured for"), [](const F &f) { return formatDuration(f.seconds); }),
    };
}

QList<Measure> measures(const RehearsalReport &report)
{
    using F = RegimeFigures;
    return {
        measure(
            report, Tr::tr("Rows a second (more is better)"), [](const F &f) { return f.rowsPerSecond(); },
            rowsText),
        measure(
            report, Tr::tr("Longest wait for the lock (less is better)"),
            [](const F &f) { return static_cast<double>(f.longestWaitNs); }, longestText),
        measure(
            report, Tr::tr("Lock errors: “database is locked” (none is best)"),
            [](const F &f) { return static_cast<double>(f.lockErrors()); }, errorsText),
    };
}

QString reportSubject(const RehearsalReport &report)
{
    const QString texts = report.sampleRows > 0 ? Tr::tr("with the texts of %n items of its own", nullptr,
                                                         static_cast<int>(report.sampleRows))
                                                : Tr::tr("with made-up texts, since it has no items yet");
    return Tr::tr("%1: journal mode %2, %3. %4 for %5 a regime on copies, %6 rows a transaction, %7.")
        .arg(report.path, report.journalMode, formatBytes(report.bytes),
             Tr::tr("%n writers", nullptr, report.writers),
             formatDuration(static_cast<double>(report.eachRegime.count()) / 1e3),
             formatNumber(rowsPerTransaction), texts);
}

QString verdict(const RehearsalReport &report)
{
    if (report.regimes.size() != static_cast<qsizetype>(regimes.size()))
        return {};
    const RegimeFigures &rollback = report.regimes.at(0);
    const RegimeFigures &wal = report.regimes.at(1);
    const RegimeFigures &gate = report.regimes.at(2);
    const QString rows =
        rollback.rows() > 0
            ? Tr::tr("WAL alone wrote %1 times the rows of the rollback journal, WAL with the gate %2 times.")
                  .arg(timesText(wal, rollback), timesText(gate, rollback))
            : Tr::tr("WAL alone wrote %1 rows a second, WAL with the gate %2, the rollback journal none.")
                  .arg(rowsText(wal), rowsText(gate));
    const QString waits =
        Tr::tr("The longest wait was %1 with the rollback journal, %2 with WAL alone, %3 with "
               "the gate; lock errors: %4, %5, %6.")
            .arg(longestText(rollback), longestText(wal), longestText(gate), errorsText(rollback),
                 errorsText(wal), errorsText(gate));
    const QString tooShort =
        Tr::tr("Each regime ran for no longer than a wait lasts until it ends in a lock "
               "error, %1, so there could hardly be one.")
            .arg(formatDuration(std::chrono::duration<double>(stockBusyTimeout).count()));
    return rows + u' ' + waits + (report.eachRegime <= stockBusyTimeout ? u' ' + tooShort : QString());
}

QString reportText(const RehearsalReport &report, int barColumns, bool unicode)
{
    QStringList lines{reportSubject(report)};
    appendBars(lines, report, barColumns, unicode);
    appendTable(lines, report);
    lines += {QString(), verdict(report)};
    return lines.join(u'\n') + u'\n';
}

} // namespace lockkeeper::health
