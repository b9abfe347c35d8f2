// What an answer says of the remote's limits: GitHub's "Rate limits for the REST API" (x-ratelimit-*,
// retry-after, secondary limits) and RFC 9110's Retry-After, as the other services use it. Pure functions;
// any thread.
#pragma once

#include "http/Message.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace lockkeeper::http {

struct LimitSigns
{
    bool limited = false;                          // this answer is a refusal because of a limit
    bool usedUp = false;                           // no further request before `wait` has passed
    std::optional<std::chrono::milliseconds> wait; // as the remote states it; it may not
};

// The state of a quota as x-ratelimit-* states it.
struct QuotaHeaders
{
    int limit = 0;
    int remaining = 0;
    QDateTime resetAt; // UTC, by our clock
};

// Waits are told by the remote's clock (its Date header), so that a wrong clock here neither hurries nor
// dawdles.
[[nodiscard]] LimitSigns limitSigns(int status, const Headers &headers, const QByteArray &body,
                                    const QDateTime &now);
[[nodiscard]] std::optional<QuotaHeaders> quotaHeaders(const Headers &headers, const QDateTime &now);

// "Sun, 06 Nov 1994 08:49:37 GMT" in UTC; invalid for anything else.
[[nodiscard]] QDateTime fromHttpDate(const QByteArray &text);

// The member `message` of a JSON object, as GitHub and others explain a refusal; empty if there is none.
[[nodiscard]] QString messageIn(const QByteArray &body);

} // namespace lockkeeper::http
