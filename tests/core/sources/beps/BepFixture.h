// The proposals' remotes of our own, and their job in the community `bids`.
#pragma once

#include "demo/beps/BepSite.h"
#include "sources/Source.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

namespace lockkeeper::tests {

class BepFixture final
{
public:
    BepFixture();

    [[nodiscard]] demo::BepSite &site() { return m_site; }
    [[nodiscard]] demo::HttpServer &server() { return m_job.server(); }
    [[nodiscard]] http::ClientConfig &clientConfig() { return m_job.clientConfig(); }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }

    SyncOutcome sync(bool full = false, std::optional<qint64> limit = {}, std::stop_token stop = {});

    // A proposal with an open pull request over one file, from its own fork.
    void addOpen(const QString &number, int pull);

    [[nodiscard]] QStringList rows(const QString &sql) { return Sqlite(databasePath()).rows(sql); }
    [[nodiscard]] QString value(const QString &sql) { return Sqlite(databasePath()).value(sql); }
    [[nodiscard]] QStringList states(); // "004|draft", by number
    [[nodiscard]] QStringList everything();
    [[nodiscard]] QStringList asked(); // paths and queries, and forgets them

    static demo::HttpAnswer text(const QByteArray &body, int status = 200);
    static demo::HttpAnswer json(const QByteArray &body, int status = 200);

private:
    demo::BepSite m_site;
    JobFixture m_job;
    sources::Remote m_remote;
};

} // namespace lockkeeper::tests
