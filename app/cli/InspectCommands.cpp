#include "cli/InspectCommands.h"

#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/ErrorLines.h"
#include "cli/Exit.h"
#include "cli/InspectOutput.h"
#include "cli/Interrupt.h"
#include "cli/OriginChoice.h"
#include "cli/WatchedWork.h"
#include "inspect/item/FindItem.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <optional>
#include <stop_token>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr qint64 mostHits = 100'000; // they are kept until all are there

inspect::Place placeOf(const CommunityStatus &one)
{
    return {.community = one.id, .name = one.id, .database = one.database.path};
}

// Beside the event loop, so that Ctrl+C is heard: it stops SQLite where it stands.
void runStoppable(const std::function<void(const std::stop_token &)> &work)
{
    Interrupt interrupt;
    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] { stop.request_stop(); });
    runWatched(false, {}, [&] { work(stop.get_token()); });
}

void printAnswer(const Arguments &arguments, const JsonText &json, const QStringList &lines)
{
    if (arguments.json)
        Console::out(json.bytes() + '\n');
    else if (arguments.verbosity != Verbosity::Quiet)
        Console::line(lines.join(u'\n'));
}

int failedToShow(const QString &community, const Error &error)
{
    if (error.isCancelled())
        return ExitInterrupted;
    if (error.kind == ErrorKind::Config) // no such table, no such item
        return refuse({error.text, error.hint});
    tellError(community, error);
    return ExitFailed;
}

} // namespace

int runSearch(const Arguments &arguments)
{
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    inspect::SearchQuestion question{.places = {},
                                     .text = inspect::parseSearchText(arguments.searchText),
                                     .filters = arguments.filters,
                                     .busyTimeout = arguments.settings.busyTimeout};
    if (arguments.limit)
        question.limit = int(std::min<qint64>(*arguments.limit, mostHits));
    for (const CommunityStatus &one : choice.communities)
        question.places += placeOf(one);
    SearchResults results{.text = question.text, .hits = {}, .failed = {}};
    inspect::Ranking ranking(question.limit);
    bool stopped = false;
    std::optional<Error> wrong;
    runStoppable([&](const std::stop_token &stop) {
        const Result<QString> origin = chooseOrigin(question.filters.origin, question.places, stop);
        if (!origin) {
            wrong = origin.error();
            return;
        }
        question.filters.origin = *origin;
        const auto take = [&](const inspect::SearchPart &part) {
            ranking.add(part.hits);
            results.more = results.more || part.more;
            if (part.error)
                results.failed += part;
        };
        stopped = !inspect::search(question, take, stop);
    });
    if (stopped || (wrong && wrong->isCancelled()))
        return ExitInterrupted;
    if (wrong)
        return refuse({wrong->text, wrong->hint});
    results.hits = ranking.hits();
    results.filtered = question.filters != inspect::SearchFilters{};
    for (const inspect::SearchPart &part : results.failed)
        tellError(part.place.community, *part.error);
    printAnswer(arguments, searchObject(arguments.searchText, results),
                searchLines(results, Console::textColumns(), Console::coloursWanted()));
    return results.failed.isEmpty() ? ExitDone : ExitFailed;
}

int runShow(const Arguments &arguments)
{
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const inspect::Place place = placeOf(std::get<DatabaseChoice>(chosen).communities.constFirst());
    std::optional<Result<inspect::Item>> item;
    runStoppable([&](const std::stop_token &stop) {
        const Result<inspect::ItemRef> found = inspect::findItem(place, arguments.table, arguments.key, stop);
        item = found ? inspect::readItem(*found, stop) : Result<inspect::Item>(found.error());
        if (!*item)
            return;
        const Result<QList<inspect::SameItem>> sameDoi = inspect::readSameDoi(**item, stop);
        if (sameDoi)
            (*item)->same += *sameDoi;
        else
            item = sameDoi.error();
    });
    if (!*item)
        return failedToShow(place.community, item->error());
    printAnswer(arguments, itemObject(**item), itemLines(**item, arguments.verbosity == Verbosity::Verbose));
    return ExitDone;
}

} // namespace lockkeeper::cli
