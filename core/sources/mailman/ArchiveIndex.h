// The page an archive begins with: its periods and where each one's mbox file is. Pure; any thread.
#pragma once

#include "sources/mailman/Period.h"

#include <QUrl>

namespace lockkeeper::sources::mailman {

struct ArchiveIndex
{
    QList<Period> periods; // oldest first
    bool isEmpty = false;  // the page says that nobody has posted yet
};

// `page` is where it was found: links count that lead below its folder.
[[nodiscard]] ArchiveIndex readIndex(const QString &html, const QUrl &page);

} // namespace lockkeeper::sources::mailman
