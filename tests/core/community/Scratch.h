// A folder of communities for one test, gone afterwards.
#pragma once

#include "community/Loader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace lockkeeper::community {

class Scratch final
{
public:
    [[nodiscard]] bool isValid() const { return m_folder.isValid(); }
    [[nodiscard]] QString path() const { return m_folder.path(); }

    // The path of <id>/config.yaml, which then holds `text`; empty if it could not be written.
    QString write(const QString &id, const QByteArray &text) const
    {
        const QDir folder(m_folder.path());
        QFile file(folder.filePath(id + QStringLiteral("/config.yaml")));
        if (!folder.mkpath(id) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }

    // A community whose folder is called "pond".
    LoadedCommunity load(const QByteArray &text) const
    {
        return loadFile(write(QStringLiteral("pond"), text));
    }

private:
    QTemporaryDir m_folder;
};

// Everything that was said, for a failed test's message.
inline QByteArray saidOf(const QList<Problem> &problems)
{
    QString said;
    for (const Problem &problem : problems)
        said += problem.describe() + QStringLiteral(" (") + problem.hint + QStringLiteral(")\n");
    return said.toUtf8();
}

} // namespace lockkeeper::community
