#include "ui/opening/FoundTables.h"

#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::FoundTables)
};

constexpr qsizetype namedIds = 6;

QString idsText(const QStringList &ids)
{
    QString text = ids.first(std::min(namedIds, ids.size())).join(u", "_s);
    if (ids.size() > namedIds)
        text += u", "_s + Tr::tr("and %Ln more", nullptr, static_cast<int>(ids.size() - namedIds));
    return text;
}

bool sameFolder(const QString &one, const QString &other)
{
    return !other.isEmpty() && QDir::cleanPath(one) == QDir::cleanPath(other);
}

QString seenFrom(const QString &start, const QString &folder)
{
    const QString path = QDir(start).relativeFilePath(folder);
    return QDir::toNativeSeparators(path == ".."_L1 || path.startsWith("../"_L1) ? folder : path);
}

CellRow foundRow(const sync::FoundFolder &found, const QString &now, const QString &start, bool sizes)
{
    QString where = seenFrom(start, found.folder);
    if (sameFolder(found.folder, now))
        where += u"  "_s + Tr::tr("(open now)");
    CellRow row;
    row.cells = {
        {.text = where, .order = {}, .toolTip = QDir::toNativeSeparators(found.folder)},
        {.text = formatNumber(found.communities.size()), .order = found.communities.size()},
        {.text = idsText(found.communities), .order = {}, .toolTip = found.communities.join(u", "_s)}};
    if (sizes)
        row.cells.insert(2, {.text = formatBytes(found.bytes), .order = found.bytes});
    return row;
}

CellRow leavingRow(const QString &now, bool sizes)
{
    CellRow row;
    row.id = leaveAsItIs;
    row.cells = {{.text = Tr::tr("Leave it as it is"), .order = {}, .toolTip = QDir::toNativeSeparators(now)},
                 {.text = {}, .order = qint64{-1}},
                 {.text = {}, .order = {}}};
    if (sizes)
        row.cells.insert(2, {.text = {}, .order = qint64{-1}});
    return row;
}

CellTable foundTable(const QList<sync::FoundFolder> &found, const QString &now, const QString &start,
                     bool sizes)
{
    CellTable table;
    bool open = false;
    for (qsizetype i = 0; i < found.size(); ++i) {
        table.rows.append(foundRow(found.at(i), now, start, sizes));
        table.rows.last().id = i;
        open = open || sameFolder(found.at(i).folder, now);
    }
    if (!open)
        table.rows.append(leavingRow(now, sizes));
    return table;
}
} // namespace

CellTable configurationsTable(const QList<sync::FoundFolder> &found, const QString &now, const QString &start)
{
    CellTable table = foundTable(found, now, start, false);
    table.headers = {Tr::tr("Configurations in"), Tr::tr("Number"), Tr::tr("Communities")};
    return table;
}

CellTable databasesTable(const QList<sync::FoundFolder> &found, const QString &now, const QString &start)
{
    CellTable table = foundTable(found, now, start, true);
    table.headers = {Tr::tr("Databases in"), Tr::tr("Number"), Tr::tr("Size"), Tr::tr("Communities")};
    return table;
}

qint64 firstChoice(const QList<sync::FoundFolder> &found, const QString &now)
{
    const auto open = std::ranges::find_if(
        found, [&now](const sync::FoundFolder &one) { return sameFolder(one.folder, now); });
    if (open != found.end())
        return open - found.begin();
    return found.isEmpty() ? leaveAsItIs : 0;
}

QString configurationsText(const sync::FoundFolder &found)
{
    return Tr::tr("%Ln configurations in %1 (%2)", nullptr, static_cast<int>(found.communities.size()))
        .arg(QDir::toNativeSeparators(found.folder), idsText(found.communities));
}

QString databasesText(const sync::FoundFolder &found)
{
    return Tr::tr("%Ln databases in %1 (%2)", nullptr, static_cast<int>(found.communities.size()))
        .arg(QDir::toNativeSeparators(found.folder), idsText(found.communities));
}

} // namespace lockkeeper::ui
