#include "demo/github/Directory.h"

#include <algorithm>
#include <functional>
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

GithubOwner GithubDirectory::owner(const QString &login) const
{
    const auto known = m_owners.find(login.toLower());
    return known == m_owners.end() ? GithubOwner() : known->second;
}

std::vector<const GithubRepository *> GithubDirectory::repositoriesOf(const QString &login) const
{
    std::vector<const GithubRepository *> own;
    for (const auto &[id, repository] : m_repositories) {
        if (repository.fullName().section(u'/', 0, 0).compare(login, Qt::CaseInsensitive) == 0)
            own.push_back(&repository);
    }
    std::ranges::stable_sort(own, std::greater(), &GithubRepository::lastChange);
    return own;
}

} // namespace lockkeeper::demo
