// Small files that get their content at once or not at all, and are on the disk when the call returns. Errors
// of all: read_only, disk_full, internal; nothing is left behind then, and nothing has changed.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace lockkeeper::community {

// The new content beside the file, on the disk already, so that little is left that can go wrong. A file that
// is there keeps its mode, and a link stays one: what it leads to is replaced.
class PreparedFile final
{
public:
    [[nodiscard]] static Result<PreparedFile> write(const QString &path, const QByteArray &content);
    ~PreparedFile(); // takes it away again if it was not put in place
    PreparedFile(PreparedFile &&other) noexcept;
    PreparedFile(const PreparedFile &) = delete;
    PreparedFile &operator=(const PreparedFile &) = delete;

    [[nodiscard]] Result<void> putInPlace();

private:
    PreparedFile(QString target, QByteArray temporary);

    QString m_target;
    QByteArray m_temporary; // empty once it is in place
};

[[nodiscard]] Result<void> writeAtomically(const QString &path, const QByteArray &content);

// One level; one that is there already is fine.
[[nodiscard]] Result<void> makeFolder(const QString &path);

// A rename within one file system, to a name that is free.
[[nodiscard]] Result<void> moveAside(const QString &from, const QString &to);

} // namespace lockkeeper::community
