#include "tests/support/JobFixture.h"

#include "http/Activity.h"
#include "sources/JobContext.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

JobFixture::JobFixture(demo::HttpServer::Handler handler)
    : m_server(std::move(handler))
{
    for (const QString &name : m_config.endpoints.names()) {
        (void)m_config.endpoints.setPace(name, 5000);
        if (!m_config.endpoints.url(name).isEmpty()) // those without one take theirs from the community
            (void)m_config.endpoints.setUrl(name, m_server.url().toString());
    }
    m_config.backoff = std::chrono::milliseconds(1);
    m_config.limitPatience = std::chrono::seconds(5);
    m_config.timeout = std::chrono::seconds(5);
}

store::Database &JobFixture::database()
{
    if (!m_database)
        m_database = *store::Database::open(databasePath(), std::chrono::seconds(5));
    return *m_database;
}

void JobFixture::prepare()
{
    if (!m_client)
        m_client = std::make_unique<http::Client>(m_config);
    (void)database();
}

SyncOutcome JobFixture::run(const sources::Remote &remote, bool full, std::optional<qint64> limit,
                            std::stop_token stop)
{
    prepare();
    store::LockCounters counters;
    store::Writer writer(database(), counters, stop);
    sources::Progress progress;
    const auto activity = std::make_shared<http::Activity>();
    sources::JobContext context{.client = *m_client,
                                .database = database(),
                                .writer = writer,
                                .progress = progress,
                                .activity = activity,
                                .stop = stop,
                                .run = u"2026-01-01T00:00:00+00:00"_s,
                                .full = full,
                                .limit = limit};
    const Result<void> result = remote.sync(context);
    return {.result = result,
            .counts = progress.counts(),
            .skipped = progress.skipped(),
            .total = progress.total(),
            .notices = progress.notices(),
            .requests = activity->requests,
            .notModified = activity->notModified};
}

QList<SyncOutcome> JobFixture::runAll(const QList<sources::Remote> &remotes, bool full)
{
    QList<sources::Reservation> reservations;
    for (const sources::Remote &remote : remotes)
        reservations.append(remote.reserve ? remote.reserve() : nullptr);
    QList<SyncOutcome> outcomes;
    for (const sources::Remote &remote : remotes) {
        outcomes.append(run(remote, full));
        reservations.removeFirst();
    }
    return outcomes;
}

} // namespace lockkeeper::tests
