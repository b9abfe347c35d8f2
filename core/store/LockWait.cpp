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
} // namespace

std::optional<Process> whoIsAt(const QString &path)
{
    const std::string file = QFile::encodeName(path).toStdString();
    const Neighbours met = neighboursAt(file);
    if (met.writer)
        return met.writer;
    if (!met.readers.empty())
        return met.readers.front();
    const std::vector<Process> others = openedBy(file);
    return others.empty() ? std::nullopt : std::optional(others.front());
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
