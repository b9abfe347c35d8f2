// What GitHub says of the pull requests of bids-standard/bids-specification: those that are open, all at once
// (GET /repos/{owner}/{repo}/pulls?state=open), or a single one (…/pulls/{number}). docs.github.com, REST,
// "Pulls".
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::sources::beps {

struct PullRequest
{
    bool open = false;
    QString head;       // commit
    QString repository; // owner/name of the head; empty where the fork was deleted
    QString branch;

    // Tells apart what would be stored of it.
    [[nodiscard]] QString version() const { return repository.isEmpty() ? u'-' + head : head; }
    friend bool operator==(const PullRequest &, const PullRequest &) = default;
};

// Empty where the object is no pull request of that number; `problem` says why. Pure; any thread.
[[nodiscard]] std::optional<PullRequest> readPullRequest(const QJsonObject &object, qint64 number,
                                                         QString &problem);

[[nodiscard]] http::Request pullsRequest(const JobContext &context, const QString &below = {});

struct OpenPulls
{
    bool offered = true;    // false: there is no such listing (404), each has to be asked about
    bool unchanged = false; // every page answered 304; `pulls` is empty then
    QHash<qint64, PullRequest> pulls;
    QList<QByteArray> etags; // of its pages; empty where one has none
};

// `etags`: of the pages when they were last read. The listing is newest first, so that whatever changes in it
// changes a page that was there. What shifts from page to page meanwhile may be missing.
[[nodiscard]] Result<OpenPulls> fetchOpenPulls(JobContext &context, const QList<QByteArray> &etags);

// One pull request, asked for by its number.
struct AskedPull
{
    std::optional<PullRequest> pull;
    QByteArray etag;
    bool unchanged = false; // 304
    bool gone = false;      // 404, 410: there is none of that number
    QString problem;        // why there is no pull
};
[[nodiscard]] Result<AskedPull> askAboutPull(JobContext &context, qint64 number, const QByteArray &etag);

} // namespace lockkeeper::sources::beps
