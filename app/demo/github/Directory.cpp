#include "demo/github/Directory.h"

#include <utility>

namespace lockkeeper::demo {

GithubRepository &GithubDirectory::add(const QString &fullName, const ProseWriter &writer)
{
    const qint64 id = ++m_lastId;
    m_ids.insert_or_assign(fullName.toLower(), id);
    return m_repositories.try_emplace(id, id, fullName, writer).first->second;
}

bool GithubDirectory::rename(const QString &from, const QString &to)
{
    GithubRepository *repository = find(from);
    if (!repository)
        return false;
    repository->rename(to);
    m_ids.insert_or_assign(to.toLower(), repository->id());
    return true;
}

bool GithubDirectory::remove(const QString &fullName)
{
    const GithubRepository *repository = find(fullName);
    if (!repository)
        return false;
    m_repositories.erase(repository->id()); // its names lead nowhere from now on
    return true;
}

GithubRepository *GithubDirectory::find(const QString &fullName)
{
    return const_cast<GithubRepository *>(std::as_const(*this).find(fullName));
}

const GithubRepository *GithubDirectory::find(const QString &fullName) const
{
    const auto id = m_ids.find(fullName.toLower());
    return id == m_ids.end() ? nullptr : find(id->second);
}

const GithubRepository *GithubDirectory::find(qint64 id) const
{
    const auto it = m_repositories.find(id);
    return it == m_repositories.end() ? nullptr : &it->second;
}

} // namespace lockkeeper::demo
