// One of `citations.queries` at one provider (one request, two at PubMed), and one of `citations.dois` at
// OpenAlex (one request). On a worker's thread.
#pragma once

#include "onboarding/Findings.h"

namespace lockkeeper::onboarding {

class Asker;

[[nodiscard]] QueryFinding checkQuery(Asker &asker, Provider provider, const QString &query);
[[nodiscard]] DoiFinding checkDoi(Asker &asker, const QString &doi);

} // namespace lockkeeper::onboarding
