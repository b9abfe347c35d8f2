#include "ui/health/HealthFacts.h"

#include "store/values/ProcessName.h"
#include "ui/common/Format.h"
#include "ui/health/DatabaseState.h"
#include "ui/health/HealthTables.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthFacts)
};

QString processNames(const std::vector<store::Process> &processes)
{
    QStringList names;
    for (const store::Process &one : processes)
        names.append(store::processName(one));
    return names.join(u", "_s);
}

HealthFact journalFact(const health::DatabaseHealth &health)
{
    const bool wal = health.journalMode.compare("wal"_L1, Qt::CaseInsensitive) == 0;
    const QString mode = health.journalMode.toUpper();
    return {.what = Tr::tr("Journal mode"),
            .value = wal ? mode : Tr::tr("%1: readers and writers block each other").arg(mode),
            .tone = wal ? IconTone::Text : IconTone::Warning};
}

HealthFact walFact(const health::DatabaseHealth &health)
{
    HealthFact fact{.what = Tr::tr("WAL"), .value = Tr::tr("none")};
    if (health.walBytes == 0 && health.shmBytes == 0)
        return fact;
    fact.value = Tr::tr("%1, -shm %2").arg(formatBytes(health.walBytes), formatBytes(health.shmBytes));
    if (health.walBytes > 0 && !health.readers.empty())
        fact.value += u"; "_s + Tr::tr("kept from being emptied by %1").arg(processNames(health.readers));
    if (health.walBytes > store::walLimit)
        fact.tone = IconTone::Warning;
    return fact;
}

QString freeText(const DatabaseRow &row)
{
    const health::DatabaseHealth &health = row.health;
    if (health.freePages == 0)
        return Tr::tr("none");
    QString text =
        Tr::tr("%1 of %2: compacting gives back %3")
            .arg(formatNumber(health.freePages), formatNumber(health.pages), formatBytes(row.freeBytes()));
    if (row.roomToCompact > 0)
        text += u", "_s + Tr::tr("and takes %1 for a while").arg(formatBytes(row.roomToCompact));
    return text;
}

HealthFact schemaFact(const health::DatabaseHealth &health)
{
    if (health.schemaUpToDate)
        return {.what = Tr::tr("Schema"), .value = Tr::tr("up to date")};
    return {.what = Tr::tr("Schema"),
            .value = health.missing.isEmpty()
                         ? Tr::tr("of an older version; the next sync brings it up to date")
                         : Tr::tr("the next sync adds %1").arg(health.missing.join(u", "_s))};
}

HealthFact indexFact(const DatabaseRow &row)
{
    const QStringList &indexes = row.health.indexes;
    HealthFact fact{.what = Tr::tr("Full-text indexes"), .value = Tr::tr("none")};
    if (indexes.isEmpty())
        return fact;
    fact.value = formatNumber(indexes.size());
    if (!row.check)
        fact.value += u"; "_s + Tr::tr("not checked yet");
    else if (row.check->indexDamaged) {
        fact.value += u"; "_s + Tr::tr("damaged, by the last check");
        fact.tone = IconTone::Failed;
    } else if (!row.check->damaged)
        fact.value += u"; "_s + (row.check->depth == health::CheckDepth::Deep
                                     ? Tr::tr("consistent with the texts, by the last check")
                                     : Tr::tr("whole, by the last check"));
    return fact;
}

// Of either kind there may be one; the newer one counts.
HealthFact checkFact(const DatabaseRow &row, health::CheckDepth depth, const QDateTime &now)
{
    HealthFact fact{.what =
                        depth == health::CheckDepth::Deep ? Tr::tr("Check in depth") : Tr::tr("Quick check"),
                    .value = Tr::tr("never")};
    const bool newest = row.check && row.check->depth == depth;
    const std::optional<LastCheck> &check = newest ? row.check : row.otherCheck;
    if (!check || check->depth != depth)
        return fact;
    fact.value = checkText(*check, now);
    if (!check->text.isEmpty())
        fact.value += u": "_s + check->text;
    if (!newest && check->whole() != row.check->whole())
        fact.value += u"; "_s + Tr::tr("the newer check counts");
    if (!check->whole())
        fact.tone = newest ? IconTone::Failed : IconTone::Muted;
    return fact;
}

