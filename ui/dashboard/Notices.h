// What there is to tell in the banner, the most pressing first. Pure.
#pragma once

#include "sync/Snapshot.h"
#include "ui/common/CommunityNames.h"
#include "ui/dashboard/Alarms.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/StatusText.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace lockkeeper::ui {

enum class NoticeKind { Alarm, Damaged, FailedJobs, DiskFull, NotInWal };

struct StoreTrouble
{
    QStringList damaged; // communities whose database is
    qint64 room = -1;    // bytes left on the databases' disk; -1: not known

    friend bool operator==(const StoreTrouble &, const StoreTrouble &) = default;
};

struct ShownNotice
{
    NoticeKind kind = NoticeKind::FailedJobs;
    Notice notice;

    friend bool operator==(const ShownNotice &, const ShownNotice &) = default;
};

// At most one of each kind.
[[nodiscard]] QList<ShownNotice> noticesOf(const QList<sync::JobKey> &failed, const WalCount &wal,
                                           const std::optional<Alarm> &alarm = {},
                                           const CommunityNames &names = {},
                                           const StoreTrouble &trouble = {});

} // namespace lockkeeper::ui
