// The documentation inside the code of a community's repositories: a remote is a repository and a language.
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::docstrings {

// The languages of one repository share what they ask for: a run costs a repository two requests and a
// redirect.
[[nodiscard]] Source source();

} // namespace lockkeeper::sources::docstrings
