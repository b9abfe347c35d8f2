// How far a checked copy of a database is.
#pragma once

#include <functional>

namespace lockkeeper::store {

struct CopyProgress
{
    enum class Phase { Copying, Compacting, Checking };
    Phase phase = Phase::Copying;
    double done = 0; // of everything, 0 … 1
};
using CopyListener = std::function<void(const CopyProgress &)>; // called on the copying thread

} // namespace lockkeeper::store
