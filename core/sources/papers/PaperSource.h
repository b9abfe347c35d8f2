// Papers that a community's queries find in OpenAlex, Semantic Scholar and PubMed, and those that cite its
// own.
#pragma once

#include "sources/Source.h"

namespace lockkeeper::sources::papers {

inline constexpr qsizetype resultsByDefault = 100; // a query; likewise citing papers a DOI, newest first

[[nodiscard]] Source source(qsizetype results = resultsByDefault);

} // namespace lockkeeper::sources::papers
