// A file of a repository's branch from raw.githubusercontent.com.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QString>

namespace lockkeeper::sources::beps {

// Not compressed: Qt 6.4 does not notice where a compressed answer was cut short, and text has no end of its
// own.
[[nodiscard]] http::Request rawFileRequest(const JobContext &context, const QString &repository,
                                           const QString &branch, const QString &path);

// Errors (bad_answer): a page instead of a file, or a compressed one.
[[nodiscard]] Result<QByteArray> rawFile(const http::Response &response);

// The client has compared it with its Content-Length.
[[nodiscard]] bool isKnownToBeWhole(const http::Response &response);

[[nodiscard]] Error badFile(const http::Response &response, const QString &what);

} // namespace lockkeeper::sources::beps
