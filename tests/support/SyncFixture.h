// A community with one repository, a GitHub of our own, a real client and a real database: what a source's
// test needs.
#pragma once

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"
#include "http/Activity.h"
#include "http/Client.h"
#include "sources/JobContext.h"
#include "sources/Registry.h"
#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"

#include <QTemporaryDir>

#include <memory>
#include <stop_token>

namespace lockkeeper::tests {

struct SyncOutcome
{
    Result<void> result;
    store::CommitCounts counts;
    qint64 skipped = 0;
    std::optional<sources::Progress::Total> total;
    QStringList notices;
    qint64 requests = 0;
    qint64 notModified = 0;
};

class SyncFixture final
{
public:
    explicit SyncFixture(const QString &repository = QStringLiteral("org/tool"));

    [[nodiscard]] demo::GithubSite &site() { return m_site; }
    [[nodiscard]] demo::HttpServer &server() { return m_server; }
    [[nodiscard]] QString databasePath() const { return m_folder.filePath(QStringLiteral("org.db")); }
    [[nodiscard]] http::ClientConfig &clientConfig() { return m_config; } // before the first sync()

    // One run of the repository's job, on the calling thread.
    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});

private:
    QString m_repository;
    QTemporaryDir m_folder;
    demo::GithubSite m_site;
    demo::HttpServer m_server;
    http::ClientConfig m_config;
    std::unique_ptr<http::Client> m_client;
    std::shared_ptr<store::Database> m_database;
};

} // namespace lockkeeper::tests
