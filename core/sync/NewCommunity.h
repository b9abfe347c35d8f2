// Makes a community that was not there before: its configuration, then its database, in WAL mode. Blocking.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <stop_token>

namespace lockkeeper::sync {

struct NewCommunity
{
    QString communitiesDir; // made if need be
    QString dataDir;
    QString id;
    QByteArray configuration;
    std::chrono::milliseconds busyTimeout{30'000};
};

struct MadeCommunity
{
    // Why there is no database yet: the configuration is saved, and the first sync tries again.
    std::optional<Error> database;
};

// Errors: config (something of that id is there already), read_only, disk_full, internal; nothing is made
// then.
[[nodiscard]] Result<MadeCommunity> makeCommunity(const NewCommunity &community,
                                                  const std::stop_token &stop = {});

} // namespace lockkeeper::sync
