// A second thread that ranks a database's tables from the last one on, on a connection of its own, while the
// caller goes through them from the first. Within core/inspect.
#pragma once

#include "inspect/search/TableSearch.h"

#include <QList>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace lockkeeper::inspect {

class RankAhead final
{
public:
    // All outlive it.
    RankAhead(const Place &place, const QList<TableInFile> &tables, const SearchQuestion &question,
              const std::stop_token &stop);
    ~RankAhead(); // stops what it is at, and waits for that
    RankAhead(const RankAhead &) = delete;
    RankAhead &operator=(const RankAhead &) = delete;

    // What the other thread has made of the table at that place, waited for; nothing where the caller has to
    // rank it, which nobody else will do then.
    [[nodiscard]] std::optional<Result<QList<RankedRow>>> take(qsizetype table);

private:
    void run(const Place &place, const QList<TableInFile> &tables, const SearchQuestion &question);

    std::vector<std::atomic_flag> m_claimed; // by either thread
    std::mutex m_mutex;
    std::condition_variable m_ranked;
    std::vector<std::optional<Result<QList<RankedRow>>>> m_rows; // by table
    std::stop_source m_source;
    std::stop_token m_token = m_source.get_token(); // outlives the connection that is given it
    std::stop_callback<std::function<void()>> m_stopped;
    std::jthread m_thread; // ends first
};

} // namespace lockkeeper::inspect
