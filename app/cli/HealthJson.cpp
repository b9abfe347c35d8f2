#include "base/Time.h"
#include "cli/BackupCommand.h"
#include "cli/HealthFindings.h"
#include "cli/JsonOutput.h"
#include "history/CheckRecords.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

JsonText processObject(const store::Process &process)
{
    return JsonText()
        .number("pid", process.pid)
        .textOrNull("program", QString::fromStdString(process.program));
}

QList<JsonText> processList(const std::vector<store::Process> &processes)
{
    QList<JsonText> list;
    for (const store::Process &one : processes)
        list += processObject(one);
    return list;
}

void addCheck(JsonText &object, const HealthFindings &findings)
{
    if (findings.check)
        object.object("check", checkObject(*findings.check));
    if (!findings.lastCheck) {
        object.null("last_check");
        return;
    }
    const history::CheckRecord &last = *findings.lastCheck;
    object.object("last_check", JsonText()
                                    .text("at", toIsoUtc(last.at))
                                    .text("depth", last.deep ? u"deep"_s : u"quick"_s)
                                    .text("outcome", history::outcomeName(last.outcome))
                                    .text("found", last.found)
                                    .seconds("seconds", last.seconds));
}

void addBackup(JsonText &object, const HealthFindings &findings)
{
    if (findings.backupNotThere)
        object.object("backup_not_there", JsonText()
                                              .text("path", findings.backupNotThere->path)
                                              .text("taken", toIsoUtc(findings.backupNotThere->taken)));
    else
        object.null("backup_not_there");
    if (findings.backups.isEmpty()) {
        object.null("last_backup");
        return;
    }
    const backup::StoredBackup &newest = findings.backups.constFirst();
    object.object("last_backup", JsonText()
                                     .text("path", newest.path)
                                     .text("taken", toIsoUtc(newest.taken))
                                     .boolean("whole", newest.whole));
}

} // namespace

JsonText checkObject(const Result<health::CheckReport> &check)
{
    if (!check)
        return JsonText().object("error", errorObject(check.error()));
    return JsonText()
        .text("outcome", history::outcomeName(history::outcomeOf(*check)))
        .list("problems", check->problems)
        .list("broken_indexes", check->brokenIndexes)
        .object("rows", rowsObject(check->rows))
        .seconds("seconds", check->seconds);
}

JsonText findingsObject(const HealthFindings &findings)
{
    const health::DatabaseHealth &health = findings.health;
    QList<JsonText> growth;
    for (const history::DatabaseSize &size : findings.growth)
        growth += JsonText().text("started_at", toIsoUtc(size.startedAt)).number("bytes", size.bytes);
    JsonText object;
    object.text("community", findings.community)
        .text("path", health.path)
        .textOrNull("journal_mode", health.journalMode)
        .number("page_size", health.pageSize)
        .number("pages", health.pages)
        .number("free_pages", health.freePages)
        .number("bytes", health.bytes)
        .number("wal_bytes", health.walBytes)
        .number("shm_bytes", health.shmBytes);
    if (health.writer)
        object.object("writer", processObject(*health.writer));
    else
        object.null("writer");
    object.list("readers", processList(health.readers))
        .list("users", processList(health.users))
        .boolean("schema_up_to_date", health.schemaUpToDate)
        .list("missing", health.missing)
        .object("rows", rowsObject(health.rows))
        .list("full_text_indexes", health.indexes);
    addCheck(object, findings);
    addBackup(object, findings);
    object.list("growth", growth).list("findings", health.findings);
    if (health.error)
        object.object("error", errorObject(*health.error));
    return object;
}

} // namespace lockkeeper::cli
