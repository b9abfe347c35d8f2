#include "cli/StatusCommand.h"

#include "base/Format.h"
#include "cli/Console.h"
#include "cli/JsonOutput.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QString field(const QString &name, const QString &value)
{
    return "  "_L1 + name.leftJustified(12) + value;
}

QStringList syncLines(const QList<store::LastSync> &syncs)
{
    if (syncs.isEmpty())
        return {field(Tr::tr("Last syncs"), Tr::tr("none yet"))};
    qsizetype width = 0;
    for (const store::LastSync &one : syncs)
        width = std::max(width, one.sourceType.size() + 1 + one.sourceName.size());
    QStringList lines;
    for (const store::LastSync &one : syncs) {
        const QString source = one.sourceType + u' ' + one.sourceName;
        lines += field(lines.isEmpty() ? Tr::tr("Last syncs") : QString(),
                       source.leftJustified(width) + "  "_L1 + one.lastSyncAt + "  "_L1 +
                           Tr::tr("%1 new or changed").arg(formatNumber(one.items)));
    }
    return lines;
}

QString rowsText(const QList<store::TableRows> &rows)
{
    QStringList parts;
    for (const store::TableRows &table : rows) {
        if (table.rows > 0)
            parts += table.table + u' ' + formatNumber(table.rows);
    }
    return parts.isEmpty() ? Tr::tr("none") : parts.join(", "_L1);
}

} // namespace

QStringList statusText(const CommunityStatus &status)
{
    const store::DatabaseStatus &database = status.database;
    QStringList lines{status.id};
    if (!status.configured)
        lines +=
            field(Tr::tr("Configured"), Tr::tr("no: there is a database, but no configuration of this id"));
    for (const QString &problem : status.problems)
        lines += field(Tr::tr("Problem"), problem);
    lines += field(Tr::tr("Database"), database.path);
    for (const QString &finding : status.findings)
        lines += field(Tr::tr("Problem"), finding);
    if (status.error) {
        lines += field(Tr::tr("Error"), status.error->text);
        if (!status.error->hint.isEmpty())
            lines += field({}, status.error->hint);
    } else if (!database.exists) {
        lines += field(Tr::tr("Size"), Tr::tr("no such file yet; the first sync makes it"));
    } else {
        lines += field(Tr::tr("Journal"), database.journalMode);
        lines += field(Tr::tr("Size"), Tr::tr("%1, write-ahead log %2")
                                           .arg(formatBytes(database.bytes), formatBytes(database.walBytes)));
        lines += field(Tr::tr("Rows"), rowsText(database.rows));
        lines += syncLines(database.syncs);
    }
    for (QString &line : lines)
        line = printable(line);
    return lines;
}

JsonText statusObject(const CommunityStatus &status)
{
    const store::DatabaseStatus &database = status.database;
    JsonText rows;
    for (const store::TableRows &table : database.rows)
        rows.number(table.table.toLatin1().constData(), table.rows);
    QList<JsonText> syncs;
    for (const store::LastSync &one : database.syncs) {
        syncs += JsonText()
                     .text("source", one.sourceType)
                     .text("name", one.sourceName)
                     .text("last_sync_at", one.lastSyncAt)
                     .number("items_synced", one.items);
    }
    JsonText object;
    object.text("community", status.id)
        .boolean("configured", status.configured)
        .list("problems", status.problems)
        .text("path", database.path)
        .boolean("exists", database.exists)
        .textOrNull("journal_mode", database.journalMode)
        .number("bytes", database.bytes)
        .number("wal_bytes", database.walBytes)
        .object("rows", rows)
        .list("last_syncs", syncs)
        .list("findings", status.findings);
    if (status.error)
        object.object("error", errorObject(*status.error));
    return object;
}

} // namespace lockkeeper::cli
