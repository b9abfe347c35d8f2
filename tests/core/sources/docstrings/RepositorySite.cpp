#include "RepositorySite.h"

#include "demo/github/Answers.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

RepositorySite::RepositorySite(const QString &repository)
    : m_repository(repository)
    , m_job([this](const demo::HttpRequest &request) { return handle(request); })
{
    m_site.setFiles(repository, {});
    // Its two hosts are one server: the client sends everything there.
    http::ClientConfig &config = m_job.clientConfig();
    config.gateway = m_job.server().url();
    (void)config.endpoints.setUrl(u"github"_s, "https://"_L1 + QLatin1StringView(demo::CodeSite::apiHost));
}

void RepositorySite::setInterceptor(Interceptor interceptor)
{
    const std::scoped_lock lock(m_mutex);
    m_interceptor = std::move(interceptor);
}

demo::HttpAnswer RepositorySite::handle(const demo::HttpRequest &request)
{
    Interceptor interceptor;
    {
        const std::scoped_lock lock(m_mutex);
        interceptor = m_interceptor;
    }
    if (interceptor) {
        if (std::optional<demo::HttpAnswer> answer = interceptor(request))
            return *answer;
    }
    return m_site.answer(request).value_or(demo::answers::notFound());
}

QList<sources::Remote> RepositorySite::remotes(const QStringList &languages) const
{
    community::Community community;
    community.docstrings = {{.repository = m_repository, .branch = m_configured, .languages = languages}};
    return sources::docstrings::source(m_patience).remotes(community);
}

QList<SyncOutcome> RepositorySite::syncAll(const QStringList &languages, bool full)
{
    return m_job.runAll(remotes(languages), full);
}

SyncOutcome RepositorySite::sync(const QString &language, bool full, std::optional<qint64> limit,
                                 std::stop_token stop)
{
    return m_job.run(remotes({language}).first(), full, limit, std::move(stop));
}

QStringList RepositorySite::paths()
{
    QStringList paths;
    for (const demo::HttpRequest &request : m_job.server().requests())
        paths.append(request.host() + request.url.path());
    m_job.server().clearRequests();
    return paths;
}

QStringList RepositorySite::everyRequest()
{
    const QString api = u"api.github.example/repos/"_s + m_repository;
    return {api + u"/commits/"_s + m_configured, api + u"/tarball/"_s + sha(),
            u"codeload.github.example/%1/legacy.tar.gz/%2"_s.arg(m_repository, sha())};
}

} // namespace lockkeeper::tests
