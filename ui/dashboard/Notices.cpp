#include "ui/dashboard/Notices.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Notices)
};

constexpr qsizetype namedAtMost = 3;

QString listed(const QStringList &names)
{
    QString text = names.first(std::min(namedAtMost, names.size())).join(u", "_s);
    if (names.size() > namedAtMost)
        text += u", "_s + Tr::tr("and %Ln more", nullptr, static_cast<int>(names.size() - namedAtMost));
    return text;
}
ShownNotice noticeOf(const Alarm &alarm)
{
    return {.kind = NoticeKind::Alarm,
            .notice = {.weight = Notice::Weight::Warning,
                       .text = alarm.text,
                       .button = alarm.ofLock ? Tr::tr("Show locks") : Tr::tr("Show")}};
}
} // namespace

std::optional<ShownNotice> pressingNotice(const QList<sync::JobKey> &failed, const WalCount &wal,
                                          const std::optional<Alarm> &alarm, const CommunityNames &names)
{
    // What keeps the run from going on comes first: what has failed stays so.
    if (alarm && (failed.isEmpty() || alarm->kind != Alarm::Kind::PinnedWal))
        return noticeOf(*alarm);
    if (!failed.isEmpty()) {
        QStringList jobs;
        for (const sync::JobKey &key : failed)
            jobs.append(key.name);
        const QString text = Tr::tr("%Ln jobs failed:", nullptr, static_cast<int>(failed.size()));
        return ShownNotice{.kind = NoticeKind::FailedJobs,
                           .notice = {.weight = Notice::Weight::Failure,
                                      .text = text + ' '_L1 + listed(jobs),
                                      .button = Tr::tr("Show why")}};
    }
    if (!wal.others.isEmpty()) {
        QStringList others;
        for (const QString &id : wal.others)
            others.append(names.of(id));
        const QString text =
            Tr::tr("%Ln databases are not in WAL mode, so readers and writers block each other:", nullptr,
                   static_cast<int>(wal.others.size()));
        return ShownNotice{.kind = NoticeKind::NotInWal,
                           .notice = {.weight = Notice::Weight::Warning,
                                      .text = text + ' '_L1 + listed(others),
                                      .button = Tr::tr("Show")}};
    }
    return std::nullopt;
}

} // namespace lockkeeper::ui
