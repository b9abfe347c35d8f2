// The one way onto the network thread. Closing it is final, after which nothing is delivered: what other
// threads still hold (a stop request on its way) can neither reach nor outlive the thread's object.
#pragma once

#include <QMetaObject>
#include <QObject>

#include <mutex>

namespace lockkeeper::http {

class Mailbox final
{
public:
    explicit Mailbox(QObject *receiver)
        : m_receiver(receiver)
    {
    }

    // Runs `work` on the receiver's thread, later. False if the mailbox is closed. Any thread.
    template <typename Work>
    bool post(Work work)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_receiver == nullptr)
            return false;
        return QMetaObject::invokeMethod(m_receiver, std::move(work), Qt::QueuedConnection);
    }

    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject *m_receiver;
};

} // namespace lockkeeper::http
