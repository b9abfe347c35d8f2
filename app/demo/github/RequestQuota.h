// How many requests an hour the embedded GitHub allows, and the headers that tell how many are left.
// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
#pragma once

#include "demo/HttpServer.h"

#include <chrono>

namespace lockkeeper::demo {

// GitHub's own figure without a token is 60. Here nobody meets a limit unless a test asks for one.
struct QuotaLimits
{
    int anonymous = 5000;
    int authorized = 5000;
    std::chrono::seconds window{3600};
};

class RequestQuota final
{
public:
    explicit RequestQuota(QuotaLimits limits = {});

    // Counts a request at `now` (epoch seconds). False: the quota is used up until resetAt().
    [[nodiscard]] bool take(bool authorized, qint64 now);
    void giveBack(bool authorized); // a 304 costs nothing with a token

    void describe(HttpAnswer &answer, bool authorized) const;

private:
    struct Account
    {
        int limit = 0;
        int used = 0;
        qint64 resetAt = 0;
    };
    [[nodiscard]] Account &account(bool authorized) { return authorized ? m_authorized : m_anonymous; }
    [[nodiscard]] const Account &account(bool authorized) const
    {
        return authorized ? m_authorized : m_anonymous;
    }

    std::chrono::seconds m_window;
    Account m_anonymous;
    Account m_authorized;
};

} // namespace lockkeeper::demo
