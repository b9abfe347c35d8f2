// A source file's docstrings as rows.
#pragma once

#include "base/Result.h"
#include "sources/docstrings/SourceTree.h"
#include "store/Rows.h"

#include <QString>

#include <chrono>
#include <optional>
#include <stop_token>
#include <vector>

class QThreadPool;

namespace lockkeeper::sources::docstrings {

[[nodiscard]] bool isKnownLanguage(const QString &language); // "matlab", "python"
[[nodiscard]] QString languageOf(const QString &path);       // by its ending; empty for others

// Where a file comes from.
struct Origin
{
    QString repository; // owner/name
    QString branch;
    QString language;
};

struct FileSymbols
{
    QString path;
    std::vector<store::Docstring> rows;
    std::optional<store::SkippedItem> skipped; // it, or a part of it, could not be read
    bool complete = true;                      // false: there may be more symbols in it than were found
    bool outOfTime = false;                    // it took longer than `patience`: another time it may be read
};

// Any thread.
[[nodiscard]] FileSymbols readFile(const SourceFile &file, const Origin &origin,
                                   std::chrono::microseconds patience);

// All of them, in their order, side by side on the pool's threads, while the calling thread waits. It must be
// none of the pool's; several callers may share one pool. Errors: cancelled.
[[nodiscard]] Result<std::vector<FileSymbols>> readFiles(const std::vector<SourceFile> &files,
                                                         const Origin &origin,
                                                         std::chrono::microseconds patience,
                                                         QThreadPool &pool, const std::stop_token &stop);

} // namespace lockkeeper::sources::docstrings
