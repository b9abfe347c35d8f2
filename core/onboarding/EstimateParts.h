// The parts of an estimate: what each source's first run asks for, and how long a host takes for it. Pure;
// any thread.
#pragma once

#include "onboarding/Estimate.h"

namespace lockkeeper::onboarding {

// Requests of one remote, to one endpoint's host.
struct Share
{
    EstimateLine line;
    QString endpoint;
    QString host; // of a forum or a list, each its own; else empty
};

// One for each remote of the community, in the order of the configuration.
[[nodiscard]] QList<Share> sharesOf(const community::Community &community, const Findings &findings);

// Seconds that a host's limit an hour adds; 0 where it is not met.
[[nodiscard]] double limitSeconds(const HostTerms &terms, qint64 requests, const QDateTime &now);

} // namespace lockkeeper::onboarding
