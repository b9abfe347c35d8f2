// A community with one repository and a GitHub of our own.
#pragma once

#include "demo/GithubSite.h"
#include "tests/support/JobFixture.h"

namespace lockkeeper::tests {

class SyncFixture final
{
public:
    explicit SyncFixture(const QString &repository = QStringLiteral("org/tool"));

    [[nodiscard]] demo::GithubSite &site() { return m_site; }
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }
    [[nodiscard]] http::ClientConfig &clientConfig()
    {
        return m_job.clientConfig();
    } // before the first sync()

    // One run of the repository's job, on the calling thread.
    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});

private:
    QString m_repository;
    demo::GithubSite m_site;
    JobFixture m_job;
};

} // namespace lockkeeper::tests
