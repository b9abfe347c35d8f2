// The configurations that edits are tried on: made-up ones, and the real ones where they are at hand.
#pragma once

#include "community/Loader.h"

#include <QDir>
#include <QFile>
#include <QList>

namespace lockkeeper::community {

struct EditFile
{
    QString id;
    QByteArray text;
    [[nodiscard]] Community community() const { return loadText(text, id).community.value_or(Community()); }
};

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline EditFile madeUp(const QString &id)
{
    return {.id = id, .text = contentOf(QStringLiteral(LOCKKEEPER_TEST_DATA "/community/%1.yaml").arg(id))};
}

// Each with other line ends and without the last one, too.
inline QList<EditFile> editFiles()
{
    QList<EditFile> files;
    for (const char *id : {"kelp", "flow", "flush", "rough"})
        files.append(madeUp(QString::fromLatin1(id)));
    const QDir samples(QStringLiteral(LOCKKEEPER_SAMPLES "/communities"));
    for (const QString &id : samples.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        files.append({.id = id, .text = contentOf(samples.filePath(id + QStringLiteral("/config.yaml")))});
    const QList<EditFile> plain = files.first(4);
    for (EditFile file : plain) {
        file.text.replace("\n", "\r\n");
        files.append({.id = file.id, .text = "\xEF\xBB\xBF" + file.text});
        file.text.replace("\r\n", "\n");
        if (!file.text.endsWith("...\n"))
            file.text.chop(1);
        files.append(file);
    }
    return files;
}

} // namespace lockkeeper::community
