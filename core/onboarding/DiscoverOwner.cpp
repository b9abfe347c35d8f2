#include "base/Format.h"
#include "community/CommunityIds.h"
#include "community/Rules.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/Discover.h"
#include "onboarding/GithubRepository.h"
#include "sources/JsonAnswer.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr qsizetype repositoriesAsked = 100; // the most GitHub gives at once

// Who the owner is, a person or an organisation alike; false where nobody is, or nobody knows.
bool askOwner(Asker &asker, Discovery &discovery, const QString &owner, qint64 &repositories)
{
    const Result<http::Response> response = asker.ask(githubRequest(asker.client(), "/users/"_L1 + owner));
    if (!response && response.error().kind == ErrorKind::Gone) {
        discovery.verdict = Verdict::Error;
        discovery.text = Tr::tr("There is nobody called %1 on %2.").arg(owner, githubWebHost(asker.client()));
        discovery.hint = Tr::tr("Check how it is written.");
        return false;
    }
    const Result<QJsonObject> object =
        response ? sources::jsonObject(*response) : Result<QJsonObject>(response.error());
    if (!object) {
        asker.leaveOpen(discovery, object.error());
        return false;
    }
    discovery.name = oneLine(object->value("name"_L1).toString());
    if (discovery.name.isEmpty())
        discovery.name = owner;
    discovery.id = community::idFromName(owner);
    discovery.description = oneLine(object->value("bio"_L1).toString());
    repositories = object->value("public_repos"_L1).toInteger();
    const QString page = object->value("blog"_L1).toString().trimmed();
    const bool hasScheme = page.contains("://"_L1);
    if (const Result<QUrl> homepage = community::checkedUrl(hasScheme ? page : "https://"_L1 + page))
        discovery.homepage = *homepage;
    return true;
}

bool askRepositories(Asker &asker, Discovery &discovery, const QString &owner)
{
    http::Request request = githubRequest(asker.client(), u"/users/%1/repos"_s.arg(owner));
    request.url.setQuery(
        QUrlQuery{{u"sort"_s, u"pushed"_s}, {u"per_page"_s, QString::number(repositoriesAsked)}});
    const Result<http::Response> response = asker.ask(request);
    const Result<QJsonArray> list =
        response ? sources::jsonArray(*response) : Result<QJsonArray>(response.error());
    if (!list) {
        asker.leaveOpen(discovery, list.error());
        return false;
    }
    for (const QJsonValue value : *list) {
        const std::optional<RepositoryFacts> facts = readRepository(value.toObject());
        if (facts && discovery.repositories.size() < repositoriesAsked)
            discovery.repositories.append(proposed(*facts));
    }
    std::stable_sort(
        discovery.repositories.begin(), discovery.repositories.end(),
        [](const ProposedRepository &a, const ProposedRepository &b) { return a.pushedAt > b.pushedAt; });
    return true;
}
} // namespace

bool discoverOwner(Asker &asker, Discovery &discovery, const QString &owner)
{
    qint64 repositories = 0;
    if (!askOwner(asker, discovery, owner, repositories) || !askRepositories(asker, discovery, owner))
        return false;
    discovery.repositoriesLeftOut = std::max<qint64>(0, repositories - discovery.repositories.size());
    const int found = static_cast<int>(discovery.repositories.size());
    discovery.verdict = found > 0 ? Verdict::Fine : Verdict::Warning;
    discovery.text = found > 0 ? Tr::tr("%1: %2, the last changed first.")
                                     .arg(discovery.name, Tr::tr("%Ln repositories", nullptr, found))
                               : Tr::tr("%1 has no public repository.").arg(discovery.name);
    if (discovery.repositoriesLeftOut > 0)
        discovery.hint = Tr::tr("Of %1 the last changed %2 are shown.")
                             .arg(formatNumber(repositories), formatNumber(found));
    return true;
}

} // namespace lockkeeper::onboarding
