// Tells some times a second how much the thread that made it has written, while that thread is in a call that
// tells nothing itself, such as a VACUUM.
#pragma once

#include <QtGlobal>

#include <functional>
#include <stop_token>
#include <thread>

namespace lockkeeper::health {

class WrittenBytes final
{
public:
    // Bytes since then, of all files together; -1 where the system does not tell. Called on another thread.
    using Listener = std::function<void(qint64 bytes)>;

    explicit WrittenBytes(Listener listener); // may be empty: then nothing runs
    ~WrittenBytes();                          // the last call has ended

    WrittenBytes(const WrittenBytes &) = delete;
    WrittenBytes &operator=(const WrittenBytes &) = delete;

private:
    std::jthread m_teller;
};

} // namespace lockkeeper::health
