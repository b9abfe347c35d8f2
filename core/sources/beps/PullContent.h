// The text of a proposal: the Markdown files of src/ that its pull request changes (GET
// …/pulls/{number}/files, 100 a page and 3,000 at most; docs.github.com, REST, "List pull requests files"),
// from the head's branch.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"
#include "sources/beps/PullRequest.h"

#include <QString>

namespace lockkeeper::sources::beps {

inline constexpr qsizetype mostContent = 2 * 1024 * 1024; // UTF-16 units of one proposal

struct PullContent
{
    QString text;    // each file whole, under a comment with its path; null where there is none
    QString problem; // why one is missing that should be there; empty where none is
    QString notice;  // why some are left out for good; empty where none are
};

// Errors: those that would meet every other request as well (network, a limit, a refused token, cancelled). A
// file that is not there or not a file is a problem.
[[nodiscard]] Result<PullContent> fetchContent(JobContext &context, qint64 number, const PullRequest &pull);

} // namespace lockkeeper::sources::beps
