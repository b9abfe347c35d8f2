// A repository as GitHub's API and its archive server show it, each under a host of its own, with a job's
// surroundings around it.
#pragma once

#include "demo/code/CodeSite.h"
#include "demo/code/Tarball.h"
#include "sources/docstrings/DocstringSource.h"
#include "tests/support/JobFixture.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <mutex>
#include <optional>

namespace lockkeeper::tests {

class RepositorySite final
{
public:
    explicit RepositorySite(const QString &repository = QStringLiteral("org/tool"));

    [[nodiscard]] JobFixture &job() { return m_job; }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }

    // The tree of the branch's newest commit.
    void put(const QByteArray &path, const QByteArray &content) { m_site.put(m_repository, path, content); }
    void remove(const QByteArray &path) { m_site.remove(m_repository, path); }
    [[nodiscard]] QString sha() { return m_site.commit(m_repository); } // of that commit
    void setDefaultBranch(const QString &branch) { m_site.setDefaultBranch(m_repository, branch); }
    void renameTo(const QString &repository) { m_site.rename(m_repository, repository); }

    // Asked first; what it gives is the answer.
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;
    void setInterceptor(Interceptor interceptor);

    // A run of every configured language's job, one after the other; the remotes are made anew, as for a run.
    QList<SyncOutcome> syncAll(const QStringList &languages, bool full = false);
    // A run of one language's job.
    SyncOutcome sync(const QString &language, bool full = false, std::optional<qint64> limit = {},
                     std::stop_token stop = {});
    [[nodiscard]] QList<sources::Remote> remotes(const QStringList &languages) const;
    void setPatience(std::chrono::microseconds patience) { m_patience = patience; } // with a file
    void setConfiguredBranch(const QString &branch) { m_configured = branch; }

    // "host/path" of the requests since the last call, without the query.
    [[nodiscard]] QStringList paths();
    // What a first run asks for, as paths() gives it.
    [[nodiscard]] QStringList everyRequest();

private:
    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);

    const QString m_repository;
    std::chrono::microseconds m_patience = text::longestParse;
    QString m_configured = QStringLiteral("main");
    demo::CodeSite m_site;
    std::mutex m_mutex; // the server answers in its own thread
    Interceptor m_interceptor;
    JobFixture m_job;
};

} // namespace lockkeeper::tests
