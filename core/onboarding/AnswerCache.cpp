#include "onboarding/AnswerCache.h"

#include <algorithm>

namespace lockkeeper::onboarding {

namespace {
constexpr qsizetype mostAnswers = 256;
constexpr qint64 mostBytes = 16LL * 1024 * 1024;
constexpr std::chrono::seconds goneIsKept{30}; // somebody may be making what is missing
} // namespace

QByteArray AnswerCache::keyOf(const http::Request &request)
{
    return request.method + ' ' + request.url.toEncoded() + '\n' + request.body;
}

std::optional<Result<http::Response>> AnswerCache::fresh(const http::Request &request) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.constFind(keyOf(request));
    if (entry == m_entries.cend())
        return {};
    const std::chrono::seconds kept = entry->answer ? m_kept : std::min(m_kept, goneIsKept);
    if (Clock::now() - entry->at >= kept)
        return {};
    return entry->answer;
}

std::optional<http::Response> AnswerCache::stored(const http::Request &request) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.constFind(keyOf(request));
    if (entry == m_entries.cend() || !entry->answer || entry->answer->header("etag").isEmpty())
        return {};
    return *entry->answer;
}

void AnswerCache::put(const http::Request &request, const Result<http::Response> &answer)
{
    // An error that may be over in a moment is not kept.
    if (!answer && answer.error().kind != ErrorKind::Gone)
        return;
    const std::scoped_lock lock(m_mutex);
    const QByteArray key = keyOf(request);
    const qint64 bytes = key.size() + (answer ? answer->body.size() : 0);
    if (const auto known = m_entries.constFind(key); known != m_entries.cend())
        m_bytes -= known->bytes;
    m_entries.insert(key, {answer, Clock::now(), bytes});
    m_bytes += bytes;
    makeRoom();
}

void AnswerCache::makeRoom()
{
    while (m_entries.size() > 1 && (m_entries.size() > mostAnswers || m_bytes > mostBytes)) {
        const auto oldest = std::min_element(m_entries.cbegin(), m_entries.cend(),
                                             [](const Entry &a, const Entry &b) { return a.at < b.at; });
        m_bytes -= oldest->bytes;
        m_entries.erase(oldest);
    }
}

void AnswerCache::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_entries.clear();
    m_bytes = 0;
}

} // namespace lockkeeper::onboarding
