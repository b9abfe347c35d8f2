// `status`: what each community's database says of itself, without changing it.
#pragma once

#include "cli/Arguments.h"
#include "cli/DatabaseChoice.h"
#include "cli/JsonText.h"

#include <QStringList>

namespace lockkeeper::cli {

[[nodiscard]] QStringList statusText(const CommunityStatus &status);
[[nodiscard]] JsonText statusObject(const CommunityStatus &status);

// Returns the exit code: 1 where a database could not be read.
[[nodiscard]] int runStatus(const Arguments &arguments);

} // namespace lockkeeper::cli