HealthFact backupFact(const DatabaseRow &row, const QDateTime &now)
{
    if (row.backups.isEmpty())
        return {.what = Tr::tr("Last backup"), .value = Tr::tr("none")};
    const StoredCopy &last = row.backups.constFirst();
    return {.what = Tr::tr("Last backup"),
            .value = Tr::tr("%1, %2").arg(formatWhen(last.taken, now), formatBytes(last.bytes))};
}

HealthFact sqliteFact(const QString &version)
{
    HealthFact fact{.what = Tr::tr("SQLite"), .value = version};
    if (!health::hasWalResetBug(version))
        return fact;
    fact.value =
        Tr::tr("%1, which has the WAL-reset bug (fixed in 3.51.3, 3.50.7 and 3.44.6): this window’s "
               "writers and checkpoints go through one gate or one after another, so there is a risk only "
               "where another program writes into a database, too, be it Lockkeeper on the command line")
            .arg(version);
    return fact;
}

QString coloured(const QString &text, IconTone tone, const Tones &tones)
{
    QColor colour;
    switch (tone) {
    case IconTone::Text:
        return text.toHtmlEscaped();
    case IconTone::Muted:
        colour = tones.muted;
        break;
    case IconTone::Running:
        colour = tones.running;
        break;
    case IconTone::Done:
        colour = tones.done;
        break;
    case IconTone::Failed:
        colour = tones.failed;
        break;
    case IconTone::Warning:
        colour = tones.warning;
        break;
    }
    return u"<span style=\"color:%1\">%2</span>"_s.arg(colour.name(), text.toHtmlEscaped());
}
} // namespace

QList<HealthFact> healthFacts(const DatabaseRow &row, const QString &sqliteVersion, const QDateTime &now)
{
    const health::DatabaseHealth &health = row.health;
    QList<HealthFact> facts;
    if (!row.read)
        return facts;
    if (health.exists && !health.journalMode.isEmpty())
        facts.append(journalFact(health));
    if (health.exists) {
        facts.append({.what = Tr::tr("File"),
                      .value = health.pages > 0
                                   ? Tr::tr("%1 in %2 pages of %3")
                                         .arg(formatBytes(health.bytes), formatNumber(health.pages),
                                              formatBytes(health.pageSize))
                                   : formatBytes(health.bytes)});
        facts.append(walFact(health));
        if (health.writer)
            facts.append({.what = Tr::tr("Write lock"),
                          .value = Tr::tr("held by %1").arg(processNames({*health.writer})),
                          .tone = IconTone::Warning});
        if (!health.users.empty())
            facts.append({.what = Tr::tr("Open in"), .value = processNames(health.users)});
    }
    if (health.exists && !health.error) {
        facts.append({.what = Tr::tr("Free pages"), .value = freeText(row)});
        facts.append(schemaFact(health));
        facts.append(indexFact(row));
    }
    if (health.exists) {
        facts.append(checkFact(row, health::CheckDepth::Quick, now));
        facts.append(checkFact(row, health::CheckDepth::Deep, now));
    }
    facts.append(backupFact(row, now));
    if (row.room >= 0)
        facts.append({.what = Tr::tr("Room on the disk"), .value = formatBytes(row.room)});
    facts.append(sqliteFact(sqliteVersion));
    facts.append({.what = Tr::tr("Path"), .value = health.path});
    return facts;
}

QString healthHtml(const QString &name, const DatabaseRow &row, const QString &sqliteVersion,
                   const Tones &tones, const QDateTime &now)
{
    QString html = u"<h3>%1</h3>"_s.arg(name.toHtmlEscaped());
    for (const DatabaseState state : statesOf(row)) {
        const StateLook look = databaseLook(state);
        QString word = look.word;
        if (!word.isEmpty())
            word[0] = word.at(0).toUpper();
        html += u"<p><b>%1</b> %2</p>"_s.arg(coloured(word + '.'_L1, look.tone, tones),
                                             stateMeaning(state, row).toHtmlEscaped());
    }
    QString lines;
    for (const HealthFact &fact : healthFacts(row, sqliteVersion, now))
        lines += u"<tr><td style=\"padding-right:14px; white-space:nowrap\">%1</td><td>%2</td></tr>"_s.arg(
            coloured(fact.what, IconTone::Muted, tones), coloured(fact.value, fact.tone, tones));
    return html + (lines.isEmpty() ? QString() : u"<table cellspacing=\"0\">%1</table>"_s.arg(lines));
}

} // namespace lockkeeper::ui
