#include "onboarding/Discover.h"

#include "community/CommunityIds.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/GithubRepository.h"
#include "onboarding/ListCheck.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr qint64 largestPage = 2LL * 1024 * 1024;

void discoverRepository(Asker &asker, Discovery &discovery, const Pasted &pasted)
{
    discovery.kind = Discovery::Kind::Repository;
    const std::optional<RepositoryFacts> facts = askFacts(asker, pasted.repository, discovery);
    if (!facts)
        return;
    discovery.verdict = Verdict::Fine;
    discovery.name = facts->name.section(u'/', 1);
    discovery.description = facts->description;
    discovery.homepage = facts->homepage;
    discovery.repositories = {proposed(*facts)};
    discovery.repositories.first().ticked = true; // it is what was asked for
    discovery.text = Tr::tr("The repository %1.").arg(facts->name);
}

void discoverSite(Asker &asker, Discovery &discovery, const QUrl &address)
{
    discovery.kind = Discovery::Kind::Homepage;
    http::Request request = pageRequest(address);
    request.maxBytes = largestPage;
    const Result<http::Response> response = asker.ask(request);
    if (!response) {
        if (response.error().kind != ErrorKind::Gone)
            return asker.leaveOpen(discovery, response.error());
        discovery.verdict = Verdict::Error;
        discovery.text = Tr::tr("There is no page at %1.").arg(address.toDisplayString());
        return;
    }
    if (!response->header("content-type").toLower().contains("html")) {
        discovery.verdict = Verdict::Warning;
        discovery.text = Tr::tr("%1 is no page with links.").arg(address.toDisplayString());
        return;
    }
    discoverOnPage(discovery, QString::fromUtf8(response->body), response->url,
                   githubWebHost(asker.client()));
}

// An owner that the page's links agree on tells more than the links.
void addOwner(Asker &asker, Discovery &discovery)
{
    QStringList owners = discovery.owners;
    for (const ProposedRepository &repository : std::as_const(discovery.repositories))
        owners += repository.name.section(u'/', 0, 0);
    owners.removeDuplicates();
    if (owners.size() != 1)
        return;
    Discovery own;
    if (!discoverOwner(asker, own, owners.first()))
        return;
    discovery.repositories = own.repositories;
    discovery.repositoriesLeftOut = own.repositoriesLeftOut;
}

QString whatWasFound(const Discovery &discovery)
{
    QStringList parts;
    if (!discovery.repositories.isEmpty())
        parts += Tr::tr("%Ln repositories", nullptr, static_cast<int>(discovery.repositories.size()));
    if (!discovery.forums.isEmpty())
        parts += Tr::tr("%Ln forum(s)", nullptr, static_cast<int>(discovery.forums.size()));
    if (!discovery.lists.isEmpty())
        parts += Tr::tr("%Ln mailing list(s)", nullptr, static_cast<int>(discovery.lists.size()));
    return parts.join(", "_L1);
}

void judge(Discovery &discovery)
{
    if (discovery.kind != Discovery::Kind::Homepage || discovery.verdict == Verdict::Error)
        return;
    const QString found = whatWasFound(discovery);
    discovery.verdict = found.isEmpty() ? Verdict::Warning : Verdict::Fine;
    const QString name = discovery.name.isEmpty() ? discovery.homepage.host() : discovery.name;
    discovery.text = found.isEmpty() ? Tr::tr("%1 links to no repository, forum or mailing list.").arg(name)
                                     : Tr::tr("%1 links to %2.").arg(name, found);
}
} // namespace

Discovery discover(Asker &asker, const QString &text)
{
    Discovery discovery;
    const Pasted pasted = recognised(text, githubWebHost(asker.client()));
    switch (pasted.kind) {
    case Pasted::Kind::Nothing:
        discovery.verdict = Verdict::Error;
        discovery.text = Tr::tr("This is no address and no name on GitHub.");
        discovery.hint =
            Tr::tr("Paste a GitHub organisation, a repository, a forum's address, a mailing list's "
                   "archive or a project's homepage.");
        break;
    case Pasted::Kind::Owner:
        discovery.kind = Discovery::Kind::Owner;
        (void)discoverOwner(asker, discovery, pasted.owner);
        break;
    case Pasted::Kind::Repository:
        discoverRepository(asker, discovery, pasted);
        break;
    case Pasted::Kind::Address:
        discoverSite(asker, discovery, pasted.address);
        if (discovery.verdict == Verdict::Fine && discovery.kind == Discovery::Kind::Homepage) {
            addOwner(asker, discovery);
            judge(discovery);
        }
        break;
    }
    if (discovery.id.isEmpty() && !discovery.name.isEmpty())
        discovery.id = community::idFromName(discovery.name);
    return discovery;
}

} // namespace lockkeeper::onboarding
