// Which line the banner shows: the most pressing of what there is to tell. Pure.
#pragma once

#include "sync/Snapshot.h"
#include "ui/common/CommunityNames.h"
#include "ui/dashboard/Alarms.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/StatusText.h"

#include <QList>

#include <optional>

namespace lockkeeper::ui {

enum class NoticeKind { Alarm, FailedJobs, NotInWal };

struct ShownNotice
{
    NoticeKind kind = NoticeKind::FailedJobs;
    Notice notice;
};

[[nodiscard]] std::optional<ShownNotice> pressingNotice(const QList<sync::JobKey> &failed,
                                                        const WalCount &wal,
                                                        const std::optional<Alarm> &alarm = {},
                                                        const CommunityNames &names = {});

} // namespace lockkeeper::ui
