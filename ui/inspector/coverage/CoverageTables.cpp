#include "ui/inspector/coverage/CoverageTables.h"

#include "ui/common/Format.h"
#include "ui/inspector/search/HitWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::CoverageTables)
};

Cell unknown(const QString &toolTip = {})
{
    return {.text = unknownText(), .order = qint64{-1}, .toolTip = toolTip, .spoken = Tr::tr("not known")};
}

Cell itemsCell(const inspect::CoverageRow &row, qint64 most)
{
    if (!row.rows)
        return unknown(Tr::tr("A paper doesn’t say which query found it: see the provider’s line."));
    return {.text = formatNumber(*row.rows),
            .order = *row.rows,
            .share = most > 0 ? double(*row.rows) / double(most) : 0.0};
}

Cell textCell(const inspect::CoverageRow &row)
{
    if (row.rows.value_or(0) == 0)
        return unknown();
    const double share = double(row.withText) / double(*row.rows);
    // All but a few are not all.
    const int percent = share < 1 ? std::min(99, int(std::lround(share * 100))) : 100;
    return {.text = u"%1 %"_s.arg(percent),
            .order = share,
            .toolTip =
                Tr::tr("%1 of %2 have a text").arg(formatNumber(row.withText), formatNumber(*row.rows)),
            .share = share};
}

Cell countCell(const std::optional<qint64> &count, const QString &before = {}, const QString &toolTip = {})
{
    if (!count)
        return unknown();
    return {.text = before + formatNumber(*count), .order = *count, .toolTip = toolTip};
}

Cell timeCell(const QString &time)
{
    if (time.isEmpty())
        return {.text = unknownText(), .order = QString(), .spoken = Tr::tr("not known")};
    return {.text = time.left(10), .order = time, .toolTip = time};
}

// The hour counts today only, and there is little room.
QString dayOrHour(const QDateTime &time, const QDateTime &now)
{
    switch (now.date().daysTo(time.date())) {
    case 0:
        return formatWhen(time, now);
    case -1:
        return Tr::tr("yesterday");
    default:
        return time.date().toString(Qt::ISODate);
    }
}

Cell syncCell(const inspect::CoverageRow &row, const QDateTime &now)
{
    if (row.lastSync.isValid())
        return {.text = dayOrHour(row.lastSync.toLocalTime(), now.toLocalTime()),
                .order = row.lastSync.toMSecsSinceEpoch(),
                .toolTip = formatWhen(row.lastSync.toLocalTime(), now.toLocalTime())};
    return {.text = row.source == "faq"_L1 ? unknownText() : Tr::tr("never"), .order = qint64{0}};
}

Cell remoteCell(const inspect::CoverageRow &row)
{
    if (!row.remote)
        return unknown(Tr::tr("Not asked: “Compare with the remotes” does"));
    QString toolTip;
    if (!row.remote->comparable)
        toolTip = Tr::tr("Of all the remote has; only a part of it is configured");
    else if (row.remote->rough)
        toolTip = Tr::tr("About");
    return countCell(row.remote->items, row.remote->rough ? u"≈ "_s : QString(), toolTip);
}

Cell findingsCell(const QList<inspect::CoverageFinding> &findings)
{
    if (findings.isEmpty())
        return {.text = {}, .order = QString(), .spoken = Tr::tr("nothing found")};
    QStringList names;
    QStringList sentences;
    for (const inspect::CoverageFinding &finding : findings) {
        names.append(gapName(finding.gap));
        sentences.append(finding.text);
    }
    return {.text = names.join(u", "_s),
            .order = names.join(u", "_s),
            .icon = u"state-broken"_s,
            .tone = IconTone::Warning,
            .toolTip = sentences.join(u' ')};
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}
} // namespace

