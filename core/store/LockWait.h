// Waiting for locks of which SQLite asks no busy handler: those of a whole file.
#pragma once

#include "base/Result.h"
#include "store/SqliteError.h"
#include "store/locks/Neighbours.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::store {

// Another process that is in the way of whoever wants a file for itself, if the system tells.
[[nodiscard]] std::optional<Process> whoIsAt(const QString &path);

// The same as an error of kind locked, which tells a lock from a file that is merely open.
[[nodiscard]] Error inTheWay(const QString &path);

// For how long, and who is told meanwhile who is in the way (some times a second; nobody known: no process).
struct Patience
{
    std::chrono::steady_clock::time_point deadline;
    std::stop_token stop = {};
    std::function<void(const std::optional<Process> &)> waiting = {};
};

// A listener that wants a name, as people name a process (processName()), as Patience wants it; null where
// there is none.
using HolderListener = std::function<void(const QString &holder)>;
[[nodiscard]] std::function<void(const std::optional<Process> &)> namedFor(const HolderListener &listener);

// Sleeps between two tries. False: it is time to give up.
class Tries final
{
public:
    Tries(QString path, const Patience &patience);
    [[nodiscard]] bool next();

private:
    QString m_path;
    const Patience &m_patience;
    std::chrono::steady_clock::time_point m_told;
};

// Tries while the error says that the database is locked. Errors: locked (who is in the way is named where
// the system tells), cancelled, and whatever else the try gave.
template <typename Try>
[[nodiscard]] Result<void> untilFree(const QString &path, const Patience &patience, Try once)
{
    Tries tries(path, patience);
    for (;;) {
        Result<void> done = once();
        if (done || done.error().kind != ErrorKind::Locked)
            return done;
        if (patience.stop.stop_requested())
            return cancelledError();
        if (!tries.next())
            return inTheWay(path);
    }
}

// Until nobody keeps the database even from being read, as a writer with a rollback journal does. Errors:
// locked, cancelled; whatever else is wrong with it is found by whoever reads it.
[[nodiscard]] Result<void> untilReadable(const QString &path, const Patience &patience);

} // namespace lockkeeper::store
