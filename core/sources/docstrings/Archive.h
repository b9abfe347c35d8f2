// A repository's archive (.tar.gz) as files. What it says is not trusted: nothing is written to a disk, and
// counts and sizes have bounds.
#pragma once

#include "base/Result.h"
#include "sources/docstrings/SourceTree.h"

#include <QStringList>

#include <stop_token>

namespace lockkeeper::sources::docstrings {

struct ArchiveLimits
{
    qint64 entries = 1'000'000;                  // folders and links, too
    qint64 files = 200'000;                      // of the languages
    qint64 bytes = 512LL * 1024 * 1024;          // of those files together
    qint64 unpacked = 64LL * 1024 * 1024 * 1024; // of all entries together, as they say themselves
};

// The files of `languages`, their paths without the archive's top folder. Links are passed over; a file that
// is too large, or whose name leads out of the repository, is named in `skipped`. Errors: bad_answer (no such
// archive, it breaks off, a limit is passed), cancelled.
[[nodiscard]] Result<SourceTree> readArchive(const QByteArray &archive, const QStringList &languages,
                                             const std::stop_token &stop, const ArchiveLimits &limits = {});

} // namespace lockkeeper::sources::docstrings
