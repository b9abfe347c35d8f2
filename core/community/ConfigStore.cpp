#include "community/ConfigStore.h"

#include "community/AtomicFile.h"
#include "community/Community.h"
#include "community/ConfigFile.h"
#include "community/Excerpt.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// The id is made part of a path.
Result<void> checkId(const QString &id)
{
    if (isCommunityId(id))
        return {};
    return refused(
        Tr::tr("%1 cannot be a community's id.").arg(quoted(id)),
        Tr::tr("Write small letters and digits, words joined by single hyphens, for example my-lab."));
}

Result<void> checkSize(const QByteArray &text)
{
    if (text.size() <= maxConfigBytes)
        return {};
    return refused(Tr::tr("The configuration would be larger than 1 MiB."), Tr::tr("Leave something out."));
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return refused(Tr::tr("%1 cannot be read.").arg(path),
                       Tr::tr("Check that it exists and that you may read it."));
    const QByteArray bytes = file.read(maxConfigBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return refused(Tr::tr("%1 cannot be read: %2.").arg(path, file.errorString()),
                       Tr::tr("Check the disk it is on."));
    if (bytes.size() > maxConfigBytes)
        return refused(Tr::tr("%1 is larger than 1 MiB, so it is not a configuration.").arg(path),
                       Tr::tr("Check which file this is."));
    return bytes;
}

// Below a hidden folder, so that neither this program nor the assistant takes it for a community.
Result<QString> freeRemovedName(const QString &folder, const QString &id, const QDateTime &now)
{
    const QString removed = QDir(folder).filePath(u".removed"_s);
    if (const Result<void> made = makeFolder(removed); !made)
        return made.error();
    const QString base = removed + u'/' + id + u'-' + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString name = base;
    for (int number = 2; QFileInfo::exists(name) || QFileInfo(name).isSymLink(); ++number)
        name = base + u'-' + QString::number(number);
    return name;
}
} // namespace

QString configPath(const QString &folder, const QString &id)
{
    return QDir(folder).filePath(id + "/config.yaml"_L1);
}

QString undoPath(const QString &folder, const QString &id)
{
    return configPath(folder, id) + ".undo"_L1;
}

Result<QByteArray> readConfig(const QString &folder, const QString &id)
{
    if (const Result<void> good = checkId(id); !good)
        return good.error();
    return bytesOf(configPath(folder, id));
}

Result<void> saveNewConfig(const QString &folder, const QString &id, const QByteArray &text)
{
    Result<void> good = checkId(id);
    if (good)
        good = checkSize(text);
    if (!good)
        return good;
    const QString home = QDir(folder).filePath(id);
    if (QFileInfo::exists(home) || QFileInfo(home).isSymLink()) {
        const bool community = QFileInfo::exists(configPath(folder, id));
        return refused(community ? Tr::tr("There is a community %1 already.").arg(quoted(id))
                                 : Tr::tr("%1 is there already.").arg(home),
                       community ? Tr::tr("Choose another id, or edit that community.")
                                 : Tr::tr("Choose another id, or move it away."));
    }
    const bool newFolder = !QFileInfo::exists(folder);
    good = makeFolder(folder);
    if (good)
        good = makeFolder(home);
    if (good)
        good = writeAtomically(configPath(folder, id), text);
    if (!good) {
        // Only what is empty goes.
        (void)QDir().rmdir(home);
        if (newFolder)
            (void)QDir().rmdir(folder);
    }
    return good;
}

Result<Saved> saveConfig(const QString &folder, const QString &id, const QByteArray &text,
                         const QByteArray &loaded)
{
    const Result<QByteArray> found = readConfig(folder, id);
    if (!found)
        return found.error();
    if (*found != loaded)
        return Saved{.saved = false, .found = *found};
    if (const Result<void> good = checkSize(text); !good)
        return good.error();
    if (text == loaded)
        return Saved{.saved = true, .found = {}};
    // First what can fail for want of room, so that the copy to undo by is not lost for nothing.
    Result<PreparedFile> fresh = PreparedFile::write(configPath(folder, id), text);
    if (!fresh)
        return fresh.error();
    if (const Result<void> kept = writeAtomically(undoPath(folder, id), loaded); !kept)
        return kept.error();
    if (const Result<void> written = fresh->putInPlace(); !written)
        return written.error();
    return Saved{.saved = true, .found = {}};
}

Error changedMeanwhile(const QString &folder, const QString &id)
{
    return refused(Tr::tr("%1 has been changed by another program since it was opened here.")
                       .arg(configPath(folder, id)),
                   Tr::tr("Open it again to see what it says now, or save again to overwrite that."));
}

bool canUndo(const QString &folder, const QString &id)
{
    const Result<QByteArray> now = readConfig(folder, id);
    const Result<QByteArray> before = now ? bytesOf(undoPath(folder, id)) : now;
    return now && before && *now != *before;
}

Result<Saved> undoConfig(const QString &folder, const QString &id, const QByteArray &loaded)
{
    if (const Result<void> good = checkId(id); !good)
        return good.error();
    if (!QFileInfo::exists(undoPath(folder, id)))
        return refused(Tr::tr("There is nothing to undo: %1 has not been changed by this program.")
                           .arg(configPath(folder, id)),
                       {});
    const Result<QByteArray> before = bytesOf(undoPath(folder, id));
    if (!before)
        return before.error();
    return saveConfig(folder, id, *before, loaded);
}

Result<QString> removeCommunity(const QString &folder, const QString &id, const QDateTime &now)
{
    if (const Result<void> good = checkId(id); !good)
        return good.error();
    const QString home = QDir(folder).filePath(id);
    if (!QFileInfo::exists(home) && !QFileInfo(home).isSymLink())
        return refused(Tr::tr("There is no community %1.").arg(quoted(id)), {});
    const Result<QString> name = freeRemovedName(folder, id, now);
    if (!name)
        return name.error();
    if (const Result<void> moved = moveAside(home, *name); !moved)
        return moved.error();
    return *name;
}

} // namespace lockkeeper::community
