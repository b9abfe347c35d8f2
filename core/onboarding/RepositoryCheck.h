// A repository for `github.repos`: that it is there, what it is called now, how much is in it. Three
// requests, or one where the hour's quota is nearly used up. On a worker's thread.
#pragma once

#include "onboarding/Findings.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] RepositoryFinding checkRepository(Asker &asker, const QString &name);

} // namespace lockkeeper::onboarding
