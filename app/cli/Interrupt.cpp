#include "cli/Interrupt.h"

#include "cli/Exit.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace lockkeeper::cli {

namespace {

constexpr std::array Signals{SIGINT, SIGTERM};

// A signal handler may touch nothing but lock-free atomics and async-signal-safe calls (signal-safety(7)).
std::atomic<int> writeEnd = -1;
std::atomic<int> received = 0;
static_assert(std::atomic<int>::is_always_lock_free);

std::array<struct sigaction, Signals.size()> oldActions{};

extern "C" void onSignal(int)
{
    if (received.fetch_add(1) > 0)
        ::_exit(ExitInterrupted);
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd.load(), &byte, 1);
    errno = before;
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // no descriptors left: Ctrl+C ends the program at once, as it does everywhere
    m_readEnd = ends[0];
    writeEnd = ends[1];
    received = 0;
    m_notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Interrupt::read);

    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < Signals.size(); ++i)
        ::sigaction(Signals[i], &action, &oldActions[i]);
}

Interrupt::~Interrupt()
{
    if (m_readEnd < 0)
        return;
    for (std::size_t i = 0; i < Signals.size(); ++i)
        ::sigaction(Signals[i], &oldActions[i], nullptr);
    m_notifier->setEnabled(false);
    ::close(writeEnd.exchange(-1));
    ::close(m_readEnd);
}

void Interrupt::read()
{
    std::array<char, 16> bytes{};
    while (::read(m_readEnd, bytes.data(), bytes.size()) > 0) {
    }
    Q_EMIT requested();
}

} // namespace lockkeeper::cli
