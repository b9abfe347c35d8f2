#include "ui/dashboard/Notices.h"

#include "base/Format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Notices)
};

constexpr qsizetype namedAtMost = 3;
constexpr qint64 leastRoom = 256 << 20; // bytes; a run's WALs alone may take that

QString listed(const QStringList &names)
{
    QString text = names.first(std::min(namedAtMost, names.size())).join(u", "_s);
    if (names.size() > namedAtMost)
        text += u", "_s + Tr::tr("and %Ln more", nullptr, static_cast<int>(names.size() - namedAtMost));
    return text;
}

QStringList called(const QStringList &communities, const CommunityNames &names)
{
    QStringList result;
    for (const QString &id : communities)
        result.append(names.of(id));
    return result;
}

ShownNotice noticeOf(const Alarm &alarm)
{
    return {.kind = NoticeKind::Alarm,
            .notice = {.weight = Notice::Weight::Warning,
                       .text = alarm.text,
                       .button = alarm.ofLock ? Tr::tr("Show locks") : Tr::tr("Show")}};
}

ShownNotice damagedNotice(const QStringList &communities, const CommunityNames &names)
{
    const QString text = Tr::tr("%Ln databases are damaged:", nullptr, static_cast<int>(communities.size()));
    return {.kind = NoticeKind::Damaged,
            .notice = {.weight = Notice::Weight::Failure,
                       .text = text + ' '_L1 + listed(called(communities, names)),
                       .button = Tr::tr("Show")}};
}

ShownNotice failedNotice(const QList<sync::JobKey> &failed)
{
    QStringList jobs;
    for (const sync::JobKey &key : failed)
        jobs.append(key.name);
    const QString text = Tr::tr("%Ln jobs failed:", nullptr, static_cast<int>(failed.size()));
    return {.kind = NoticeKind::FailedJobs,
            .notice = {.weight = Notice::Weight::Failure,
                       .text = text + ' '_L1 + listed(jobs),
                       .button = Tr::tr("Show why")}};
}

ShownNotice diskNotice(qint64 room)
{
    return {
        .kind = NoticeKind::DiskFull,
        .notice = {.weight = Notice::Weight::Warning,
                   .text = Tr::tr("The databases’ disk is nearly full: %1 are left.").arg(formatBytes(room)),
                   .button = Tr::tr("Show")}};
}

ShownNotice walNotice(const QStringList &communities, const CommunityNames &names)
{
    const QString text =
        Tr::tr("%Ln databases are not in WAL mode, so readers and writers block each other:", nullptr,
               static_cast<int>(communities.size()));
    return {.kind = NoticeKind::NotInWal,
            .notice = {.weight = Notice::Weight::Warning,
                       .text = text + ' '_L1 + listed(called(communities, names)),
                       .button = Tr::tr("Switch to WAL…")}};
}
} // namespace

QList<ShownNotice> noticesOf(const QList<sync::JobKey> &failed, const WalCount &wal,
                             const std::optional<Alarm> &alarm, const CommunityNames &names,
                             const StoreTrouble &trouble)
{
    QList<ShownNotice> notices;
    // What keeps the run from going on comes first: what has failed stays so.
    const bool alarmFirst = alarm && (failed.isEmpty() || alarm->kind != Alarm::Kind::PinnedWal);
    if (alarmFirst)
        notices.append(noticeOf(*alarm));
    if (!trouble.damaged.isEmpty()) // why jobs fail, too
        notices.append(damagedNotice(trouble.damaged, names));
    if (!failed.isEmpty())
        notices.append(failedNotice(failed));
    if (alarm && !alarmFirst)
        notices.append(noticeOf(*alarm));
    if (trouble.room >= 0 && trouble.room < leastRoom)
        notices.append(diskNotice(trouble.room));
    if (!wal.others.isEmpty())
        notices.append(walNotice(wal.others, names));
    return notices;
}

} // namespace lockkeeper::ui
