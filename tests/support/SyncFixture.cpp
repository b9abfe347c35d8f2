#include "tests/support/SyncFixture.h"

#include "sources/github/GithubSource.h"

namespace lockkeeper::tests {

SyncFixture::SyncFixture(const QString &repository)
    : m_repository(repository)
    , m_job([this](const demo::HttpRequest &request) { return m_site.handle(request); })
{
    m_site.setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
}

SyncOutcome SyncFixture::sync(bool full, std::optional<qint64> limit, std::stop_token stop)
{
    community::Community community;
    community.githubRepositories = {m_repository};
    return m_job.run(sources::github::source().remotes(community).first(), full, limit, std::move(stop));
}

} // namespace lockkeeper::tests
