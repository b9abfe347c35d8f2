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
    m_toWrite.notify_one();
    m_thread.join();
}

int PieceWriter::add()
{
    std::unique_lock lock(m_mutex);
    ++m_added;
    if (m_added - m_done == few)
        m_toWrite.notify_one();
    if (m_added - m_done == m_ring.size())
        m_written.wait(lock, [this] { return m_added - m_done <= m_ring.size() - few; });
    next().bytes.clear();
    return failure();
}

int PieceWriter::drain()
{
    std::unique_lock lock(m_mutex);
    m_draining = true;
    m_toWrite.notify_one();
    m_written.wait(lock, [this] { return m_added == m_done; });
    m_draining = false;
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
        m_toWrite.wait(lock, [this] { return m_ending || m_added - m_done >= (m_draining ? 1 : few); });
        while (m_done < m_added) {
            const bool failed = m_failure != 0;
            const Piece &piece = m_ring[m_done % m_ring.size()];
            lock.unlock();
            const int code = failed ? 0 : m_write(piece);
            const int number = errno;
            lock.lock();
            if (code != 0) {
                m_failure = code;
                m_errno = number;
            }
            ++m_done;
            if (m_added - m_done == m_ring.size() - few)
                m_written.notify_one();
        }
        if (m_ending)
            return;
        if (m_draining)
            m_written.notify_one();
    }
}

} // namespace lockkeeper::store
