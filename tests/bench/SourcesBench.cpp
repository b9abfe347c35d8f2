// Every source of one community at once: what the requests cost, how long it takes against the slowest source
// alone, and how long the write lock is held.
#include "tests/bench/Benches.h"

#include "common/Settings.h"
#include "community/Loader.h"
#include "demo/Demo.h"
#include "http/Client.h"
#include "store/Databases.h"
#include "sync/Engine.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QEventLoop>
#include <QHash>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {

// What a source asks one request each for where it asks the obvious way.
struct Obvious
{
    QString kind;
    QString item;
    QString count; // SQL
};

const std::vector<Obvious> &obvious()
{
    static const std::vector<Obvious> all{
        {u"github"_s, u"items"_s, u"SELECT count(*) FROM github_items"_s},
        {u"docstrings"_s, u"files"_s, u"SELECT count(DISTINCT repo || file_path) FROM docstrings"_s},
        {u"discourse"_s, u"topics"_s, u"SELECT count(*) FROM discourse_topics"_s},
        {u"papers"_s, u"papers"_s, u"SELECT count(*) FROM papers"_s},
        {u"mailman"_s, u"messages"_s, u"SELECT count(*) FROM mailing_list_messages"_s},
        {u"beps"_s, u"proposals"_s, u"SELECT count(*) FROM bep_items"_s},
    };
    return all;
}

// All that the demo's communities configure, as one community: `bids`, which alone has proposals.
community::Community everything(const QString &communitiesDir)
{
    community::Community all;
    all.id = u"bids"_s;
    all.name = u"Everything"_s;
    const auto loaded = community::loadFolder(communitiesDir);
    for (const auto &one : loaded ? *loaded : QList<community::LoadedCommunity>{}) {
        if (!one.community)
            continue;
        all.githubRepositories += one.community->githubRepositories;
        all.citationQueries += one.community->citationQueries;
        all.citationDois += one.community->citationDois;
        all.forums += one.community->forums;
        all.docstrings += one.community->docstrings;
        all.mailingLists += one.community->mailingLists;
    }
    return all;
}

class SourcesBench final
{
public:
    explicit SourcesBench(const Options &options)
        : m_options(options)
        , m_folder(options.folder + u"/sources"_s)
    {
        m_report.title = u"Sources: all of one community at once, from the demo's server"_s;
    }

    Report run();

private:
    sync::RunSnapshot sync(const QString &name, const QStringList &kinds);
    [[nodiscard]] QString dataDir(const QString &name) const { return m_folder + u'/' + name; }
    void addRequests(const sync::RunSnapshot &first, const sync::RunSnapshot &again);
    void addTimes(const sync::RunSnapshot &together);
    void addHolds(const sync::RunSnapshot &together);
    void expect(bool holds, const QString &failure)
    {
        if (!holds)
            m_report.failures.append(failure);
    }

    const Options &m_options;
    QString m_folder;
    std::unique_ptr<demo::Demo> m_demo;
    community::Community m_community;
    Report m_report;
};

// A run of its own, in the data folder `name`.
sync::RunSnapshot SourcesBench::sync(const QString &name, const QStringList &kinds)
{
    http::ClientConfig config; // with the paces of the public services
    const QMap<QString, QString> endpoints = m_demo->endpoints();
    for (auto endpoint = endpoints.begin(); endpoint != endpoints.end(); ++endpoint)
        (void)config.endpoints.setUrl(endpoint.key(), endpoint.value());
    for (const QString &endpoint : config.endpoints.names()) {
        if (m_options.quick)
            (void)config.endpoints.setPace(endpoint, 2000);
    }
    config.gateway = m_demo->gateway();
    http::Client client(config);
    QDir().mkpath(dataDir(name) + u"/knowledge"_s);
    store::Databases databases(dataDir(name), 30s);
    sync::Engine engine(client, databases, app::Settings().jobs);
    sync::RunSnapshot ended;
    QEventLoop loop;
    QObject::connect(&engine, &sync::Engine::finished, &loop, [&](const sync::RunSnapshot &run) {
        ended = run;
        loop.quit();
    });
    engine.start(sync::makePlan({m_community}, kinds));
    loop.exec();
    for (const sync::JobSnapshot &job : ended.jobs) {
        const QString why = job.error ? job.error->text : sync::jobStateName(job.state);
        expect(job.state == sync::JobState::Done, u"%1 %2: %3"_s.arg(job.key.kind, job.key.name, why));
    }
    return ended;
}

