#include "onboarding/Estimate.h"

#include "base/Format.h"
#include "base/Time.h"
#include "onboarding/EstimateParts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr double secondsPerAnswer = 0.3; // a usual one; a remote's requests follow one another

struct HostLoad
{
    QString endpoint;
    qint64 requests = 0;
    qint64 longest = 0; // of one remote
};

// By host, or by endpoint where all of its remotes share one.
QMap<QString, HostLoad> loadsOf(const QList<Share> &shares)
{
    QMap<QString, HostLoad> loads;
    for (const Share &share : shares) {
        HostLoad &load = loads[share.host.isEmpty() ? share.endpoint : share.host];
        load.endpoint = share.endpoint;
        load.requests += share.line.requests;
        load.longest = std::max(load.longest, share.line.requests);
    }
    return loads;
}

LimitLine limitLine(const HostTerms &terms, qint64 requests)
{
    LimitLine line{.host = terms.host, .text = {}, .isExceeded = requests > terms.remaining, .hint = {}};
    const QString limit = formatNumber(terms.hourly);
    line.text = terms.withKey
                    ? Tr::tr("%1 allows %2 requests an hour with your token").arg(terms.host, limit)
                    : Tr::tr("%1 allows %2 requests an hour without a token").arg(terms.host, limit);
    line.text +=
        terms.resetAt.isValid()
            ? Tr::tr("; %1 are left until %2.").arg(formatNumber(terms.remaining), clockTime(terms.resetAt))
            : u"."_s;
    if (!line.isExceeded)
        return line;
    line.text += u' ' + Tr::tr("This sync needs about %1.").arg(formatNumber(requests));
    line.hint = terms.withKey
                    ? Tr::tr("It stops there, and the next sync goes on.")
                    : Tr::tr("With a token in the settings it is 5,000 an hour. Without one the sync "
                             "stops there, and the next one goes on.");
    return line;
}

QString lengthOf(double seconds)
{
    if (seconds < 60)
        return Tr::tr("less than a minute");
    if (seconds < 100 * 60)
        return Tr::tr("%Ln minute(s)", nullptr, static_cast<int>((seconds + 59) / 60));
    return Tr::tr("%Ln hour(s)", nullptr, static_cast<int>((seconds + 3599) / 3600));
}
} // namespace

Estimate estimate(const community::Community &community, const Findings &findings, const Terms &terms,
                  const QDateTime &now)
{
    Estimate sum;
    sum.isWhole = true;
    const QList<Share> shares = sharesOf(community, findings);
    for (const Share &share : shares) {
        sum.requests += share.line.requests;
        sum.isWhole = sum.isWhole && share.line.isKnown;
        sum.lines.append(share.line);
    }
    const QMap<QString, HostLoad> loads = loadsOf(shares);
    for (const HostLoad &load : loads) {
        const HostTerms host = terms.value(load.endpoint);
        const double paced = static_cast<double>(load.requests) / std::max(0.001, host.perSecond);
        const double answered = static_cast<double>(load.longest) * secondsPerAnswer;
        sum.seconds =
            std::max(sum.seconds, std::max(paced, answered) + limitSeconds(host, load.requests, now));
        if (host.hourly > 0)
            sum.limits.append(limitLine(host, load.requests));
    }
    if (shares.isEmpty()) {
        sum.text = Tr::tr("Nothing to sync yet.");
        return sum;
    }
    const QString figures = Tr::tr("%1, %2").arg(
        Tr::tr("%Ln request(s)", nullptr, static_cast<int>(std::min<qint64>(sum.requests, 1'000'000'000))),
        lengthOf(sum.seconds));
    sum.text = sum.isWhole ? Tr::tr("About %1.").arg(figures)
                           : Tr::tr("At least %1: not everything could be checked.").arg(figures);
    return sum;
}

} // namespace lockkeeper::onboarding
