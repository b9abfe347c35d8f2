// A run that never was, told to a real Monitor through its rings: sources that fetch, read, wait for their
// database's one write lock in the order they came, hold it and commit; now and then another process has it.
// The same seed tells the same run. Plain C++.
#pragma once

#include "events/Monitor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lockkeeper::test {

struct MadeUpRun
{
    std::vector<std::string> communities = {"mne"};
    std::vector<std::string> kinds = {"github", "docstrings", "discourse", "papers", "mailman", "beps"};
    int jobs = 2; // a source
    events::Range time;
    double load = 1; // above 1: shorter fetches, more waits
    bool otherProcess = true;
    unsigned seed = 1;
};

// Ends with everything told and collected. How many events that were.
std::size_t tell(events::Monitor &monitor, const MadeUpRun &run);

} // namespace lockkeeper::test
