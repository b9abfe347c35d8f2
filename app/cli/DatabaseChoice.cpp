#include "cli/DatabaseChoice.h"

#include "base/Nearest.h"
#include "cli/CommunityChoice.h"
#include "cli/Exit.h"
#include "cli/LeftOut.h"
#include "common/Sqlite.h"
#include "community/Loader.h"
#include "demo/Demo.h"
#include "store/Databases.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// The configured communities, and those of which there is nothing but a database.
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
                                        .findings = {},
                                        .error = {}};
        }
    }
    const QDir knowledge(settings.dataDir + "/knowledge"_L1);
    for (const QFileInfo &file : knowledge.entryInfoList({u"*.db"_s}, QDir::Files)) {
        const QString id = file.completeBaseName();
        const bool known = std::any_of(list.cbegin(), list.cend(),
                                       [&id](const CommunityStatus &one) { return one.id == id; });
        if (community::isCommunityId(id) && !known)
            list += CommunityStatus{
                .id = id, .configured = false, .problems = {}, .database = {}, .findings = {}, .error = {}};
    }
    std::sort(list.begin(), list.end(),
              [](const CommunityStatus &a, const CommunityStatus &b) { return a.id < b.id; });
    return list;
}

// Only those asked for; `ids` empty: all. The refusal of an id that is not among them.
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

// With settings.demo, started, and its folders put into the settings; null otherwise.
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

} // namespace

std::variant<DatabaseChoice, int> chooseDatabases(const Arguments &arguments, bool unknownToo)
{
    if (const Result<void> same = app::checkSqlite(); !same)
        return refuseToStart(same.error());
    DatabaseChoice choice{
        .settings = arguments.settings, .demo = {}, .communities = {}, .withoutDatabase = {}};
    Result<std::unique_ptr<demo::Demo>> demo = startDemo(choice.settings);
    if (!demo)
        return refuseToStart(demo.error());
    choice.demo = std::move(demo).value();
    Result<QList<CommunityStatus>> found = findCommunities(choice.settings);
    if (!found)
        return refuseToStart(found.error());
    choice.communities = std::move(found).value();
    const std::optional<WrongUse> wrong = keepOnly(arguments.communities, choice.communities);
    if (wrong && !unknownToo)
        return refuse(*wrong);
    return choice;
}

std::variant<DatabaseChoice, int> chooseExisting(const Arguments &arguments)
{
    std::variant<DatabaseChoice, int> chosen = chooseDatabases(arguments);
    auto *choice = std::get_if<DatabaseChoice>(&chosen);
    if (!choice)
        return chosen;
    const QString hint = Tr::tr("The first sync makes it: lockkeeper-cli sync");
    tellBrokenConfigurations(*choice);
    for (CommunityStatus &one : choice->communities) {
        one.database.path = store::databasePath(choice->settings.dataDir, one.id);
        one.database.exists = QFileInfo::exists(one.database.path);
        if (!one.database.exists && !arguments.communities.isEmpty())
            return refuse({Tr::tr("The community “%1” has no database yet.").arg(one.id), hint});
        if (!one.database.exists)
            choice->withoutDatabase += one;
    }
    choice->communities.removeIf([](const CommunityStatus &one) { return !one.database.exists; });
    if (choice->communities.isEmpty())
        return refuse({Tr::tr("There is no database in %1 yet.").arg(choice->settings.dataDir), hint});
    return chosen;
}

} // namespace lockkeeper::cli
