// How one job fares, written by its worker and read by anyone at any time.
#pragma once

#include "events/Recorder.h"
#include "store/Rows.h"

#include <QString>
#include <QStringList>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>

namespace lockkeeper::sources {

// What the worker is at; what it waits for within stands in http::Activity and store::LockCounters.
enum class Step { Preparing, Asking, Reading, Writing };

class Progress final
{
public:
    struct Total
    {
        qint64 items = 0;
        bool estimate = false; // rounded up to whole pages
    };

    Progress() = default;
    explicit Progress(const events::Pen &pen)
        : m_pen(pen)
    {
    }

    // By the worker. Reading is told as an event; what is waited for is told where it is waited for.
    void setStep(Step step);
    // The job is at nothing any more.
    void ended();
    [[nodiscard]] Step step() const { return m_step.load(std::memory_order_relaxed); }

    void add(const store::CommitCounts &counts);
    void addSkipped(
        const QString &reason); // an item that could not be read; the first reasons are kept as notices
    void addNotice(const QString &notice);
    void setTotal(Total total);

    [[nodiscard]] store::CommitCounts counts() const;
    [[nodiscard]] qint64 skipped() const { return m_skipped.load(std::memory_order_relaxed); }
    [[nodiscard]] qint64 done() const;
    [[nodiscard]] std::optional<Total> total() const;
    [[nodiscard]] QStringList notices() const;

private:
    events::Pen m_pen;
    std::int64_t m_readingSince = 0; // the worker's
    std::atomic<Step> m_step = Step::Preparing;
    std::atomic<qint64> m_added = 0;
    std::atomic<qint64> m_changed = 0;
    std::atomic<qint64> m_unchanged = 0;
    std::atomic<qint64> m_deleted = 0;
    std::atomic<qint64> m_skipped = 0;
    mutable std::mutex m_mutex;
    std::optional<Total> m_total;
    QStringList m_notices;
};

} // namespace lockkeeper::sources
