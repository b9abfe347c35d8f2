// The answers of the last minutes, by request: several checks ask the same, and whoever goes back a page asks
// again. Bounded in number and bytes. Any thread.
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <mutex>
#include <optional>

namespace lockkeeper::onboarding {

class AnswerCache final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit AnswerCache(std::chrono::seconds kept)
        : m_kept(kept)
    {
    }

    // An answer that is young enough to stand for a new one; that something does not exist, too, for a while.
    [[nodiscard]] std::optional<Result<http::Response>> fresh(const http::Request &request) const;
    // The last answer, however old, if it can be asked for conditionally: it has an ETag.
    [[nodiscard]] std::optional<http::Response> stored(const http::Request &request) const;
    void put(const http::Request &request, const Result<http::Response> &answer);
    void clear();

private:
    struct Entry
    {
        Result<http::Response> answer;
        Clock::time_point at;
        qint64 bytes = 0;
    };
    [[nodiscard]] static QByteArray keyOf(const http::Request &request);
    void makeRoom();

    std::chrono::seconds m_kept;
    mutable std::mutex m_mutex;
    QHash<QByteArray, Entry> m_entries;
    qint64 m_bytes = 0;
};

} // namespace lockkeeper::onboarding
