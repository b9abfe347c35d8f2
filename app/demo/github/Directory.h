// The repositories of the embedded GitHub by name and by id. Not thread-safe: the site has the lock.
#pragma once

#include "demo/github/Repository.h"

#include <QString>

#include <map>

namespace lockkeeper::demo {

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

private:
    std::map<qint64, GithubRepository> m_repositories;
    std::map<QString, qint64> m_ids; // lower case; former names, too
    qint64 m_lastId = 710'000'000;
};

} // namespace lockkeeper::demo
