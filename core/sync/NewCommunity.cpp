#include "sync/NewCommunity.h"

#include "community/ConfigStore.h"
#include "store/Database.h"
#include "store/Databases.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace lockkeeper::sync {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::NewCommunity)
};

Result<void> makeFolder(const QString &folder)
{
    if (QDir().mkpath(folder))
        return {};
    return Error{.kind = ErrorKind::ReadOnly,
                 .text = Tr::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(folder)),
                 .hint = Tr::tr("Mend its rights, or choose another one."),
                 .url = {}};
}
} // namespace

Result<MadeCommunity> makeCommunity(const NewCommunity &community, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return cancelledError();
    if (const Result<void> folder = makeFolder(community.communitiesDir); !folder)
        return folder.error();
    const Result<void> saved =
        community::saveNewConfig(community.communitiesDir, community.id, community.configuration);
    if (!saved)
        return saved.error();

    MadeCommunity made;
    const QString path = store::databasePath(community.dataDir, community.id);
    if (const Result<void> folder = makeFolder(QFileInfo(path).path()); !folder) {
        made.database = folder.error();
        return made;
    }
    const auto opened = store::Database::open(path, community.busyTimeout, nullptr, stop);
    if (!opened)
        made.database = opened.error();
    return made;
}

} // namespace lockkeeper::sync
