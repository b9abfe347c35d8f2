#include "tests/support/SyncFixture.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

SyncFixture::SyncFixture(const QString &repository)
    : m_repository(repository)
    , m_server([this](const demo::HttpRequest &request) { return m_site.handle(request); })
{
    (void)m_config.endpoints.setUrl(u"github"_s, m_server.url().toString());
    (void)m_config.endpoints.setPace(u"github"_s, 5000);
    m_config.backoff = std::chrono::milliseconds(1);
    m_config.limitPatience = std::chrono::seconds(5);
    m_config.timeout = std::chrono::seconds(5);
    m_site.setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
}

SyncOutcome SyncFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    if (!m_client)
        m_client = std::make_unique<http::Client>(m_config);
    if (!m_database)
        m_database = *store::Database::open(databasePath(), std::chrono::seconds(5));

    community::Community community;
    community.id = u"org"_s;
    community.githubRepositories = {m_repository};
    const QList<sources::Remote> remotes = sources::registry().first().remotes(community);

    store::LockCounters counters;
    store::Writer writer(*m_database, counters, stop);
    sources::Progress progress;
    const auto activity = std::make_shared<http::Activity>();
    sources::JobContext context{.client = *m_client,
                                .database = *m_database,
                                .writer = writer,
                                .progress = progress,
                                .activity = activity,
                                .stop = stop,
                                .full = full,
                                .limit = limit};
    const Result<void> result = remotes.first().sync(context);
    return {.result = result,
            .counts = progress.counts(),
            .skipped = progress.skipped(),
            .total = progress.total(),
            .notices = progress.notices(),
            .requests = activity->requests,
            .notModified = activity->notModified};
}

} // namespace lockkeeper::tests
