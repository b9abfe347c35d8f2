#include "demo/github/Routes.h"

#include "demo/github/Answers.h"
#include "demo/github/Json.h"
#include "demo/github/Listing.h"

#include <QJsonArray>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer listingAnswer(const GithubRepository &repository, const Addresses &addresses,
                         const HttpRequest &request)
{
    const Listing listing = parseListing(request);
    if (!listing.wrongField.isEmpty())
        return answers::unprocessable(listing.wrongField);
    const GithubRepository::Page page = repository.page(listing);
    QJsonArray items;
    for (const GithubItem *item : page.items)
        items.append(itemJson(repository, *item, addresses));

    HttpAnswer answer = answers::json(200, QJsonDocument(items));
    const QUrl own(u"%1/repositories/%2/issues"_s.arg(addresses.api).arg(repository.id()));
    const QByteArray link = linkHeader(own, request, listing, page.total);
    if (!link.isEmpty())
        answer.set("Link", link);
    return answer;
}

HttpAnswer repositoryAnswer(const GithubRepository &repository, const QStringList &rest,
                            const Addresses &addresses, const HttpRequest &request)
{
    if (rest.isEmpty())
        return answers::json(200, QJsonDocument(repositoryJson(repository, addresses)));
    if (rest.size() == 1 && rest.first() == "languages"_L1)
        return answers::json(200, QJsonDocument(languagesJson(repository)));
    if (rest.first() != "issues"_L1 || rest.size() > 2)
        return answers::notFound();
    if (rest.size() == 1)
        return listingAnswer(repository, addresses, request);
    const GithubItem *item = repository.find(rest.at(1).toInt());
    if (!item)
        return answers::notFound();
    return answers::json(200, QJsonDocument(itemJson(repository, *item, addresses)));
}

// /users/{login} and /orgs/{login}, and their repositories, the last changed first, a hundred at most.
HttpAnswer ownerAnswer(const GithubDirectory &directory, const QStringList &parts, const Addresses &addresses)
{
    constexpr qsizetype most = 100;
    const QString &login = parts.at(1);
    const auto repositories = directory.repositoriesOf(login);
    if (repositories.empty() || parts.size() > 3)
        return answers::notFound();
    if (parts.size() == 2)
        return answers::json(200, QJsonDocument(ownerJson(login, directory.owner(login),
                                                          std::ssize(repositories), addresses)));
    if (parts.at(2) != "repos"_L1)
        return answers::notFound();
    QJsonArray list;
    for (const GithubRepository *repository : repositories) {
        if (list.size() < most)
            list.append(repositoryJson(*repository, addresses));
    }
    return answers::json(200, QJsonDocument(list));
}

} // namespace

HttpAnswer route(const GithubDirectory &directory, const QString &web, const HttpRequest &request)
{
    if (request.method != "GET" && request.method != "HEAD")
        return answers::notFound();
    const Addresses addresses{.api = request.origin(), .web = web};
    const QStringList parts = request.url.path().split('/'_L1, Qt::SkipEmptyParts);
    if (parts.size() >= 2 && parts.first() == "repositories"_L1) {
        const GithubRepository *repository = directory.find(parts.at(1).toLongLong());
        return repository ? repositoryAnswer(*repository, parts.mid(2), addresses, request)
                          : answers::notFound();
    }
    if (parts.size() >= 2 && (parts.first() == "users"_L1 || parts.first() == "orgs"_L1))
        return ownerAnswer(directory, parts, addresses);
    if (parts.size() < 3 || parts.first() != "repos"_L1)
        return answers::notFound();

    const QString name = parts.at(1) + '/'_L1 + parts.at(2);
    const GithubRepository *repository = directory.find(name);
    if (!repository)
        return answers::notFound();
    if (repository->fullName().compare(name, Qt::CaseInsensitive) == 0)
        return repositoryAnswer(*repository, parts.mid(3), addresses, request);

    const QStringList moved{u"/repositories"_s, QString::number(repository->id())};
    QUrl location(addresses.api);
    location.setPath((moved + parts.mid(3)).join('/'_L1));
    if (request.url.hasQuery())
        location.setQuery(request.url.query(QUrl::FullyEncoded));
    return answers::moved(location);
}

} // namespace lockkeeper::demo
