// A repository as GitHub's API and its archive server show it: a branch's commit, the repository, the
// tarball.
#pragma once

#include "sources/docstrings/DocstringSource.h"
#include "tests/support/JobFixture.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <mutex>
#include <optional>

namespace lockkeeper::tests {

// One entry of an archive.
struct TarEntry
{
    QByteArray name; // with the archive's top folder
    QByteArray content;
    QByteArray linkTo; // a symbolic link where not empty
};

[[nodiscard]] QByteArray tarball(const QList<TarEntry> &entries, bool packed = true);

class RepositorySite final
{
public:
    explicit RepositorySite(const QString &repository = QStringLiteral("org/tool"));

    [[nodiscard]] JobFixture &job() { return m_job; }
    [[nodiscard]] QString databasePath() const { return m_job.databasePath(); }

    // The tree of the branch's newest commit.
    void put(const QByteArray &path, const QByteArray &content);
    void remove(const QByteArray &path);
    [[nodiscard]] QString sha(); // of that commit
    void setDefaultBranch(const QString &branch) { m_branch = branch; }
    void renameTo(const QString &repository) { m_newName = repository; }

    // Asked first; what it gives is the answer.
    using Interceptor = std::function<std::optional<demo::HttpAnswer>(const demo::HttpRequest &)>;
    void setInterceptor(Interceptor interceptor);
    [[nodiscard]] demo::HttpAnswer answer(const demo::HttpRequest &request); // without the interceptor

    // A run of every configured language's job, one after the other; the remotes are made anew, as for a run.
    QList<SyncOutcome> syncAll(const QStringList &languages, bool full = false);
    // A run of one language's job.
    SyncOutcome sync(const QString &language, bool full = false, std::optional<qint64> limit = {},
                     std::stop_token stop = {});
    [[nodiscard]] QList<sources::Remote> remotes(const QStringList &languages) const;
    void setConfiguredBranch(const QString &branch) { m_configured = branch; }

    [[nodiscard]] QStringList paths(); // of the requests since the last call, without host and query

private:
    [[nodiscard]] demo::HttpAnswer handle(const demo::HttpRequest &request);
    [[nodiscard]] QByteArray archive();

    const QString m_repository;
    QString m_newName;
    QString m_branch = QStringLiteral("main");
    QString m_configured = QStringLiteral("main");
    std::mutex m_mutex; // the server answers in its own thread
    QMap<QByteArray, QByteArray> m_files;
    Interceptor m_interceptor;
    JobFixture m_job;
};

} // namespace lockkeeper::tests
