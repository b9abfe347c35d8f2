// The repositories of the embedded GitHub by name and by id. Not thread-safe: the site has the lock.
#pragma once

#include "demo/github/Repository.h"

#include <QString>

#include <map>
#include <vector>

namespace lockkeeper::demo {

// Who has repositories: a person or an organisation.
struct GithubOwner
{
    QString name = {};
    QString homepage = {};
    QString description = {};
};

class GithubDirectory final
{
public:
    GithubRepository &add(const QString &fullName, const ProseWriter &writer);
    bool rename(const QString &from, const QString &to);
    bool remove(const QString &fullName);

    // By today's or a former name, upper and lower case alike; null: unknown.
    [[nodiscard]] GithubRepository *find(const QString &fullName);
    [[nodiscard]] const GithubRepository *find(const QString &fullName) const;
    [[nodiscard]] const GithubRepository *find(qint64 id) const;

    void setOwner(const QString &login, const GithubOwner &owner) { m_owners[login.toLower()] = owner; }
    [[nodiscard]] GithubOwner owner(const QString &login) const;
    // Those of an owner, the last changed first; empty: nobody of that name.
    [[nodiscard]] std::vector<const GithubRepository *> repositoriesOf(const QString &login) const;

private:
    std::map<qint64, GithubRepository> m_repositories;
    std::map<QString, qint64> m_ids;         // lower case; former names, too
    std::map<QString, GithubOwner> m_owners; // lower case
    qint64 m_lastId = 710'000'000;
};

} // namespace lockkeeper::demo
