// Names of files and branches, as they may become part of a request's path. Pure; any thread.
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>

namespace lockkeeper::sources::beps {

// A name that could climb out of the repository is none that git knows.
[[nodiscard]] inline bool isPlainPath(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return std::none_of(parts.cbegin(), parts.cend(), [](const QString &part) {
        return part.isEmpty() || part == QLatin1StringView(".") || part == QLatin1StringView("..");
    });
}

} // namespace lockkeeper::sources::beps
