// A check in depth, with its progress, and remembered by the history.
#pragma once

#include "cli/Arguments.h"
#include "cli/CommunityChoice.h"
#include "cli/DatabaseChoice.h"
#include "health/Maintenance.h"
#include "history/Checks.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace lockkeeper::cli {

struct DeepCheck
{
    Result<health::CheckReport> report;
    std::optional<history::CheckRecord> record; // nothing where it says nothing about the file
};
// Blocking. A history that cannot be written is told on standard error.
[[nodiscard]] DeepCheck checkDeeply(const CommunityStatus &one, const QString &historyPath,
                                    const Arguments &arguments, const std::stop_source &stop);

} // namespace lockkeeper::cli
