// Writes pieces of a file on a thread of its own, in the order in which they come, while the next ones are
// made. Plain C++ over SQLite's own file; one thread adds.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lockkeeper::store {

struct Piece
{
    std::vector<char> bytes;
    long long begins = 0; // where in the file
};

class PieceWriter final
{
public:
    // SQLite's result code; on the writer's thread. Everything after the first failure is passed over.
    using Write = std::function<int(const Piece &)>;

    explicit PieceWriter(Write write);
    ~PieceWriter(); // what was added is written

    // The piece to be filled next, empty or filled in part.
    [[nodiscard]] Piece &next() { return m_ring[m_added % m_ring.size()]; }
    // Hands it on; waits while all others are still to be written. The first failure's code, if there was
    // one.
    [[nodiscard]] int add();
    // Waits until everything is written. The same.
    [[nodiscard]] int drain();

private:
    // A thread that sleeps is woken for several pieces at once: waking it takes as long as writing one.
    static constexpr std::size_t few = 4;

    void work();
    [[nodiscard]] int failure() const; // under the mutex

    Write m_write;
    std::array<Piece, 16> m_ring;
    std::mutex m_mutex;
    std::condition_variable m_toWrite; // enough for the writer to begin
    std::condition_variable m_written; // enough for the one who adds to go on
    std::size_t m_added = 0;           // changed by the one who adds, under the mutex
    std::size_t m_done = 0;
    bool m_draining = false; // what is there is to be written, however little
    bool m_ending = false;
    int m_failure = 0;
    int m_errno = 0;      // of the failure
    std::thread m_thread; // the last to be made: it uses all of the others
};

} // namespace lockkeeper::store
