// Small files that get their content at once or not at all, and are on the disk when the call returns. Errors
// of all: read_only, disk_full, internal; nothing is left behind then, and nothing has changed.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace lockkeeper::community {

// A file that is there keeps its mode, and a link stays one: what it leads to is replaced.
[[nodiscard]] Result<void> writeAtomically(const QString &path, const QByteArray &content);

// One level; one that is there already is fine.
[[nodiscard]] Result<void> makeFolder(const QString &path);

// A rename within one file system, to a name that is free.
[[nodiscard]] Result<void> moveAside(const QString &from, const QString &to);

} // namespace lockkeeper::community