QString gapName(inspect::Gap gap)
{
    switch (gap) {
    case inspect::Gap::NeverSynced:
        return Tr::tr("never synced");
    case inspect::Gap::NothingThere:
        return Tr::tr("nothing there");
    case inspect::Gap::NotConfigured:
        return Tr::tr("not configured");
    case inspect::Gap::NotSyncedLately:
        return Tr::tr("not synced lately");
    case inspect::Gap::Quiet:
        return Tr::tr("quiet");
    case inspect::Gap::Skipped:
        return Tr::tr("skipped items");
    case inspect::Gap::FewerThanRemote:
        break;
    }
    return Tr::tr("fewer than there");
}

CellTable coverageTable(const QList<inspect::CoverageRow> &rows, const QHash<QString, QString> &names,
                        bool findingsOnly, const QDateTime &now)
{
    qint64 most = 0;
    for (const inspect::CoverageRow &row : rows)
        most = std::max(most, row.rows.value_or(0));
    CellTable table{.headers = {Tr::tr("Community"), Tr::tr("Source"), Tr::tr("Remote"), Tr::tr("Findings"),
                                Tr::tr("Items"), Tr::tr("With text"), Tr::tr("Repeated"), Tr::tr("Oldest"),
                                Tr::tr("Newest"), Tr::tr("Last sync"), Tr::tr("There")},
                    .rows = {}};
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const inspect::CoverageRow &row = rows.at(i);
        const QList<inspect::CoverageFinding> findings = inspect::findingsOf(row, now);
        if (findingsOnly && findings.isEmpty())
            continue;
        table.rows.append({.id = i,
                           .cells = {{.text = names.value(row.community, row.community), .order = {}},
                                     {.text = sourceTitle(row.source), .order = {}},
                                     {.text = row.name, .order = row.name, .toolTip = row.name},
                                     findingsCell(findings),
                                     itemsCell(row, most),
                                     textCell(row),
                                     countCell(row.rows ? std::optional(row.repeated) : std::nullopt),
                                     timeCell(row.oldest),
                                     timeCell(row.newest),
                                     syncCell(row, now),
                                     remoteCell(row)}});
    }
    return table;
}

QString coverageDetails(const inspect::CoverageRow &row, const QDateTime &now)
{
    QStringList lines;
    for (const inspect::CoverageFinding &finding : inspect::findingsOf(row, now))
        lines.append(finding.text + u' ' + finding.hint);
    if (lines.isEmpty())
        lines.append(row.configured
                         ? Tr::tr("Nothing is missing as far as can be told from here.")
                         : Tr::tr("Its configuration cannot be read, so nobody can tell what is missing."));
    return row.name + u": "_s + lines.join(u'\n');
}

QByteArray coverageFile(const QList<inspect::CoverageRow> &rows, inspect::ResultFormat format,
                        const QDateTime &now)
{
    const QStringList columns{u"community"_s,      u"source"_s,    u"remote"_s,   u"configured"_s,
                              u"items"_s,          u"with_text"_s, u"repeated"_s, u"oldest"_s,
                              u"newest"_s,         u"last_sync"_s, u"skipped"_s,  u"there"_s,
                              u"there_is_rough"_s, u"findings"_s};
    QList<QList<QVariant>> cells;
    for (const inspect::CoverageRow &row : rows) {
        QStringList findings;
        for (const inspect::CoverageFinding &finding : inspect::findingsOf(row, now))
            findings.append(finding.text);
        const bool counted = row.rows.has_value();
        cells.append({row.community, row.source, row.name,
                      row.configured ? QVariant(qint64(*row.configured)) : QVariant(),
                      counted ? QVariant(*row.rows) : QVariant(),
                      counted ? QVariant(row.withText) : QVariant(),
                      counted ? QVariant(row.repeated) : QVariant(), orNull(row.oldest), orNull(row.newest),
                      orNull(row.lastSync.isValid() ? row.lastSync.toUTC().toString(Qt::ISODate) : QString()),
                      row.skipped, row.remote ? QVariant(row.remote->items) : QVariant(),
                      row.remote ? QVariant(qint64(row.remote->rough)) : QVariant(), findings.join(u' ')});
    }
    return inspect::resultFile(columns, cells, format);
}

} // namespace lockkeeper::ui
