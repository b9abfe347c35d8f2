#include "cli/ValidateCommand.h"

#include "cli/Console.h"
#include "cli/Exit.h"
#include "cli/JsonText.h"
#include "community/Loader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

using community::LoadedCommunity;
using community::Problem;

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

bool hasError(const LoadedCommunity &loaded)
{
    return loaded.broken() ||
           std::any_of(loaded.problems.cbegin(), loaded.problems.cend(),
                       [](const Problem &p) { return p.severity == Problem::Severity::Error; });
}

QLatin1StringView severityName(Problem::Severity severity)
{
    return severity == Problem::Severity::Error ? "error"_L1 : "warning"_L1;
}

int countProblems(const QList<LoadedCommunity> &files, Problem::Severity severity)
{
    qsizetype count = 0;
    for (const LoadedCommunity &file : files)
        count += std::count_if(file.problems.cbegin(), file.problems.cend(),
                               [severity](const Problem &p) { return p.severity == severity; });
    return static_cast<int>(count);
}

QByteArray asJson(const QList<LoadedCommunity> &files)
{
    QList<JsonText> fileList;
    QList<JsonText> problems;
    for (const LoadedCommunity &file : files) {
        fileList +=
            JsonText().text("file", file.file).text("community", file.id).boolean("valid", !hasError(file));
        for (const Problem &problem : file.problems) {
            problems += JsonText()
                            .text("severity", severityName(problem.severity))
                            .text("file", problem.file)
                            .number("line", problem.line)
                            .number("column", problem.column)
                            .text("key", problem.key)
                            .text("text", problem.text)
                            .text("hint", problem.hint);
        }
    }
    return JsonText()
        .number("errors", countProblems(files, Problem::Severity::Error))
        .number("warnings", countProblems(files, Problem::Severity::Warning))
        .list("files", fileList)
        .list("problems", problems)
        .bytes();
}

void printText(const QList<LoadedCommunity> &files, Verbosity verbosity)
{
    for (const LoadedCommunity &file : files) {
        for (const Problem &problem : file.problems) {
            const bool isError = problem.severity == Problem::Severity::Error;
            if (!isError && verbosity == Verbosity::Quiet)
                continue;
            // Where the place ends and the sentence begins is describe()'s business; the severity goes last.
            Console::line(printable(problem.describe()) + " ["_L1 + severityName(problem.severity) + u']');
            if (!problem.hint.isEmpty() && verbosity != Verbosity::Quiet)
                Console::line("    "_L1 + printable(problem.hint));
        }
    }
    if (verbosity != Verbosity::Quiet)
        Console::line(
            Tr::tr("%1: %2, %3.")
                .arg(Tr::tr("%n files", nullptr, static_cast<int>(files.size())),
                     Tr::tr("%n errors", nullptr, countProblems(files, Problem::Severity::Error)),
                     Tr::tr("%n warnings", nullptr, countProblems(files, Problem::Severity::Warning))));
}

} // namespace

int runValidate(const Arguments &arguments)
{
    QList<LoadedCommunity> files;
    for (const QString &path : arguments.paths) {
        std::variant<QList<LoadedCommunity>, WrongUse> loaded = load(path);
        if (const auto *wrong = std::get_if<WrongUse>(&loaded))
            return refuse(*wrong);
        files += std::get<QList<LoadedCommunity>>(loaded);
    }
    if (arguments.json)
        Console::out(asJson(files) + '\n');
    else
        printText(files, arguments.verbosity);
    return std::any_of(files.cbegin(), files.cend(), hasError) ? ExitFailed : ExitDone;
}

} // namespace lockkeeper::cli
