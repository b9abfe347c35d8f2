// Where a file lies, as far as WAL depends on it: its -shm is memory that every process at the database
// shares, which only a local file system gives (sqlite.org/wal.html).
#pragma once

#include <QString>

#include <optional>

namespace lockkeeper::migration {

// The name of a kind of file system that doesn't share memory between machines or mounts ("NFS", "SMB", …),
// by the number that statfs() gives (linux/magic.h). Nothing for a local one. Pure.
[[nodiscard]] std::optional<QString> remoteFileSystem(quint32 type);

// Of the file system that `path` is on. Blocking: may wait for a server.
[[nodiscard]] std::optional<QString> remoteFileSystemAt(const QString &path);

} // namespace lockkeeper::migration
