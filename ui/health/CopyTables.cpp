// The tables of HealthTables.h that list what can be restored.
#include "ui/common/Format.h"
#include "ui/dashboard/StateText.h"
#include "ui/health/HealthTables.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::CopyTables)
};

StateLook copyLook(const StoredCopy &copy)
{
    if (!copy.whole)
        return {Tr::tr("not whole: cannot be restored"), u"state-failed"_s, IconTone::Failed};
    switch (copy.kind) {
    case StoredCopy::Kind::Recovered:
        return {Tr::tr("recovered, may lack rows"), u"info"_s, IconTone::Running};
    case StoredCopy::Kind::Aside:
        return {Tr::tr("kept by a restore, not checked"), u"info"_s, IconTone::Running};
    case StoredCopy::Kind::Backup:
        break;
    }
    return {Tr::tr("whole"), u"state-done"_s, IconTone::Done};
}

// What counting its rows has shown beside.
StateLook copyLook(const StoredCopy &copy, const std::optional<backup::CopyFacts> &facts)
{
    if (facts && facts->error && !facts->error->isCancelled())
        return {Tr::tr("cannot be read"), u"state-failed"_s, IconTone::Failed};
    if (facts && facts->wal == backup::CopyFacts::Wal::Missing)
        return {Tr::tr("in WAL mode without its -wal: may lack its newest rows"), u"state-broken"_s,
                IconTone::Warning};
    if (facts && facts->wal == backup::CopyFacts::Wal::Beside)
        return {Tr::tr("kept with its -wal, not checked"), u"info"_s, IconTone::Running};
    return copyLook(copy);
}

Cell takenCell(const StoredCopy &copy, const QDateTime &now)
{
    const QString seconds = copy.taken.toLocalTime().toString(u":ss"_s); // several may be of one minute
    return {.text = formatWhen(copy.taken, now) + seconds, .order = copy.taken};
}

Cell lookCell(const StateLook &look, bool whole)
{
    return {.text = look.word, .order = whole ? 0 : 1, .icon = look.icon, .tone = look.tone};
}

Cell fileCell(const StoredCopy &copy)
{
    return {.text = QFileInfo(copy.path).fileName(), .order = {}, .toolTip = copy.path};
}

Cell sizeCell(const StoredCopy &copy)
{
    return {.text = formatBytes(copy.bytes), .order = copy.bytes};
}

Cell countedCell(const std::optional<backup::CopyFacts> &facts)
{
    if (!facts)
        return {.text = u"…"_s, .order = qint64{-2}, .spoken = Tr::tr("being counted")};
    if (facts->rows < 0)
        return {.text = unknownText(), .order = qint64{-1}, .spoken = Tr::tr("not known")};
    return {.text = formatNumber(facts->rows), .order = facts->rows};
}
} // namespace

CellTable backupTable(const QList<StoredCopy> &backups, const QDateTime &now)
{
    CellTable table;
    table.headers = {Tr::tr("Taken"), Tr::tr("Size"), Tr::tr("State"), Tr::tr("File")};
    for (qsizetype i = 0; i < backups.size(); ++i) {
        const StoredCopy &one = backups.at(i);
        CellRow cells;
        cells.id = i;
        cells.cells = {takenCell(one, now), sizeCell(one), lookCell(copyLook(one), one.whole), fileCell(one)};
        table.rows.append(cells);
    }
    return table;
}

CellTable restoreTable(const QList<StoredCopy> &copies, const QHash<QString, backup::CopyFacts> &facts,
                       const QDateTime &now)
{
    CellTable table;
    table.headers = {Tr::tr("Taken"), Tr::tr("Age"),   Tr::tr("Size"),
                     Tr::tr("Rows"),  Tr::tr("State"), Tr::tr("File")};
    for (qsizetype i = 0; i < copies.size(); ++i) {
        const StoredCopy &one = copies.at(i);
        const auto found = facts.constFind(one.path);
        const std::optional<backup::CopyFacts> known =
            found == facts.constEnd() ? std::nullopt : std::optional(*found);
        Cell state = lookCell(copyLook(one, known), one.whole);
        if (known && known->error)
            state.toolTip = known->error->text;
        CellRow cells;
        cells.id = i;
        cells.cells = {takenCell(one, now),
                       {.text = ageText(one.taken, now), .order = one.taken},
                       sizeCell(one),
                       countedCell(known),
                       state,
                       fileCell(one)};
        table.rows.append(cells);
    }
    return table;
}

QString ageText(const QDateTime &taken, const QDateTime &now)
{
    constexpr qint64 hour = 3600;
    constexpr qint64 day = 24 * hour;
    const qint64 seconds = taken.secsTo(now);
    if (seconds < 60)
        return Tr::tr("just now");
    if (seconds < hour)
        return Tr::tr("%1 min").arg(seconds / 60);
    if (seconds < 2 * day)
        return Tr::tr("%1 h").arg(seconds / hour);
    return Tr::tr("%Ln days", nullptr, static_cast<int>(seconds / day));
}

} // namespace lockkeeper::ui
