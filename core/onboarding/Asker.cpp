#include "onboarding/Asker.h"

#include "base/Time.h"
#include "http/Activity.h"
#include "http/Client.h"
#include "http/Origin.h"
#include "onboarding/AnswerCache.h"
#include "onboarding/Finding.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr int checkTries = 2;
constexpr qint64 largestCheckAnswer = 4LL * 1024 * 1024; // a large forum's site.json has one
constexpr int scarce = 10;                               // requests left in an hour
// That a limit is waited for is told by nobody; it is looked for.
constexpr std::chrono::milliseconds untilNextLook{50};

// An answer on its way; outlives whoever stopped waiting for it.
struct Box
{
    std::mutex mutex;
    std::condition_variable filled;
    std::optional<Result<http::Response>> answer;
};

void waitFor(Box &box, std::chrono::steady_clock::time_point until)
{
    std::unique_lock lock(box.mutex);
    box.filled.wait_until(lock, until, [&box] { return box.answer.has_value(); });
}

std::optional<Result<http::Response>> taken(Box &box)
{
    const std::scoped_lock lock(box.mutex);
    return std::move(box.answer);
}
} // namespace

Asker::Asker(http::Client &client, AnswerCache &cache, std::chrono::milliseconds patience,
             std::stop_token stop)
    : m_client(client)
    , m_cache(cache)
    , m_patience(patience)
    , m_deadline(Clock::now() + patience)
    , m_stop(std::move(stop))
{
}

Result<http::Response> Asker::ask(http::Request request)
{
    if (std::optional<Result<http::Response>> known = m_cache.fresh(request))
        return *std::move(known);
    const std::optional<http::Response> stored = m_cache.stored(request);
    if (stored)
        request.etag = stored->header("etag");
    const auto activity = std::make_shared<http::Activity>();
    request.activity = activity;
    request.maxBytes = std::min(request.maxBytes, largestCheckAnswer);
    request.tries = checkTries;

    std::stop_source given; // up: this request alone
    const std::stop_callback onStop(m_stop, [&given] { given.request_stop(); });
    const auto box = std::make_shared<Box>();
    m_client.send(request, given.get_token())
        .then(QtFuture::Launch::Sync, [box](const Result<http::Response> &answer) {
            const std::scoped_lock lock(box->mutex);
            box->answer = answer;
            box->filled.notify_all();
        });
    while (true) {
        waitFor(*box, std::min(m_deadline, Clock::now() + untilNextLook));
        if (std::optional<Result<http::Response>> answer = taken(*box)) {
            if (stored && *answer && (*answer)->notModified())
                answer = *stored;
            m_cache.put(request, *answer);
            return *std::move(answer);
        }
        const http::Wait wait = activity->wait();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline - Clock::now());
        const bool limited = wait.reason == http::WaitReason::Limit &&
                             QDateTime::currentDateTimeUtc().addMSecs(left.count()) < wait.until;
        if (!limited && left.count() > 0)
            continue;
        given.request_stop();
        if (!limited)
            return timeOver(request);
        m_freeAt = wait.until;
        return Error{.kind = ErrorKind::RateLimited,
                     .text =
                         Tr::tr("The limit of %1 is used up until %2.").arg(wait.host, clockTime(wait.until)),
                     .hint = Tr::tr("It can be checked again then."),
                     .url = {}};
    }
}

Error Asker::timeOver(const http::Request &request) const
{
    const int seconds = static_cast<int>((m_patience.count() + 999) / 1000);
    return {
        .kind = ErrorKind::Timeout,
        .text =
            Tr::tr("%1 did not answer within %n second(s).", nullptr, seconds).arg(http::hostOf(request.url)),
        .hint = Tr::tr("It may be slow or out of reach, or a sync may be asking it much. Check again later."),
        .url = {}};
}

bool Asker::isScarce(const QUrl &url) const
{
    const QString host = http::hostOf(url);
    const QList<http::Quota> quotas = m_client.quotas();
    return std::any_of(quotas.cbegin(), quotas.cend(), [&host](const http::Quota &quota) {
        return quota.host == host && quota.remaining < scarce &&
               quota.resetAt > QDateTime::currentDateTimeUtc();
    });
}

void Asker::leaveOpen(Finding &finding, const Error &error) const
{
    finding.verdict = Verdict::NotChecked;
    finding.text = Tr::tr("Not checked: %1").arg(error.text);
    finding.hint = error.kind == ErrorKind::Network
                       ? Tr::tr("Without a network it can be saved all the same, and checked later.")
                       : error.hint;
    finding.freeAt = m_freeAt;
    if (error.kind != ErrorKind::RateLimited || m_freeAt.isValid())
        return;
    // The client was not ready to wait, and says so in words only.
    const QString host = QUrl(error.url).host();
    for (const http::Quota &quota : m_client.quotas()) {
        if (quota.host == host && quota.remaining == 0)
            finding.freeAt = quota.resetAt;
    }
}

} // namespace lockkeeper::onboarding
