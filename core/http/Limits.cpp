#include "http/Limits.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 maxWaitSeconds =
    366LL * 24 * 3600; // what is longer is nonsense, and must not overflow a clock
constexpr qsizetype maxMessageBody = 64 * 1024;

std::optional<qint64> number(const Headers &headers, const char *name)
{
    bool isNumber = false;
    const qint64 value = header(headers, name).toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

QDateTime remoteNow(const Headers &headers, const QDateTime &now)
{
    const QDateTime date = fromHttpDate(header(headers, "Date"));
    return date.isValid() ? date : now;
}

std::optional<milliseconds> positive(qint64 seconds)
{
    if (seconds <= 0)
        return std::nullopt;
    return std::chrono::seconds(std::min(seconds, maxWaitSeconds));
}

std::optional<milliseconds> retryAfter(const Headers &headers, const QDateTime &now)
{
    if (const auto seconds = number(headers, "Retry-After"))
        return positive(*seconds);
    const QDateTime date = fromHttpDate(header(headers, "Retry-After"));
    return date.isValid() ? positive(remoteNow(headers, now).secsTo(date)) : std::nullopt;
}

// GitHub gives the time of the reset, OpenAlex the seconds until then.
std::optional<milliseconds> untilReset(const Headers &headers, const QDateTime &now)
{
    const auto reset = number(headers, "x-ratelimit-reset");
    if (!reset)
        return std::nullopt;
    if (*reset <= maxWaitSeconds)
        return positive(*reset);
    return positive(*reset - remoteNow(headers, now).toSecsSinceEpoch());
}

bool saysLimit(const QByteArray &body)
{
    const QString message = messageIn(body).toLower();
    return message.contains("secondary rate limit"_L1) || message.contains("rate limit exceeded"_L1) ||
           message.contains("abuse"_L1);
}

} // namespace

LimitSigns limitSigns(int status, const Headers &headers, const QByteArray &body, const QDateTime &now)
{
    const auto remaining = number(headers, "x-ratelimit-remaining");
    LimitSigns signs;
    signs.usedUp = remaining == 0;
    signs.limited =
        status == 429 ||
        (status == 403 && (signs.usedUp || !header(headers, "Retry-After").isEmpty() || saysLimit(body)));

    if (signs.limited)
        signs.wait = retryAfter(headers, now);
    // With requests remaining, the reset time is that of another limit than the one met.
    if (!signs.wait && (signs.usedUp || (signs.limited && !remaining)))
        signs.wait = untilReset(headers, now);
    return signs;
}

std::optional<QuotaHeaders> quotaHeaders(const Headers &headers, const QDateTime &now)
{
    const auto limit = number(headers, "x-ratelimit-limit");
    const auto remaining = number(headers, "x-ratelimit-remaining");
    if (!limit || !remaining)
        return std::nullopt;

    constexpr qint64 most = 1'000'000'000;
    QuotaHeaders quota;
    quota.limit = static_cast<int>(std::min(*limit, most));
    quota.remaining = static_cast<int>(std::min(*remaining, most));
    if (const auto wait = untilReset(headers, now))
        quota.resetAt = now.toUTC().addMSecs(wait->count());
    return quota;
}

QDateTime fromHttpDate(const QByteArray &text)
{
    // The day's name says nothing that the date doesn't.
    const qsizetype comma = text.indexOf(", ");
    if (comma < 0)
        return {};
    QDateTime time =
        QLocale::c().toDateTime(QString::fromLatin1(text.mid(comma + 2)), u"dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (time.isValid())
        time.setTimeSpec(Qt::UTC);
    return time;
}

QString messageIn(const QByteArray &body)
{
    if (body.size() > maxMessageBody)
        return {};
    return QJsonDocument::fromJson(body).object().value("message"_L1).toString();
}

} // namespace lockkeeper::http
