#include "store/LockWait.h"

#include "store/SqlSteps.h"
#include "store/values/ProcessName.h"

#include <QFile>

#include <condition_variable>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;
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

std::function<void(const std::optional<Process> &)> namedFor(const HolderListener &listener)
{
    if (!listener)
        return {};
    return [listener](const std::optional<Process> &holder) {
        listener(processName(holder));
    };
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

Result<void> untilReadable(const QString &path, const Patience &patience)
{
    const Result<void> readable = untilFree(path, patience, [&]() -> Result<void> {
        const Result<Handle> file = openOriginal(path);
        if (!file)
            return file.error();
        const Result<QString> read =
            firstValue(file->get(), path, u"SELECT count(*) FROM sqlite_master"_s, patience.stop);
        return read ? Result<void>() : read.error();
    });
    if (!readable && (readable.error().kind == ErrorKind::Locked || readable.error().isCancelled()))
        return readable;
    return {};
}

} // namespace lockkeeper::store
