#include "cli/ValidateCommand.h"

#include "cli/Console.h"
#include "cli/Exit.h"
#include "cli/ValidateOutput.h"
#include "common/Secrets.h"
#include "common/Services.h"
#include "http/Client.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

using community::LoadedCommunity;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// A config.yaml, a folder that holds one, or a folder of such folders.
std::variant<QList<LoadedCommunity>, WrongUse> load(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return WrongUse{Tr::tr("There is no file or folder “%1”.").arg(path), {}};
    if (!info.isDir())
        return QList<LoadedCommunity>{community::loadFile(path)};
    const QString own = QDir(path).filePath(u"config.yaml"_s);
    if (QFileInfo::exists(own))
        return QList<LoadedCommunity>{community::loadFile(own)};
    Result<QList<LoadedCommunity>> folder = community::loadFolder(path);
    if (!folder)
        return WrongUse{folder.error().text, folder.error().hint};
    if (folder->isEmpty())
        return WrongUse{Tr::tr("There is no config.yaml in “%1”, nor in a folder of it.").arg(path), {}};
    return std::move(folder).value();
}

// A database is nobody's business here: outside of the demo there is the client alone.
http::ClientConfig clientConfig(const app::Settings &settings)
{
    http::ClientConfig config;
    config.endpoints = settings.endpoints;
    config.credentials = settings.credentials;
    config.contact = settings.contact;
    config.proxy = settings.proxy;
    config.timeout = settings.timeout;
    return config;
}

int validate(const Arguments &arguments, const QStringList &paths, http::Client *client)
{
    ValidateReport report;
    for (const QString &path : paths) {
        std::variant<QList<LoadedCommunity>, WrongUse> loaded = load(path);
        if (const auto *wrong = std::get_if<WrongUse>(&loaded))
            return refuse(*wrong);
        report.files += std::get<QList<LoadedCommunity>>(loaded);
    }
    if (client != nullptr)
        report.online = checkOnline(*client, report.files, arguments.settings.timeout);
    if (arguments.json)
        Console::out(reportAsJson(report) + '\n');
    else
        printReport(report, arguments.verbosity);
    if (report.online && report.online->isInterrupted)
        return ExitInterrupted;
    return hasError(report) ? ExitFailed : ExitDone;
}

int validateDemo(const Arguments &arguments)
{
    const auto services =
        app::Services::make(arguments.settings, std::chrono::minutes(5), history::Trigger::CommandLine);
    if (!services)
        return refuseToStart(services.error());
    const app::Settings &settings = (*services)->settings();
    return validate(arguments,
                    arguments.paths.isEmpty() ? QStringList{settings.communitiesDir} : arguments.paths,
                    arguments.online ? &(*services)->client() : nullptr);
}

} // namespace

int runValidate(const Arguments &arguments)
{
    if (arguments.settings.demo && (arguments.online || arguments.paths.isEmpty()))
        return validateDemo(arguments);
    if (!arguments.online)
        return validate(arguments, arguments.paths, nullptr);
    app::Settings settings = arguments.settings;
    for (const QString &notice : app::readSecrets(settings, *app::userSettings()))
        Console::errorLine(u"lockkeeper-cli: "_s + notice);
    http::Client client(clientConfig(settings));
    return validate(arguments, arguments.paths, &client);
}

} // namespace lockkeeper::cli
