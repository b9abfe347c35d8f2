#include "events/Recorder.h"

#include <algorithm>
#include <utility>

namespace lockkeeper::events {

void Ring::write(const Event &event) noexcept
{
    const std::uint64_t written = m_written.load(std::memory_order_relaxed);
    if (written - m_readSeen >= capacity) { // the reader's counter is asked for only when it might matter
        m_readSeen = m_read.load(std::memory_order_acquire);
        if (written - m_readSeen >= capacity) {
            m_lost.fetch_add(1, std::memory_order_relaxed);
            return;
        }
    }
    m_events[written % capacity] = event;
    m_written.store(written + 1, std::memory_order_release);
}

void Ring::drain(std::vector<Event> &into)
{
    const std::uint64_t written = m_written.load(std::memory_order_acquire);
    std::uint64_t read = m_read.load(std::memory_order_relaxed);
    for (; read != written; ++read)
        into.push_back(m_events[read % capacity]);
    m_read.store(read, std::memory_order_release);
}

bool Ring::empty() const
{
    return m_read.load(std::memory_order_acquire) == m_written.load(std::memory_order_acquire);
}

namespace {
// A ring and whether a thread writes to it. Shared by the recorder and the thread: whoever ends last frees
// it.
struct Slot
{
    Ring ring;
    std::atomic<bool> taken = true;
};

// What the last write of this thread went to. Apart from the list and without a destructor, so that a write
// costs no more than a comparison.
struct Latest
{
    std::uint64_t recorder = 0;
    Ring *ring = nullptr;
};
thread_local constinit Latest latest;
thread_local constinit bool threadEnds = false;

// The rings of this thread, by recorder; given back when it ends.
class Own final
{
public:
    Own() = default;
    Own(const Own &) = delete;
    Own &operator=(const Own &) = delete;
    ~Own()
    {
        latest = {};
        threadEnds = true;
        for (const auto &[recorder, slot] : m_slots)
            slot->taken.store(false, std::memory_order_release);
    }

    [[nodiscard]] Slot *find(std::uint64_t recorder) const
    {
        const auto found =
            std::ranges::find(m_slots, recorder, &std::pair<std::uint64_t, std::shared_ptr<Slot>>::first);
        return found == m_slots.end() ? nullptr : found->second.get();
    }
    void insert(std::uint64_t recorder, std::shared_ptr<Slot> slot)
    {
        // Those of recorders that are gone: a thread may outlive many.
        std::erase_if(m_slots, [](const auto &one) { return one.second.use_count() == 1; });
        m_slots.emplace_back(recorder, std::move(slot));
    }

private:
    std::vector<std::pair<std::uint64_t, std::shared_ptr<Slot>>> m_slots;
};

Own &own()
{
    thread_local Own slots;
    return slots;
}

std::uint64_t nextNumber()
{
    static std::atomic<std::uint64_t> number = 0;
    return ++number;
}
} // namespace

class Recorder::Private
{
public:
    Ring *ringOfThisThread();

    const std::uint64_t number = nextNumber(); // never used again, unlike an address
    std::atomic<std::uint64_t> unwritable = 0;
    mutable std::mutex mutex; // of what follows
    std::vector<std::shared_ptr<Slot>> slots;
};

// Null where there is none to be had: the thread is ending, or memory.
Ring *Recorder::Private::ringOfThisThread()
{
    if (threadEnds)
        return nullptr;
    Slot *slot = own().find(number);
    if (slot == nullptr) {
        const std::scoped_lock lock(mutex);
        // One of a thread that has ended goes on where it stopped; what is in it is still read.
        const auto free = std::ranges::find_if(slots, [](const std::shared_ptr<Slot> &one) {
            return !one->taken.load(std::memory_order_acquire);
        });
        std::shared_ptr<Slot> mine = free == slots.end() ? std::make_shared<Slot>() : *free;
        if (free == slots.end())
            slots.push_back(mine);
        mine->taken.store(true, std::memory_order_relaxed);
        slot = mine.get();
        own().insert(number, std::move(mine));
    }
    latest = {.recorder = number, .ring = &slot->ring};
    return &slot->ring;
}

Recorder::Recorder()
    : d(std::make_unique<Private>())
{
}

Recorder::~Recorder() = default;

void Recorder::write(const Event &event) noexcept
{
    Ring *ring = latest.ring;
    if (latest.recorder != d->number) {
        try {
            ring = d->ringOfThisThread();
        } catch (...) { // no memory: an event is not worth a job
            ring = nullptr;
        }
        if (ring == nullptr) {
            d->unwritable.fetch_add(1, std::memory_order_relaxed);
            return;
        }
    }
    ring->write(event);
}

void Recorder::drain(std::vector<Event> &into)
{
    const auto before = static_cast<std::ptrdiff_t>(into.size());
    {
        const std::scoped_lock lock(d->mutex);
        for (const std::shared_ptr<Slot> &slot : d->slots)
            slot->ring.drain(into);
    }
    std::stable_sort(into.begin() + before, into.end(),
                     [](const Event &a, const Event &b) { return a.at < b.at; });
}

std::uint64_t Recorder::lost() const
{
    std::uint64_t sum = d->unwritable.load(std::memory_order_relaxed);
    const std::scoped_lock lock(d->mutex);
    for (const std::shared_ptr<Slot> &slot : d->slots)
        sum += slot->ring.lost();
    return sum;
}

std::size_t Recorder::rings() const
{
    const std::scoped_lock lock(d->mutex);
    return d->slots.size();
}

} // namespace lockkeeper::events
