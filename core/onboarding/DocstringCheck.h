// A repository for `docstrings.repos`: that it and its branch are there, and files to read. Two requests,
// three for a branch other than the default one. On a worker's thread.
#pragma once

#include "community/Community.h"
#include "onboarding/Findings.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] DocstringFinding checkDocstrings(Asker &asker, const community::DocstringRepository &entry);

} // namespace lockkeeper::onboarding
