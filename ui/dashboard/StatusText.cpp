#include "ui/dashboard/StatusText.h"

#include "base/Time.h"
#include "sync/Plan.h"
#include "ui/common/Format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::StatusText)
};

// Today goes without saying.
QString untilText(const QDateTime &time, const QDateTime &now)
{
    const bool today = time.toLocalTime().date() == now.toLocalTime().date();
    return today ? clockTime(time, now) : formatWhen(time, now);
}
} // namespace

WalCount walCount(const sync::Catalog &catalog, const sync::RunSnapshot &run)
{
    QMap<QString, QString> modes;
    for (const sync::DatabaseSnapshot &database : run.databases) {
        if (!database.journalMode.isEmpty())
            modes.insert(database.community, database.journalMode);
    }
    WalCount count;
    for (const sync::CatalogEntry &entry : catalog.entries) {
        const QString &id = entry.loaded.id;
        if (!entry.databaseExists)
            continue;
        if (!entry.databaseError)
            modes.insert(id, entry.database.journalMode);
        else if (entry.databaseError->kind == ErrorKind::Corrupt) // or no database at all
            modes.remove(id);
        else if (!modes.contains(id))
            ++count.unknown;
    }
    count.databases = static_cast<int>(modes.size()) + count.unknown;
    for (auto mode = modes.cbegin(); mode != modes.cend(); ++mode) {
        if (mode.value().compare("wal"_L1, Qt::CaseInsensitive) == 0)
            ++count.wal;
        else
            count.others.append(mode.key());
    }
    return count;
}

QString walText(const WalCount &count)
{
    if (count.databases == 0)
        return Tr::tr("no databases yet");
    const QString text =
        Tr::tr("%1 of %2 in WAL").arg(formatNumber(count.wal), formatNumber(count.databases));
    return count.unknown == 0 ? text : text + u", "_s + Tr::tr("%1 unknown").arg(formatNumber(count.unknown));
}

QString quotaText(const QList<sync::QuotaSnapshot> &quotas, const QDateTime &now)
{
    QStringList parts;
    for (const sync::QuotaSnapshot &quota : quotas) {
        QString who = sync::sourceTitle(quota.endpoint);
        if (who.isEmpty())
            who = quota.host;
        QString text =
            Tr::tr("%1: %2 of %3 left").arg(who, formatNumber(quota.remaining), formatNumber(quota.limit));
        if (quota.resetAt.isValid())
            text += u", "_s + Tr::tr("until %1").arg(untilText(quota.resetAt, now));
        parts.append(text);
    }
    return parts.join(u" · "_s);
}

QString runText(const sync::RunSnapshot &run)
{
    if (!run.startedAt.isValid())
        return {};
    const int failed = run.jobsIn(sync::JobState::Failed);
    const int cancelled = run.jobsIn(sync::JobState::Cancelled);
    const int finished = run.jobsIn(sync::JobState::Done) + run.jobsIn(sync::JobState::Skipped);
    QStringList parts;
    const QString seconds = formatDuration(run.seconds);
    parts.append(run.cancelling ? Tr::tr("Stopping… %1").arg(seconds)
                 : run.running  ? Tr::tr("Running %1").arg(seconds)
                                : Tr::tr("Last run took %1").arg(seconds));
    parts.append(Tr::tr("%1 of %2 jobs").arg(formatNumber(finished), formatNumber(run.jobs.size())));
    if (failed > 0)
        parts.append(Tr::tr("%Ln failed", "jobs", failed));
    if (cancelled > 0)
        parts.append(Tr::tr("%Ln cancelled", "jobs", cancelled));
    const sync::Counts counts = run.counts();
    parts.append(Tr::tr("%1 new, %2 changed").arg(formatNumber(counts.added), formatNumber(counts.changed)));
    return parts.join(u" · "_s);
}

} // namespace lockkeeper::ui
