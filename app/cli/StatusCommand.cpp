#include "cli/StatusCommand.h"

#include "cli/Console.h"
#include "cli/Exit.h"
#include "common/Sqlite.h"
#include "store/Databases.h"
#include "store/LostWal.h"

#include <QCoreApplication>

#include <algorithm>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

void read(CommunityStatus &status, const QString &dataDir)
{
    const QString path = store::databasePath(dataDir, status.id);
    if (store::lookForLostWal(path).certain())
        status.findings += store::lostWalText(path);
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
            for (const QString &problem : one.problems + one.findings)
                Console::errorLine(printable(one.id + ": "_L1 + problem));
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
    std::variant<DatabaseChoice, int> chosen = chooseDatabases(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    auto &choice = std::get<DatabaseChoice>(chosen);
    QList<CommunityStatus> &list = choice.communities;
    for (CommunityStatus &one : list)
        read(one, choice.settings.dataDir);
    print(arguments, choice.settings, list);
    const bool failed = std::any_of(list.cbegin(), list.cend(), [](const CommunityStatus &one) {
        return one.error || !one.problems.isEmpty() || !one.findings.isEmpty();
    });
    return failed ? ExitFailed : ExitDone;
}

} // namespace lockkeeper::cli
