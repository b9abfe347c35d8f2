// The documentation inside the code of a community's repositories: a remote is a repository and a language.
#pragma once

#include "sources/Source.h"
#include "text/python/PythonDocstrings.h"

#include <chrono>

namespace lockkeeper::sources::docstrings {

// The languages of one repository share what they ask for: a run costs a repository two requests and a
// redirect. A file that takes longer than `patience` to parse is left to the next run.
[[nodiscard]] Source source(std::chrono::microseconds patience = text::longestParse);

} // namespace lockkeeper::sources::docstrings
