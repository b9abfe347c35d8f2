#include "cli/HistoryCommand.h"

#include "cli/CommunityChoice.h"
#include "cli/Console.h"
#include "cli/Exit.h"
#include "cli/HistoryJson.h"
#include "cli/HistoryText.h"
#include "common/Sqlite.h"
#include "community/Loader.h"
#include "history/Comparison.h"
#include "history/Queries.h"

#include <QCoreApplication>

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

// A history that cannot be read is told by 3 whatever kind it is: nothing was asked wrongly.
int refuseHistory(const Error &error)
{
    (void)refuseToStart(error);
    return ExitNotStarted;
}

// Those that are configured have a history, if an empty one.
QStringList knownCommunities(const history::Overview &overview, const app::Settings &settings)
{
    QStringList known = overview.communities;
    if (const Result<QList<community::LoadedCommunity>> loaded =
            community::loadFolder(settings.communitiesDir)) {
        for (const community::LoadedCommunity &one : *loaded)
            known += one.id;
    }
    known.removeDuplicates();
    return known;
}

void print(const Arguments &arguments, const JsonText &json, const QStringList &lines)
{
    if (arguments.json)
        Console::out(json.bytes() + '\n');
    else if (arguments.verbosity != Verbosity::Quiet)
        Console::line(lines.join(u'\n'));
}

int compareRuns(const Arguments &arguments, const QString &path)
{
    const QList<qint64> ids = {arguments.compared->first, arguments.compared->second};
    const Result<QList<history::RunDetails>> runs = history::readRuns(path, ids, arguments.communities);
    if (!runs)
        return refuseHistory(runs.error());
    for (const qint64 id : ids) {
        const auto is = [id](const history::RunDetails &run) {
            return run.summary.id == id;
        };
        if (std::none_of(runs->cbegin(), runs->cend(), is))
            return refuse(WrongUse{arguments.communities.isEmpty()
                                       ? Tr::tr("The history has no run %1.").arg(id)
                                       : Tr::tr("The history has no run %1 of %2.")
                                             .arg(QString::number(id), arguments.communities.join(", "_L1)),
                                   Tr::tr("lockkeeper-cli history lists them.")});
    }
    const history::Comparison comparison = history::compare(runs->constFirst(), runs->constLast());
    print(arguments, comparisonObject(path, comparison),
          comparisonText(comparison, arguments.verbosity == Verbosity::Verbose));
    return ExitDone;
}

} // namespace

int runHistory(const Arguments &arguments)
{
    if (const Result<void> same = app::checkSqlite(); !same)
        return refuseToStart(same.error());
    const QString path = app::historyPath(arguments.settings.dataDir);
    const Result<history::Overview> overview =
        history::readOverview(path, arguments.communities, arguments.last);
    if (!overview)
        return refuseHistory(overview.error());
    if (const std::optional<WrongUse> wrong =
            firstUnknown(arguments.communities, knownCommunities(*overview, arguments.settings)))
        return refuse(*wrong);
    if (arguments.compared)
        return compareRuns(arguments, path);

    QList<history::RunDetails> runs;
    if (arguments.verbosity == Verbosity::Verbose) {
        QList<qint64> ids;
        for (const history::RunSummary &run : overview->runs)
            ids += run.id;
        Result<QList<history::RunDetails>> read = history::readRuns(path, ids, arguments.communities);
        if (!read)
            return refuseHistory(read.error());
        runs = std::move(read).value();
    }
    print(arguments, historyObject(path, overview->runs, runs),
          overview->runs.isEmpty() ? QStringList{Tr::tr("No runs in %1 yet.").arg(printable(path))}
                                   : historyText(overview->runs, runs));
    return ExitDone;
}

} // namespace lockkeeper::cli
