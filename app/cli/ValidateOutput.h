// The findings of `validate`, as lines and as JSON.
#pragma once

#include "cli/Arguments.h"
#include "cli/OnlineChecks.h"
#include "community/Loader.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace lockkeeper::cli {

struct ValidateReport
{
    QList<community::LoadedCommunity> files;
    std::optional<OnlineFindings> online; // with --online
};

[[nodiscard]] bool hasError(const community::LoadedCommunity &loaded);
[[nodiscard]] bool hasError(const ValidateReport &report);

void printReport(const ValidateReport &report, Verbosity verbosity);
[[nodiscard]] QByteArray reportAsJson(const ValidateReport &report);

} // namespace lockkeeper::cli
