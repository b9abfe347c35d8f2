// An engine with everything real behind it: client, embedded GitHub, databases.
#pragma once

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"
#include "events/Monitor.h"
#include "http/Client.h"
#include "store/Databases.h"
#include "sync/Engine.h"

#include <QTemporaryDir>

#include <memory>

namespace lockkeeper::tests {

// What a test of it derives from; begin() anew for each of its functions.
class EngineFixture : public QObject
{
protected:
    // In the order they are made; ended in the reverse one.
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<events::Monitor>
        m_monitor; // what happens to jobs and locks is told to it where it is there
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<store::Databases> m_databases;
    std::unique_ptr<sync::Engine> m_engine;

    void begin(int parallelJobs)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_site = std::make_unique<demo::GithubSite>();
        m_site->setLimits({.anonymous = 100'000, .authorized = 100'000});
        m_server = std::make_unique<demo::HttpServer>(
            [this](const demo::HttpRequest &request) { return m_site->handle(request); });
        http::ClientConfig config;
        (void)config.endpoints.setUrl(QStringLiteral("github"), m_server->url().toString());
        (void)config.endpoints.setPace(QStringLiteral("github"), 5000);
        config.backoff = std::chrono::milliseconds(1);
        m_client = std::make_unique<http::Client>(config);
        m_databases = std::make_unique<store::Databases>(m_folder->path(), std::chrono::milliseconds(1500));
        m_engine = std::make_unique<sync::Engine>(*m_client, *m_databases, parallelJobs, m_monitor.get());
    }
    void end()
    {
        m_engine.reset();
        m_databases.reset();
        m_client.reset();
        m_monitor.reset();
        m_server.reset();
        m_site.reset();
    }

    // "community-0" with "org0/repo0", …, each repository with so many items.
    QList<community::Community> communities(int count, int repositories, int items)
    {
        QList<community::Community> result;
        for (int c = 0; c < count; ++c) {
            community::Community community;
            community.id = QStringLiteral("community-%1").arg(c);
            for (int r = 0; r < repositories; ++r) {
                const QString name = QStringLiteral("org%1/repo%2").arg(c).arg(r);
                m_site->addGenerated({.fullName = name, .items = items});
                community.githubRepositories.append(name);
            }
            result.append(community);
        }
        return result;
    }
    [[nodiscard]] QString path(const QString &id) const { return store::databasePath(m_folder->path(), id); }
};

} // namespace lockkeeper::tests
