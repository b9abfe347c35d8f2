// What GitHub says of a pull request: GET /repos/{owner}/{repo}/pulls/{number}, and …/files, which lists what
// it changes, 100 a page and 3,000 at most (docs.github.com, REST, "Pulls").
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::sources::beps {

struct PullRequest
{
    bool open = false;
    QString head;       // commit
    QString repository; // owner/name of the head; empty where the fork was deleted
    QString branch;

    friend bool operator==(const PullRequest &, const PullRequest &) = default;
};

// Empty where the object is no pull request of that number; `problem` says why. Pure; any thread.
[[nodiscard]] std::optional<PullRequest> readPullRequest(const QJsonObject &object, qint64 number,
                                                         QString &problem);

// Of bids-standard/bids-specification.
[[nodiscard]] http::Request pullRequestRequest(const JobContext &context, qint64 number,
                                               const QString &below = {});

struct PullContent
{
    QString text; // every changed Markdown file of src/, each under a comment with its path; null without any
    QString problem; // why a file is missing in it; empty where none is
};

// Errors: those of the requests; a file that answers 404 is a problem, not an error.
[[nodiscard]] Result<PullContent> fetchContent(JobContext &context, qint64 number, const PullRequest &pull);

} // namespace lockkeeper::sources::beps
