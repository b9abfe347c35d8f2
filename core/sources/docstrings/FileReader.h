// A source file's docstrings as rows.
#pragma once

#include "sources/docstrings/SourceTree.h"
#include "store/Rows.h"

#include <QString>

#include <optional>
#include <vector>

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
};

// Any thread.
[[nodiscard]] FileSymbols readFile(const SourceFile &file, const Origin &origin);

} // namespace lockkeeper::sources::docstrings
