#include "cli/HealthCommand.h"

#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "common/Sqlite.h"
#include "health/RehearsalReport.h"
#include "store/Databases.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr auto RehearsalLookEvery = 125ms;
constexpr int BarColumns = 36;

// One line on a terminal, drawn over itself.
class ProgressLine final
{
public:
    explicit ProgressLine(const Arguments &arguments)
        : m_shown(!arguments.json && arguments.verbosity != Verbosity::Quiet && Console::outputIsTerminal())
    {
    }
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QString &text)
    {
        if (m_shown)
            Console::out("\r" + text.toUtf8() + "\x1b[K");
    }
    void clear() { show({}); }

private:
    bool m_shown;
};

// On a thread of its own, so that Ctrl+C is heard meanwhile.
Result<health::RehearsalReport> rehearseOne(const QString &id, const QString &path,
                                            const Arguments &arguments, std::stop_source &stop)
{
    ProgressLine line(arguments);
    std::mutex mutex;
    health::RehearsalProgress now; // guarded by it
    std::optional<Result<health::RehearsalReport>> report;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        const std::scoped_lock lock(mutex);
        line.show(progressLine(id, now, Console::terminalSize().width() - 1, Console::unicodeWanted()));
    });
    look.start(RehearsalLookEvery);
    std::jthread worker([&] {
        report = health::rehearse(
            path, arguments.rehearsal,
            [&](const health::RehearsalProgress &progress) {
                const std::scoped_lock lock(mutex);
                now = progress;
            },
            stop.get_token());
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    worker.join();
    return std::move(*report);
}

void tell(const Result<health::RehearsalReport> &report, const Arguments &arguments, bool first)
{
    if (!report) {
        Console::errorLine(printable(report.error().text));
        if (!report.error().hint.isEmpty())
            Console::errorLine(printable(report.error().hint));
        return;
    }
    if (arguments.json || arguments.verbosity == Verbosity::Quiet)
        return;
    if (!first)
        Console::line({});
    for (const QString &line :
         health::reportText(*report, BarColumns, Console::unicodeWanted()).chopped(1).split(u'\n'))
        Console::line(printable(line));
}

// Those that have a database. One asked for by its id that has none is a refusal.
std::optional<WrongUse> keepExisting(const Arguments &arguments, const app::Settings &settings,
                                     QList<CommunityStatus> &list)
{
    const QString hint = Tr::tr("The first sync makes it: lockkeeper-cli sync");
    for (CommunityStatus &one : list) {
        one.database.path = store::databasePath(settings.dataDir, one.id);
        one.database.exists = QFileInfo::exists(one.database.path);
        if (!one.database.exists && !arguments.communities.isEmpty())
            return WrongUse{Tr::tr("The community “%1” has no database yet.").arg(one.id), hint};
    }
    list.removeIf([](const CommunityStatus &one) { return !one.database.exists; });
    if (list.isEmpty())
        return WrongUse{Tr::tr("There is no database in %1 yet.").arg(settings.dataDir), hint};
    return std::nullopt;
}

} // namespace

int runHealth(const Arguments &arguments)
{
    Interrupt interrupt;
    std::variant<DatabaseChoice, int> chosen = chooseDatabases(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    auto &choice = std::get<DatabaseChoice>(chosen);
    QList<CommunityStatus> &list = choice.communities;
    if (const std::optional<WrongUse> wrong = keepExisting(arguments, choice.settings, list))
        return refuse(*wrong);

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(
            Tr::tr("Stopping; the copies are removed. Ctrl+C again ends at once and leaves them "
                   "to the next rehearsal."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const CommunityStatus &one : std::as_const(list)) {
        const Result<health::RehearsalReport> report =
            rehearseOne(one.id, one.database.path, arguments, stop);
        if (stop.stop_requested())
            return ExitInterrupted;
        failed = failed || !report;
        tell(report, arguments, objects.isEmpty());
        objects += rehearsalObject(one.id, one.database.path, report);
    }
    if (arguments.json)
        Console::out(healthObject(arguments.rehearsal, app::sqliteVersion(), objects).bytes() + '\n');
    return failed ? ExitFailed : ExitDone;
}

} // namespace lockkeeper::cli
