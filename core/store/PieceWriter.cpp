#include "store/PieceWriter.h"

#include <cerrno>
#include <utility>

namespace lockkeeper::store {

PieceWriter::PieceWriter(Write write)
    : m_write(std::move(write))
    , m_thread([this] { work(); })
{
}

PieceWriter::~PieceWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

int PieceWriter::add()
{
    std::unique_lock lock(m_mutex);
    ++m_added;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_added - m_written < m_ring.size(); });
    next().bytes.clear();
    return failure();
}

int PieceWriter::drain()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_added == m_written; });
    return failure();
}

// SQLite's VFS tells by errno, which is each thread's own, whether a disk is full.
int PieceWriter::failure() const
{
    if (m_failure != 0)
        errno = m_errno;
    return m_failure;
}

void PieceWriter::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_written < m_added; });
        if (m_written == m_added)
            return;
        const bool failed = m_failure != 0;
        const Piece &piece = m_ring[m_written % m_ring.size()];
        lock.unlock();
        const int code = failed ? 0 : m_write(piece);
        const int number = errno;
        lock.lock();
        if (code != 0) {
            m_failure = code;
            m_errno = number;
        }
        ++m_written;
        m_changed.notify_all();
    }
}

} // namespace lockkeeper::store
