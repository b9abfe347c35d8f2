#include "cli/StatusCommand.h"

#include "base/Nearest.h"
#include "cli/CommunityChoice.h"
#include "cli/Console.h"
#include "cli/Exit.h"
#include "common/Sqlite.h"
#include "community/Loader.h"
#include "demo/Demo.h"
#include "store/Databases.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

} // namespace

Result<QList<CommunityStatus>> findCommunities(const app::Settings &settings)
{
    QList<CommunityStatus> list;
    if (settings.communitiesChosen || QFileInfo::exists(settings.communitiesDir)) {
        const Result<QList<community::LoadedCommunity>> loaded =
            community::loadFolder(settings.communitiesDir);
        if (!loaded)
            return loaded.error();
        for (const community::LoadedCommunity &one : *loaded) {
            if (community::isCommunityId(one.id)) // another never becomes part of a path; `validate` tells
                list += CommunityStatus{.id = one.id,
                                        .configured = true,
                                        .problems = one.broken() ? errorLines(one) : QStringList(),
                                        .database = {},
                                        .error = {}};
        }
    }
    const QDir knowledge(settings.dataDir + "/knowledge"_L1);
    for (const QFileInfo &file : knowledge.entryInfoList({u"*.db"_s}, QDir::Files)) {
        const QString id = file.completeBaseName();
        const bool known = std::any_of(list.cbegin(), list.cend(),
                                       [&id](const CommunityStatus &one) { return one.id == id; });
        if (community::isCommunityId(id) && !known)
            list +=
                CommunityStatus{.id = id, .configured = false, .problems = {}, .database = {}, .error = {}};
    }
    std::sort(list.begin(), list.end(),
              [](const CommunityStatus &a, const CommunityStatus &b) { return a.id < b.id; });
    return list;
}

std::optional<WrongUse> keepOnly(const QStringList &ids, QList<CommunityStatus> &list)
{
    QStringList known;
    for (const CommunityStatus &one : list)
        known += one.id;
    for (const QString &id : ids) {
        if (known.contains(id))
            continue;
        const QString meant = nearest(id, known);
        return WrongUse{Tr::tr("There is no community “%1”, and no database of it.").arg(id),
                        meant.isEmpty() ? QString() : Tr::tr("Did you mean “%1”?").arg(meant)};
    }
    if (!ids.isEmpty())
        list.removeIf([&ids](const CommunityStatus &one) { return !ids.contains(one.id); });
    return std::nullopt;
}

std::optional<WrongUse> keepExisting(const QStringList &ids, const app::Settings &settings,
                                     QList<CommunityStatus> &list)
{
    const QString hint = Tr::tr("The first sync makes it: lockkeeper-cli sync");
    for (CommunityStatus &one : list) {
        one.database.path = store::databasePath(settings.dataDir, one.id);
        one.database.exists = QFileInfo::exists(one.database.path);
        if (!one.database.exists && !ids.isEmpty())
            return WrongUse{Tr::tr("The community “%1” has no database yet.").arg(one.id), hint};
    }
    list.removeIf([](const CommunityStatus &one) { return !one.database.exists; });
    if (list.isEmpty())
        return WrongUse{Tr::tr("There is no database in %1 yet.").arg(settings.dataDir), hint};
    return std::nullopt;
}

Result<std::unique_ptr<demo::Demo>> startDemo(app::Settings &settings)
{
    if (!settings.demo)
        return std::unique_ptr<demo::Demo>();
    demo::DemoOptions options;
    options.dataDir = settings.dataDir;
    Result<std::unique_ptr<demo::Demo>> started = demo::Demo::start(options);
    if (!started)
        return started;
    settings.dataDir = (*started)->dataDir();
    settings.communitiesDir = (*started)->communitiesDir();
    return started;
}

namespace {

void read(CommunityStatus &status, const QString &dataDir)
{
    const QString path = store::databasePath(dataDir, status.id);
    Result<store::DatabaseStatus> database = store::readStatus(path);
    if (database) {
        status.database = std::move(database).value();
        return;
    }
    status.error = database.error();
    status.database.path = path;
    status.database.exists = true;
}

void print(const Arguments &arguments, const app::Settings &settings, const QList<CommunityStatus> &list)
{
    if (arguments.json) {
        QList<JsonText> objects;
        for (const CommunityStatus &one : list)
            objects += statusObject(one);
        JsonText object;
        object.text("data_dir", settings.dataDir)
            .text("communities_dir", settings.communitiesDir)
            .text("sqlite", app::sqliteVersion())
            .list("communities", objects);
        Console::out(object.bytes() + '\n');
        return;
    }
    if (arguments.verbosity == Verbosity::Quiet) {
        for (const CommunityStatus &one : list) {
            if (one.error)
                Console::errorLine(printable(one.id + ": "_L1 + one.error->text));
        }
        return;
    }
    if (list.isEmpty())
        Console::line(Tr::tr("No communities in %1 and no databases in %2.")
                          .arg(printable(settings.communitiesDir), printable(settings.dataDir)));
    for (const CommunityStatus &one : list)
        Console::line(statusText(one).join(u'\n'));
}

} // namespace

int runStatus(const Arguments &arguments)
{
    if (const Result<void> same = app::checkSqlite(); !same)
        return refuseToStart(same.error());

    app::Settings settings = arguments.settings;
    const Result<std::unique_ptr<demo::Demo>> demo = startDemo(settings);
    if (!demo)
        return refuseToStart(demo.error());

    Result<QList<CommunityStatus>> found = findCommunities(settings);
    if (!found)
        return refuseToStart(found.error());
    QList<CommunityStatus> list = std::move(found).value();
    if (const std::optional<WrongUse> wrong = keepOnly(arguments.communities, list))
        return refuse(*wrong);
    for (CommunityStatus &one : list)
        read(one, settings.dataDir);
    print(arguments, settings, list);
    const bool failed =
        std::any_of(list.cbegin(), list.cend(), [](const CommunityStatus &s) { return s.error.has_value(); });
    return failed ? ExitFailed : ExitDone;
}

} // namespace lockkeeper::cli