qint64 requestsOf(const sync::RunSnapshot &run, const QString &kind)
{
    qint64 requests = 0;
    for (const sync::JobSnapshot &job : run.jobs)
        requests += job.key.kind == kind ? job.costs.requests : 0;
    return requests;
}

qsizetype jobsOf(const sync::RunSnapshot &run, const QString &kind)
{
    return std::ranges::count_if(run.jobs,
                                 [&](const sync::JobSnapshot &job) { return job.key.kind == kind; });
}

void SourcesBench::addRequests(const sync::RunSnapshot &first, const sync::RunSnapshot &again)
{
    tests::Sqlite database(store::databasePath(dataDir(u"together"_s), m_community.id));
    for (const Obvious &source : obvious()) {
        const qint64 items = database.value(source.count).toLongLong();
        expect(items > 0, u"No %1 were stored."_s.arg(source.item));
        m_report.figures.append(
            {.what = u"%1: requests of a first sync, of a repeat; one an item"_s.arg(source.kind),
             .value = u"%1, %2; %3 %4"_s.arg(requestsOf(first, source.kind))
                          .arg(requestsOf(again, source.kind))
                          .arg(items)
                          .arg(source.item) +
                      u" (%1 remotes)"_s.arg(jobsOf(first, source.kind))});
    }
    const sync::Counts counts = again.counts();
    expect(counts.added + counts.changed + counts.deleted == 0,
           u"A repeat with nothing new wrote %1 rows."_s.arg(counts.added + counts.changed + counts.deleted));
}

void SourcesBench::addTimes(const sync::RunSnapshot &together)
{
    QString slowest;
    double longest = 0;
    for (const Obvious &source : obvious()) {
        const double alone = sync(source.kind, {source.kind}).seconds;
        m_report.figures.append({.what = source.kind + u" alone"_s, .value = number(alone, 1) + u" s"_s});
        if (alone > longest) {
            longest = alone;
            slowest = source.kind;
        }
    }
    m_report.figures.append({.what = u"all together, %1 jobs"_s.arg(together.jobs.size()),
                             .value = number(together.seconds, 1) + u" s"_s});
    m_report.figures.append(atMost(u"all together : the slowest alone (%1)"_s.arg(slowest),
                                   together.seconds / longest, 1.15, {}, 2));
}

void SourcesBench::addHolds(const sync::RunSnapshot &together)
{
    const store::LockTotals locks = together.costs().locks;
    const double share =
        100.0 * static_cast<double>(locks.longHolds) / static_cast<double>(std::max<qint64>(1, locks.holds));
    m_report.figures.append(atMost(u"longest time the write lock was held"_s,
                                   static_cast<double>(locks.longestHoldNs) / 1e6, 250, u" ms"_s, 1));
    m_report.figures.append(
        atMost(u"of %1 holds, those above 60 ms"_s.arg(locks.holds), share, 1, u" %"_s, 2));
    m_report.figures.append({.what = u"waits for the write lock"_s,
                             .value = u"%1, the longest %2 ms"_s.arg(locks.waits())
                                          .arg(static_cast<double>(locks.longestWaitNs) / 1e6, 0, 'f', 1)});
    expect(together.lockErrors() == 0 && locks.timeouts == 0, u"The run met lock errors."_s);
}

Report SourcesBench::run()
{
    auto started =
        demo::Demo::start({.dataDir = m_folder + u"/demo"_s, .latency = m_options.quick ? 1ms : 50ms});
    if (!started) {
        m_report.failures.append(started.error().text);
        return m_report;
    }
    m_demo = std::move(*started);
    m_community = everything(m_demo->communitiesDir());
    const sync::RunSnapshot together = sync(u"together"_s, {});
    const sync::RunSnapshot again = sync(u"together"_s, {});
    addRequests(together, again);
    if (!m_options.quick)
        addTimes(together);
    addHolds(together);
    return m_report;
}
} // namespace

Report benchSources(const Options &options)
{
    return SourcesBench(options).run();
}

} // namespace lockkeeper::bench
