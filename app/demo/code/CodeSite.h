// Repositories' files as GitHub's API and its archive server show them, for the demo and the tests: a
// branch's commit, the repository, the archive of a commit behind a redirect to another host. Any thread.
#pragma once

#include "demo/HttpServer.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <mutex>
#include <optional>

namespace lockkeeper::demo {

using CodeFiles = QMap<QByteArray, QByteArray>; // path -> bytes

class CodeSite final
{
public:
    static constexpr auto apiHost = "api.github.example";
    static constexpr auto archiveHost = "codeload.github.example";

    // The tree of the default branch's newest commit. Whatever is said first of a repository (`owner/name`)
    // makes it.
    void setFiles(const QString &repository, CodeFiles files);
    void put(const QString &repository, const QByteArray &path, const QByteArray &content);
    void remove(const QString &repository, const QByteArray &path);
    [[nodiscard]] QString commit(const QString &repository) const; // its id, made of the tree alone

    void setDefaultBranch(const QString &repository, const QString &branch); // "main" where nothing is said
    void rename(const QString &repository, const QString &newName);          // 301 for the old name

    // Nothing: another host, or a path that is not about the files of one of the repositories.
    [[nodiscard]] std::optional<HttpAnswer> answer(const HttpRequest &request) const;

private:
    struct Repository
    {
        QString name;
        QString branch = QStringLiteral("main");
        CodeFiles files;
        qint64 id = 0;
    };

    [[nodiscard]] Repository &made(const QString &name);
    [[nodiscard]] static QString commitOf(const Repository &repository);
    [[nodiscard]] const Repository *find(const QString &name) const;
    [[nodiscard]] std::optional<HttpAnswer> apiAnswer(const HttpRequest &request) const;
    [[nodiscard]] std::optional<HttpAnswer> archiveAnswer(const QString &path) const;
    [[nodiscard]] static std::optional<HttpAnswer>
    ofRepository(const Repository &repository, const QString &rest, const HttpRequest &request);

    mutable std::mutex m_mutex;
    QMap<QString, Repository> m_repositories; // by the name that was first
};

} // namespace lockkeeper::demo
