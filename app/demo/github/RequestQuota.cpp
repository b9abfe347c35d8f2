#include "demo/github/RequestQuota.h"

#include <algorithm>

namespace lockkeeper::demo {

RequestQuota::RequestQuota(QuotaLimits limits)
    : m_window(limits.window)
    , m_anonymous{.limit = limits.anonymous}
    , m_authorized{.limit = limits.authorized}
{
}

bool RequestQuota::take(bool authorized, qint64 now)
{
    Account &one = account(authorized);
    if (now >= one.resetAt) {
        one.used = 0;
        one.resetAt = now + m_window.count();
    }
    if (one.used >= one.limit)
        return false;
    ++one.used;
    return true;
}

void RequestQuota::giveBack(bool authorized)
{
    Account &one = account(authorized);
    one.used = std::max(0, one.used - 1);
}

void RequestQuota::describe(HttpAnswer &answer, bool authorized) const
{
    const Account &one = account(authorized);
    answer.set("x-ratelimit-limit", QByteArray::number(one.limit));
    answer.set("x-ratelimit-remaining", QByteArray::number(one.limit - one.used));
    answer.set("x-ratelimit-reset", QByteArray::number(one.resetAt));
    answer.set("x-ratelimit-used", QByteArray::number(one.used));
    answer.set("x-ratelimit-resource", "core");
}

} // namespace lockkeeper::demo
