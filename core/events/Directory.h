// The names behind an event's numbers. A name keeps its number for the program's life, so that a retry or the
// next run goes on in the same lane. Plain C++, any thread.
#pragma once

#include "events/Event.h"

#include <mutex>
#include <string>
#include <vector>

namespace lockkeeper::events {

// A lane is one source of one community, or the other processes at its database.
using LaneId = std::uint16_t;

struct LaneName
{
    DatabaseId database = 0;
    std::string kind; // "github", …; empty: other processes
};

struct JobName
{
    LaneId lane = 0;
    std::string name; // the remote
};

// A copy, for whoever draws. Number n stands at index n; index 0 is nobody.
struct Names
{
    std::vector<std::string> databases; // community ids
    std::vector<LaneName> lanes;
    std::vector<JobName> jobs;
};

class Directory final
{
public:
    Directory();

    // The number of a name, given out on first use. A database's first lane is that of other processes.
    [[nodiscard]] DatabaseId database(const std::string &community);
    [[nodiscard]] JobId job(const std::string &community, const std::string &kind, const std::string &name);

    [[nodiscard]] Names names() const;

private:
    mutable std::mutex m_mutex;
    Names m_names;
};

} // namespace lockkeeper::events
