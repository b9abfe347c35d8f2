#include "health/WrittenBytes.h"

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <utility>

#if defined(Q_OS_LINUX)
#include <unistd.h>
#endif

namespace lockkeeper::health {

namespace {
using namespace std::chrono_literals;

constexpr auto pause = 250ms;

std::string accountOfThisThread()
{
#if defined(Q_OS_LINUX)
    return "/proc/self/task/" + std::to_string(::gettid()) + "/io"; // proc(5); opens none of our files
#else
    return {};
#endif
}

qint64 writtenBy(const std::string &account)
{
    std::ifstream file(account);
    std::string word;
    qint64 bytes = 0;
    while (file >> word >> bytes) {
        if (word == "wchar:")
            return bytes;
    }
    return -1;
}
} // namespace

WrittenBytes::WrittenBytes(Listener listener)
{
    if (!listener)
        return;
    m_teller = std::jthread(
        [listener = std::move(listener), account = accountOfThisThread()](const std::stop_token &stop) {
            const qint64 before = writtenBy(account);
            std::mutex mutex;
            std::condition_variable_any stopped;
            std::unique_lock lock(mutex);
            while (!stopped.wait_for(lock, stop, pause, [&stop] { return stop.stop_requested(); })) {
                const qint64 now = writtenBy(account);
                listener(before < 0 || now < before ? -1 : now - before);
            }
        });
}

WrittenBytes::~WrittenBytes() = default;

} // namespace lockkeeper::health
