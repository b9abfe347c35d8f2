#include "sources/Progress.h"

#include <QCoreApplication>

namespace lockkeeper::sources {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources)
};

constexpr qsizetype keptNotices = 20; // a listing that is wrong throughout must not fill the memory

void addTo(std::atomic<qint64> &sum, qint64 value)
{
    sum.fetch_add(value, std::memory_order_relaxed);
}
} // namespace

void Progress::setStep(Step step)
{
    const Step before = m_step.exchange(step, std::memory_order_relaxed);
    if (before == step || m_pen.recorder == nullptr)
        return;
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    if (before == Step::Reading) {
        m_pen.write({.at = now,
                     .duration = now - m_readingSince,
                     .kind = events::Kind::Ended,
                     .activity = events::Activity::Reading});
    }
    if (step == Step::Reading) {
        m_readingSince = now;
        m_pen.write({.at = now, .kind = events::Kind::Began, .activity = events::Activity::Reading});
    }
}

void Progress::ended()
{
    setStep(Step::Preparing);
    m_pen.write({.at = events::nanoseconds(events::Clock::now()),
                 .kind = events::Kind::Began,
                 .activity = events::Activity::Idle});
}

void Progress::add(const store::CommitCounts &counts)
{
    addTo(m_added, counts.added);
    addTo(m_changed, counts.changed);
    addTo(m_unchanged, counts.unchanged);
    addTo(m_deleted, counts.deleted);
}

void Progress::addSkipped(const QString &reason)
{
    addTo(m_skipped, 1);
    addNotice(Tr::tr("Skipped: %1").arg(reason));
}

void Progress::addNotice(const QString &notice)
{
    const std::scoped_lock lock(m_mutex);
    if (m_notices.size() < keptNotices && !m_notices.contains(notice))
        m_notices.append(notice);
}

void Progress::setTotal(Total total)
{
    const std::scoped_lock lock(m_mutex);
    m_total = total;
}

store::CommitCounts Progress::counts() const
{
    return {.added = m_added, .changed = m_changed, .unchanged = m_unchanged, .deleted = m_deleted};
}

qint64 Progress::done() const
{
    const store::CommitCounts c = counts();
    return c.added + c.changed + c.unchanged + c.deleted + skipped();
}

std::optional<Progress::Total> Progress::total() const
{
    const std::scoped_lock lock(m_mutex);
    return m_total;
}

QStringList Progress::notices() const
{
    const std::scoped_lock lock(m_mutex);
    return m_notices;
}

} // namespace lockkeeper::sources
