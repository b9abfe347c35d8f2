// One source's job with everything real around it: an HTTP server on the loopback, the client, a database.
#pragma once

#include "demo/HttpServer.h"
#include "http/Client.h"
#include "sources/Progress.h"
#include "sources/Source.h"
#include "store/Database.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>
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

class JobFixture final
{
public:
    // Every endpoint points at the server; discourse and mailman take server().url() from the community.
    explicit JobFixture(demo::HttpServer::Handler handler);

    [[nodiscard]] demo::HttpServer &server() { return m_server; }
    [[nodiscard]] QString databasePath() const { return m_folder.filePath(QStringLiteral("community.db")); }
    [[nodiscard]] http::ClientConfig &clientConfig() { return m_config; } // before the first run()
    [[nodiscard]] store::Database &database();

    // Before runs on several threads.
    void prepare();
    // One run of a remote's job, on the calling thread.
    SyncOutcome run(const sources::Remote &remote, bool full = false, std::optional<qint64> limit = {},
                    std::stop_token stop = {});
    // The remotes' jobs one after the other, each reserving what it shares until it has ended, as in a run.
    QList<SyncOutcome> runAll(const QList<sources::Remote> &remotes, bool full = false);

private:
    QTemporaryDir m_folder;
    demo::HttpServer m_server;
    http::ClientConfig m_config;
    std::unique_ptr<http::Client> m_client;
    std::shared_ptr<store::Database> m_database;
};

} // namespace lockkeeper::tests
