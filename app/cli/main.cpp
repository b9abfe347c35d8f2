#include "cli/Arguments.h"
#include "cli/BackupCommand.h"
#include "cli/Console.h"
#include "cli/Exit.h"
#include "cli/HealthCommand.h"
#include "cli/HistoryCommand.h"
#include "cli/InspectCommands.h"
#include "cli/MigrateCommand.h"
#include "cli/RestoreCommand.h"
#include "cli/StatusCommand.h"
#include "cli/SyncCommand.h"
#include "cli/ValidateCommand.h"
#include "common/Secrets.h"
#include "resources/Translations.h"

#include <QCoreApplication>
#include <QSettings>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {

int run(const cli::Arguments &arguments)
{
    switch (arguments.command) {
    case cli::CommandId::Sync:
        return cli::runSync(arguments);
    case cli::CommandId::Status:
        return cli::runStatus(arguments);
    case cli::CommandId::Validate:
        return cli::runValidate(arguments);
    case cli::CommandId::Health:
        return cli::runHealth(arguments);
    case cli::CommandId::History:
        return cli::runHistory(arguments);
    case cli::CommandId::Backup:
        return cli::runBackup(arguments);
    case cli::CommandId::Restore:
        return cli::runRestore(arguments);
    case cli::CommandId::Migrate:
        return cli::runMigrate(arguments);
    case cli::CommandId::Checkpoint:
        return cli::runCheckpoint(arguments);
    case cli::CommandId::Search:
        return cli::runSearch(arguments);
    case cli::CommandId::Show:
        return cli::runShow(arguments);
    }
    return cli::ExitWrongUse;
}

} // namespace

int main(int argc, char *argv[])
{
    // `… | head` closes our standard output early. The work goes on, and what it made for a time is cleared
    // away.
    std::signal(SIGPIPE, SIG_IGN);
    app::writeNoCoreDumps();

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"lockkeeper-cli"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(LOCKKEEPER_VERSION));

    resources::installTranslations(application); // without them a text reads "1 jobs", no more

    const cli::ParsedArguments parsed =
        cli::parseArguments(QCoreApplication::arguments(), *app::userSettings());
    if (const auto *information = std::get_if<cli::Information>(&parsed)) {
        cli::Console::out(information->text.toUtf8());
        return cli::ExitDone;
    }
    if (const auto *wrong = std::get_if<cli::WrongUse>(&parsed))
        return cli::refuse(*wrong);
    const cli::Arguments &arguments = std::get<cli::Arguments>(parsed);
    for (const QString &notice : arguments.settings.notices)
        cli::Console::errorLine(u"lockkeeper-cli: "_s + notice);
    return run(arguments);
}
