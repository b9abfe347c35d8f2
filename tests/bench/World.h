// Communities whose repositories an embedded GitHub serves: what a run needs, in a folder and on the
// loopback.
#pragma once

#include "common/Settings.h"
#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QString>

#include <chrono>

namespace lockkeeper::bench {

class World final
{
public:
    struct Size
    {
        int communities = 1;
        int repositories = 1; // of each community
        int items = 0;        // of each repository
        int bodyCharacters = 800;
        std::chrono::milliseconds latency{0}; // of an answer
    };
    World(const QString &folder, const Size &size);

    [[nodiscard]] QString communitiesDir() const { return m_folder + QStringLiteral("/communities"); }
    [[nodiscard]] QString dataDir() const { return m_folder + QStringLiteral("/data"); }
    [[nodiscard]] QString id(int community) const;
    [[nodiscard]] qint64 items() const;
    [[nodiscard]] QString githubUrl() const { return m_server.url().toString(); }
    [[nodiscard]] int requests() const { return m_server.requestCount(); }
    [[nodiscard]] app::Settings settings(int jobs) const;
    // Issues and pull requests in the databases.
    [[nodiscard]] qint64 storedRows() const;

private:
    void writeConfigurations() const;

    QString m_folder;
    Size m_size;
    demo::GithubSite m_site;
    demo::HttpServer m_server;
};

} // namespace lockkeeper::bench
