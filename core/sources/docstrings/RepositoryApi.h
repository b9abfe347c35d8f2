// What is asked of GitHub for a repository's files, and its errors in a maintainer's words.
// https://docs.github.com/en/rest/commits/commits#get-a-commit
// https://docs.github.com/en/rest/repos/contents#download-a-repository-archive-tar
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUrl>

namespace lockkeeper::sources::docstrings {

inline constexpr qint64 largestArchive =
    256LL * 1024 * 1024; // bytes, packed; it is held in memory while it is read

// The commit that a branch points to.
struct Head
{
    QString sha;
    QByteArray etag;
    QDateTime answered = {}; // UTC, by the server's clock; invalid where it does not say
};

class RepositoryApi final
{
public:
    RepositoryApi(QString repository, QString branch, JobContext &context);

    // `known`: the head as it was last time, asked for conditionally; an empty one otherwise.
    [[nodiscard]] Result<Head> head(const Head &known);
    // The files at a commit, as .tar.gz.
    [[nodiscard]] Result<http::Response> archive(const QString &sha);

private:
    [[nodiscard]] http::Request request(const QString &path) const;
    [[nodiscard]] Error explained(Error error) const;
    [[nodiscard]] Error noSuchBranch(Error error); // asks for the branch that there is
    void noteMove(const http::Response &response, const QString &commitPage);

    QString m_repository;
    QString m_branch;
    JobContext &m_context;
    QUrl m_base; // …/repos/{owner}/{repo}, or where a permanent redirect pointed
};

} // namespace lockkeeper::sources::docstrings
