#include "store/Writeback.h"

#include <QFile>

#include <chrono>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace lockkeeper::store {

namespace {
constexpr std::chrono::milliseconds between{20};

void writeOut(int descriptor, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        (void)::sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
        stopped.wait_for(lock, stop, between, [] { return false; });
    }
}
} // namespace

Writeback::Writeback(const QString &path)
    : m_descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
{
    if (m_descriptor >= 0)
        m_thread = std::jthread(
            [descriptor = m_descriptor](const std::stop_token &stop) { writeOut(descriptor, stop); });
}

Writeback::~Writeback()
{
    m_thread = {};
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace lockkeeper::store
