// A file of a repository from raw.githubusercontent.com, whole for certain or not at all.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QDateTime>
#include <QString>

namespace lockkeeper::sources::beps {

struct RawPlace
{
    QString repository; // owner/name
    QString revision;   // branch or commit
    QString path;
};

struct RawFile
{
    http::Response response; // for what its headers say, and for an error that names it
    QByteArray bytes;        // empty where response.notModified()
};

// Text has no end of its own, and Qt 6.4 does not notice where an answer that is compressed or chunked was
// cut short. So it is asked for uncompressed, and the client compares it with its Content-Length; an answer
// without one must equal either the git object `blob` (its id, 40 hex digits; empty: unknown) or a second
// answer. Errors: those of the request; bad_answer for a page instead of a file, a compressed one, or one
// that is not the same twice.
[[nodiscard]] Result<RawFile> fetchRawFile(JobContext &context, const RawPlace &place,
                                           const QByteArray &etag = {}, const QString &blob = {});

// The id that git gives a file with these bytes (git-hash-object): SHA-1 in hex digits.
[[nodiscard]] QString blobId(const QByteArray &bytes);

} // namespace lockkeeper::sources::beps
