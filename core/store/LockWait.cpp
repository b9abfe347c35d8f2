#include "store/LockWait.h"

#include <QFile>

#include <condition_variable>
#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace lockkeeper::store {

namespace {
constexpr auto betweenTries = 10ms;
constexpr auto betweenTellings = 250ms; // whoever asks the system for every lock reads long tables

std::optional<Process> whoLocks(const QString &path)
{
    const Neighbours met = neighboursAt(QFile::encodeName(path).toStdString());
    return met.writer || met.readers.empty() ? met.writer : std::optional(met.readers.front());
}

std::optional<Process> whoHasOpen(const QString &path)
{
    const std::vector<Process> others = openedBy(QFile::encodeName(path).toStdString());
    return others.empty() ? std::nullopt : std::optional(others.front());
}
} // namespace

std::optional<Process> whoIsAt(const QString &path)
{
    const std::optional<Process> locking = whoLocks(path);
    return locking ? locking : whoHasOpen(path);
}

Error inTheWay(const QString &path)
{
    const std::optional<Process> locking = whoLocks(path);
    const std::optional<Process> idle = locking ? std::nullopt : whoHasOpen(path);
    return idle ? openElsewhereError(path, *idle) : lockedError(path, locking);
}

Tries::Tries(QString path, const Patience &patience)
    : m_path(std::move(path))
    , m_patience(patience)
{
}

bool Tries::next()
{
    const auto now = std::chrono::steady_clock::now();
    if (now >= m_patience.deadline)
        return false;
    if (m_patience.waiting && now - m_told >= betweenTellings) {
        m_told = now;
        m_patience.waiting(whoIsAt(m_path));
    }
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, m_patience.stop, betweenTries, [] { return false; });
    return true;
}

} // namespace lockkeeper::store
