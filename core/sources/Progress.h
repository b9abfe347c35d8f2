// How one job fares, written by its worker and read by anyone at any time.
#pragma once

#include "store/Rows.h"

#include <QString>
#include <QStringList>

#include <atomic>
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

    void setStep(Step step) { m_step.store(step, std::memory_order_relaxed); }
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
