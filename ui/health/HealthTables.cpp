#include "ui/health/HealthTables.h"

#include "ui/common/Format.h"
#include "ui/health/DatabaseState.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthTables)
};

Cell bytesCell(qint64 bytes)
{
    return {.text = formatBytes(bytes), .order = bytes};
}

Cell unknownNumber()
{
    return {.text = unknownText(), .order = qint64{-1}, .spoken = Tr::tr("not known")};
}

Cell stateCellOf(const DatabaseRow &row)
{
    const DatabaseState state = stateOf(row);
    const StateLook look = databaseLook(state);
    QStringList all;
    for (const DatabaseState one : statesOf(row)) {
        const QString meaning = stateMeaning(one, row);
        if (!meaning.isEmpty())
            all.append(meaning);
    }
    return {.text = look.word,
            .order = static_cast<int>(state),
            .icon = look.icon,
            .tone = look.tone,
            .toolTip = all.join(u' ')};
}

Cell timeCell(const QString &text, const QDateTime &time, const QString &none)
{
    return {.text = time.isValid() ? text : none, .order = time, .toolTip = text};
}

QString shareText(double share)
{
    constexpr double least = 0.001;
    if (share > 0 && share < least)
        return Tr::tr("< %1 %").arg(formatFigure(least * 100));
    return Tr::tr("%1 %").arg(share > 0 ? formatFigure(share * 100) : u"0"_s);
}

Cell checkCell(const DatabaseRow &row, const QDateTime &now)
{
    if (!row.check)
        return timeCell({}, {}, Tr::tr("never"));
    Cell cell = timeCell(checkText(*row.check, now), row.check->at, {});
    QStringList kinds;
    for (const std::optional<LastCheck> &one : {row.check, row.otherCheck}) {
        if (one)
            kinds.append(
                (one->depth == health::CheckDepth::Deep ? Tr::tr("In depth: %1") : Tr::tr("Quick: %1"))
                    .arg(checkText(*one, now)));
    }
    cell.toolTip = kinds.join('\n'_L1);
    return cell;
}

Cell backupCell(const DatabaseRow &row, const QDateTime &now)
{
    return row.backups.isEmpty() ? timeCell({}, {}, Tr::tr("none"))
                                 : timeCell(formatWhen(row.backups.constFirst().taken, now),
                                            row.backups.constFirst().taken, {});
}
} // namespace

QString checkText(const LastCheck &check, const QDateTime &now)
{
    const QString when = formatWhen(check.at, now);
    if (check.damaged)
        return Tr::tr("%1: damaged").arg(when);
    if (check.indexDamaged)
        return Tr::tr("%1: index damaged").arg(when);
    return Tr::tr("%1: whole").arg(when);
}

CellTable databaseTable(const QList<DatabaseRow> &rows, const CommunityNames &names, const QDateTime &now)
{
    CellTable table;
    table.headers = {Tr::tr("Community"), Tr::tr("State"), Tr::tr("Journal"),    Tr::tr("Size"),
                     Tr::tr("WAL"),       Tr::tr("Rows"),  Tr::tr("Last check"), Tr::tr("Last backup")};
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const DatabaseRow &row = rows.at(i);
        const bool seen = row.read && row.health.exists;
        const bool counted = seen && !row.health.error;
        const QString name = names.of(row.community);
        CellRow cells;
        cells.id = i;
        cells.cells = {
            {.text = name, .order = {}, .toolTip = row.health.path},
            stateCellOf(row),
            {.text = row.health.journalMode.isEmpty() ? unknownText() : row.health.journalMode.toUpper(),
             .order = {}},
            seen ? bytesCell(row.health.bytes) : unknownNumber(),
            seen ? bytesCell(row.health.walBytes) : unknownNumber(),
            counted ? Cell{.text = formatNumber(row.rows()), .order = row.rows()} : unknownNumber(),
            checkCell(row, now),
            backupCell(row, now)};
        table.rows.append(cells);
    }
    return table;
}

CellTable contentTable(const DatabaseRow &row)
{
    CellTable table;
    table.headers = {Tr::tr("Table"), Tr::tr("Rows"), Tr::tr("Share")};
    const qint64 sum = row.rows();
    for (qsizetype i = 0; i < row.health.rows.size(); ++i) {
        const store::TableRows &one = row.health.rows.at(i);
        const double share = sum > 0 ? static_cast<double>(one.rows) / static_cast<double>(sum) : 0;
        CellRow cells;
        cells.id = i;
        cells.cells = {{.text = one.table, .order = {}},
                       {.text = formatNumber(one.rows), .order = one.rows},
                       {.text = shareText(share), .order = share, .share = share}};
        table.rows.append(cells);
    }
    return table;
}

QString growthText(const QList<SizePoint> &growth, const QDateTime &now)
{
    if (growth.isEmpty())
        return {};
    const SizePoint &first = growth.constFirst();
    const SizePoint &last = growth.constLast();
    if (growth.size() == 1)
        return Tr::tr("%1 after the run of %2").arg(formatBytes(last.bytes), formatWhen(last.at, now));
    const qint64 change = last.bytes - first.bytes;
    QString how = Tr::tr("As large as before");
    if (change != 0)
        how = (change > 0 ? Tr::tr("%1 more") : Tr::tr("%1 less")).arg(formatBytes(std::abs(change)));
    return Tr::tr("%1 in %n run(s): %2 → %3, since %4", nullptr, static_cast<int>(growth.size()))
        .arg(how, formatBytes(first.bytes), formatBytes(last.bytes),
             first.at.toLocalTime().date().toString(Qt::ISODate));
}

} // namespace lockkeeper::ui
