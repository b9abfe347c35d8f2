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

// The program of another process that was met at a lock. A pid is given out again, so one may stand here
// several times, in the order they were met.
struct ProcessName
{
    std::int64_t pid = 0;
    std::uint64_t started = 0; // whatever tells two processes of one pid apart
    std::int64_t metAt = 0;    // nanoseconds of Clock
    std::string program;
};

// A copy, for whoever draws. Number n stands at index n; index 0 is nobody.
struct Names
{
    std::vector<std::string> databases; // community ids
    std::vector<LaneName> lanes;
    std::vector<JobName> jobs;
    std::vector<ProcessName> processes; // the last ones; not numbered

    // Of the process that had this pid at `time`; empty: not known.
    [[nodiscard]] std::string programOf(std::int64_t pid, std::int64_t time) const;
};

class Directory final
{
public:
    Directory();

    // The number of a name, given out on first use. A database's first lane is that of other processes.
    [[nodiscard]] DatabaseId database(const std::string &community);
    [[nodiscard]] JobId job(const std::string &community, const std::string &kind, const std::string &name);

    // A process is there, and what it is called.
    void met(ProcessName process);

    [[nodiscard]] Names names() const;

private:
    mutable std::mutex m_mutex;
    Names m_names;
};

} // namespace lockkeeper::events
