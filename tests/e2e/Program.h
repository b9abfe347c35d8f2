// The built `lockkeeper-cli` with a home, communities and a data folder of its own: what an end-to-end test
// starts. Nothing of the machine's environment reaches it that would change what it does.
#pragma once

#include "tests/e2e/Report.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>

namespace lockkeeper::tests {

inline constexpr int LongEnoughMs = 100'000;

struct Outcome
{
    int exitCode = -1; // -N: ended by the signal N; -1: not back in time, or never started
    QByteArray out;
    QByteArray err;

    [[nodiscard]] Report report() const { return readReport(out); }
    [[nodiscard]] QByteArray all() const; // for messages
};

class Program final
{
public:
    Program();

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString communitiesDir() const { return m_communities; }
    [[nodiscard]] QString dataDir() const { return m_data; }
    [[nodiscard]] QString database(const QString &community) const;
    void setCommunitiesDir(const QString &folder) { m_communities = folder; }
    void setDataDir(const QString &folder) { m_data = folder; }
    void setServer(const QUrl &github) { m_github = github; }
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    // Runs in the child between fork and exec: nothing but async-signal-safe calls.
    void setChildModifier(std::function<void()> modifier) { m_modifier = std::move(modifier); }

    // A community that is nothing but repositories.
    void addCommunity(const QString &id, const QStringList &repositories);
    void writeFile(const QString &path, const QByteArray &bytes) const;

    // `sync --json` with the folders and the server of this object.
    [[nodiscard]] QStringList syncWords(const QStringList &more = {}) const;
    void start(QProcess &process, const QStringList &words) const;
    [[nodiscard]] Outcome run(const QStringList &words) const;
    [[nodiscard]] Outcome sync(const QStringList &more = {}) const { return run(syncWords(more)); }

    [[nodiscard]] static QString executable();
    [[nodiscard]] static Outcome finish(QProcess &process); // waits for its end

private:
    QTemporaryDir m_folder;
    QString m_communities;
    QString m_data;
    QUrl m_github;
    QProcessEnvironment m_environment;
    std::function<void()> m_modifier;
};

} // namespace lockkeeper::tests
