// What a community's first sync will cost, from what the checks found: requests and time, each source a line.
// A rough figure said as one: what was not checked is not in it, and the lines say so. Plain values.
#pragma once

#include "community/Community.h"
#include "onboarding/Findings.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

namespace lockkeeper::onboarding {

// How fast one host may be asked.
struct HostTerms
{
    QString host;
    double perSecond = 1;
    int hourly = 0;    // 0: no limit an hour is known
    int remaining = 0; // of it, now
    QDateTime resetAt; // UTC; invalid where nobody said yet
    bool withKey = false;
};

// By endpoint ("github", "openalex", …). Checks::terms() makes them from the client as it is.
using Terms = QMap<QString, HostTerms>;

struct EstimateLine
{
    QString source; // "github": a source's kind
    QString what;   // the remote: "mne-tools/mne-python"
    qint64 requests = 0;
    bool isKnown = false; // false: not checked, so that only the least is counted
    QString text;         // "About 124 requests for 12,345 issues and pull requests."
};

struct LimitLine
{
    QString host;
    QString text; // "api.github.com allows 60 requests an hour without a token; 41 are left until 14:05."
    bool isExceeded = false; // by this sync, which therefore waits
    QString hint;            // "With a token it is 5,000 an hour."
};

struct Estimate
{
    QList<EstimateLine> lines; // in the order of the configuration
    QList<LimitLine> limits;   // of the hosts that are asked
    qint64 requests = 0;
    double seconds = 0;   // of waiting for paces and limits, the slowest host's; at least
    bool isWhole = false; // every line is known
    QString text;         // "About 1,300 requests, 4 minutes."
};

// Pure; any thread. `now` is for the limits that are told by a time.
[[nodiscard]] Estimate estimate(const community::Community &community, const Findings &findings,
                                const Terms &terms, const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace lockkeeper::onboarding
