// What GitHub says about a repository and about an issue or pull request, with the members its answers have.
// https://docs.github.com/rest/issues/issues, https://docs.github.com/rest/repos/repos#get-a-repository
#pragma once

#include "demo/github/Directory.h"
#include "demo/github/Repository.h"

#include <QJsonObject>
#include <QUrl>

namespace lockkeeper::demo {

struct Addresses
{
    QString api; // "http://127.0.0.1:4711", without a trailing slash
    QString web; // "https://github.com"
};

[[nodiscard]] QJsonObject repositoryJson(const GithubRepository &repository, const Addresses &addresses);
[[nodiscard]] QJsonObject languagesJson(const GithubRepository &repository);
[[nodiscard]] QJsonObject ownerJson(const QString &login, const GithubOwner &owner, qsizetype repositories,
                                    const Addresses &addresses);
[[nodiscard]] QJsonObject itemJson(const GithubRepository &repository, const GithubItem &item,
                                   const Addresses &addresses);

} // namespace lockkeeper::demo
