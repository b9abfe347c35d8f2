#include "migration/FileSystem.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <sys/vfs.h>

namespace lockkeeper::migration {

namespace {
struct RemoteKind
{
    quint32 type;
    QLatin1StringView name;
};

constexpr std::array remoteKinds{
    RemoteKind{0x6969, QLatin1StringView("NFS")},       RemoteKind{0x517B, QLatin1StringView("SMB")},
    RemoteKind{0xFF534D42, QLatin1StringView("SMB")},   RemoteKind{0xFE534D42, QLatin1StringView("SMB")},
    RemoteKind{0x01021997, QLatin1StringView("9p")},    RemoteKind{0x65735546, QLatin1StringView("FUSE")},
    RemoteKind{0x5346414F, QLatin1StringView("AFS")},   RemoteKind{0x6B414653, QLatin1StringView("AFS")},
    RemoteKind{0x00C36400, QLatin1StringView("Ceph")},  RemoteKind{0x73757245, QLatin1StringView("Coda")},
    RemoteKind{0x01161970, QLatin1StringView("GFS2")},  RemoteKind{0x7461636F, QLatin1StringView("OCFS2")},
    RemoteKind{0x0BD00BD0, QLatin1StringView("Lustre")}};
} // namespace

std::optional<QString> remoteFileSystem(quint32 type)
{
    const auto *const found = std::ranges::find(remoteKinds, type, &RemoteKind::type);
    return found == remoteKinds.end() ? std::nullopt : std::optional(QString(found->name));
}

std::optional<QString> remoteFileSystemAt(const QString &path)
{
    struct statfs place = {};
    if (::statfs(QFile::encodeName(path).constData(), &place) != 0)
        return std::nullopt;
    return remoteFileSystem(static_cast<quint32>(place.f_type));
}

} // namespace lockkeeper::migration
