// Which files this process has open, by /proc: none where there is no such thing.
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QString>
#include <QStringList>

namespace lockkeeper::tests {

// Of those whose path begins so.
inline QStringList openFiles(const QString &path)
{
    QStringList found;
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    for (const QFileInfo &file : descriptors.entryInfoList(QDir::Files | QDir::System)) {
        if (file.symLinkTarget().startsWith(path))
            found.append(file.symLinkTarget());
    }
    return found;
}

} // namespace lockkeeper::tests
