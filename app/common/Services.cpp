#include "common/Services.h"

#include "common/Sqlite.h"
#include "demo/Demo.h"
#include "events/Monitor.h"
#include "history/HistoryWriter.h"
#include "history/Incidents.h"
#include "http/Client.h"
#include "onboarding/Checks.h"
#include "store/Databases.h"
#include "sync/Engine.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Services)
};

// The demo's server is ours, so nobody needs the pace of a public service there; still slow enough to watch.
constexpr double DemoRequestsPerSecond = 6;

Result<void> prepareDataDir(const QString &dataDir)
{
    const auto refused = [&dataDir](const QString &text) {
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = text.arg(QDir::toNativeSeparators(dataDir)),
                     .hint = Tr::tr("Choose another folder with --data-dir, or mend its rights."),
                     .url = {}};
    };
    const QString knowledge = dataDir + "/knowledge"_L1;
    if (!QDir().mkpath(knowledge))
        return refused(Tr::tr("The data directory %1 cannot be made."));
    // -wal and -shm are made beside a database: the right to write an existing file alone is not enough.
    if (!QFileInfo(knowledge).isWritable())
        return refused(Tr::tr("The data directory %1 cannot be written."));
    return {};
}

Result<std::unique_ptr<demo::Demo>> startDemo(Settings &settings)
{
    demo::DemoOptions options;
    options.dataDir = settings.dataDir;
    Result<std::unique_ptr<demo::Demo>> started = demo::Demo::start(options);
    if (!started)
        return started;
    const demo::Demo &running = **started;
    settings.dataDir = running.dataDir();
    settings.communitiesDir = running.communitiesDir();
    settings.communitiesChosen = true;

    const QMap<QString, QString> endpoints = running.endpoints();
    for (auto endpoint = endpoints.begin(); endpoint != endpoints.end(); ++endpoint) {
        if (const Result<void> set = settings.endpoints.setUrl(endpoint.key(), endpoint.value()); !set)
            return set.error();
    }
    const http::Endpoints usual;
    for (const QString &name : usual.names()) {
        const bool chosen = settings.endpoints.pace(name) != usual.pace(name);
        if (chosen || name == "semanticscholar"_L1) // so that a limit can be watched, too
            continue;
        if (const Result<void> set = settings.endpoints.setPace(name, DemoRequestsPerSecond); !set)
            return set.error();
    }
    return started;
}

} // namespace

class Services::Private final
{
public:
    Settings settings;
    // In the order they are made; ended in the reverse one.
    events::Monitor monitor;
    std::unique_ptr<demo::Demo> demo;
    std::unique_ptr<http::Client> client;
    std::unique_ptr<onboarding::Checks> checks;
    std::unique_ptr<store::Databases> databases;
    std::unique_ptr<history::HistoryWriter> history;
    std::unique_ptr<sync::Engine> engine;
};

Result<std::unique_ptr<Services>> Services::make(Settings settings, std::chrono::milliseconds limitPatience,
                                                 history::Trigger trigger)
{
    if (const Result<void> same = checkSqlite(); !same)
        return same.error();
    if (!settings.dataDir.isEmpty()) { // before the demo, whose own complaint would be less clear
        if (const Result<void> ready = prepareDataDir(settings.dataDir); !ready)
            return ready.error();
    }

    std::unique_ptr<demo::Demo> demo;
    http::Credentials credentials;
    if (settings.demo) {
        Result<std::unique_ptr<demo::Demo>> started = startDemo(settings);
        if (!started)
            return started.error();
        demo = std::move(started).value();
    } else {
        credentials = settings.credentials;
    }

    std::unique_ptr<Services> services(new Services(std::move(settings)));
    Private &d = *services->d;
    d.demo = std::move(demo);
    http::ClientConfig config;
    config.endpoints = d.settings.endpoints;
    config.credentials = std::move(credentials);
    config.contact = d.settings.contact;
    config.proxy = d.settings.proxy;
    if (d.demo)
        config.gateway = d.demo->gateway();
    config.timeout = d.settings.timeout;
    config.limitPatience = limitPatience;
    d.client = std::make_unique<http::Client>(std::move(config));
    d.checks = std::make_unique<onboarding::Checks>(*d.client);
    d.databases = std::make_unique<store::Databases>(d.settings.dataDir, d.settings.busyTimeout);
    d.engine = std::make_unique<sync::Engine>(*d.client, *d.databases, d.settings.jobs, &d.monitor);
    d.history = std::make_unique<history::HistoryWriter>(historyPath(d.settings.dataDir));
    QObject::connect(d.engine.get(), &sync::Engine::finished, d.history.get(),
                     [&d, trigger](const sync::RunSnapshot &run) {
                         d.history->save(history::recordOf(run, trigger), [&monitor = d.monitor, run] {
                             return history::incidentsOf(run, monitor);
                         });
                     });
    return services;
}

Services::Services(Settings settings)
    : d(std::make_unique<Private>())
{
    d->settings = std::move(settings);
}

Services::~Services() = default;

const Settings &Services::settings() const
{
    return d->settings;
}

events::Monitor &Services::monitor() const
{
    return d->monitor;
}

http::Client &Services::client() const
{
    return *d->client;
}

onboarding::Checks &Services::checks() const
{
    return *d->checks;
}

store::Databases &Services::databases() const
{
    return *d->databases;
}

sync::Engine &Services::engine() const
{
    return *d->engine;
}

history::HistoryWriter &Services::history() const
{
    return *d->history;
}

void Services::moveToThread(QThread *thread)
{
    d->engine->moveToThread(thread);
    d->history->moveToThread(thread);
}

demo::Demo *Services::demo() const
{
    return d->demo.get();
}

} // namespace lockkeeper::app
