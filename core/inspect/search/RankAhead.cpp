#include "inspect/search/RankAhead.h"

#include "store/Reading.h"

#include <memory>
#include <utility>

namespace lockkeeper::inspect {

RankAhead::RankAhead(const Place &place, const QList<TableInFile> &tables, const SearchQuestion &question,
                     const std::stop_token &stop)
    : m_claimed(std::size_t(tables.size()))
    , m_rows(std::size_t(tables.size()))
    , m_stopped(stop, [this] { m_source.request_stop(); })
    , m_thread([this, &place, &tables, &question] { run(place, tables, question); })
{
}

RankAhead::~RankAhead()
{
    m_source.request_stop();
}

void RankAhead::run(const Place &place, const QList<TableInFile> &tables, const SearchQuestion &question)
{
    const Result<std::unique_ptr<store::Reading>> reading =
        store::Reading::open(place.database, m_token, question.busyTimeout);
    if (!reading) // the caller finds out what ails it
        return;
    for (qsizetype table = tables.size() - 1; table >= 0 && !m_token.stop_requested(); --table) {
        const auto at = std::size_t(table);
        if (!tables.at(table).fullText || m_claimed[at].test_and_set())
            continue;
        Result<QList<RankedRow>> rows = store::askedAgainIfTouched(
            **reading, [&] { return rankedRows(**reading, tables.at(table), question); });
        const std::lock_guard lock(m_mutex);
        m_rows[at] = std::move(rows);
        m_ranked.notify_one();
    }
}

std::optional<Result<QList<RankedRow>>> RankAhead::take(qsizetype table)
{
    const auto at = std::size_t(table);
    if (!m_claimed[at].test_and_set())
        return std::nullopt;
    std::unique_lock lock(m_mutex);
    m_ranked.wait(lock, [&] { return m_rows[at].has_value(); });
    return std::move(m_rows[at]);
}

} // namespace lockkeeper::inspect
