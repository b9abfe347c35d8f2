#include "onboarding/Discover.h"
#include "onboarding/PageLinks.h"
#include "sources/mailman/ArchiveIndex.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

constexpr qsizetype mostOfAKind = 20; // proposals of a page

// "MNE — MNE 1.6 documentation" is "MNE".
QString nameFrom(const QString &title)
{
    static const QRegularExpression separator(u"\\s+[-–—|·:]\\s+|:\\s+"_s);
    return title.section(separator, 0, 0).trimmed();
}

QUrl rootOf(const QUrl &url)
{
    QUrl root = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    root.setPath(QString());
    return root;
}

bool isDiscourse(const PageFacts &facts)
{
    return facts.generator.startsWith("Discourse"_L1, Qt::CaseInsensitive);
}

// By its name alone.
bool soundsLikeForum(const QUrl &link)
{
    static const QStringList names{u"forum"_s,     u"forums"_s, u"discourse"_s, u"discuss"_s,
                                   u"community"_s, u"talk"_s,   u"ask"_s};
    return names.contains(link.host().section(u'.', 0, 0)) && link.host().count(u'.') >= 1;
}

// The archive that a link of Mailman 2 leads to or stands beside; empty for any other.
QUrl archiveOf(const QUrl &link)
{
    static const QRegularExpression archive(u"\\A(.*/pipermail)/([A-Za-z0-9_.+-]+)(?:/.*)?\\z"_s);
    static const QRegularExpression info(u"\\A(.*)/mailman/listinfo(?:\\.cgi)?/([A-Za-z0-9_.+-]+)/?\\z"_s);
    QUrl url = link.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (const auto match = archive.match(link.path()); match.hasMatch()) {
        url.setPath(match.captured(1) + u'/' + match.captured(2) + u'/');
        return url;
    }
    if (const auto match = info.match(link.path()); match.hasMatch()) {
        url.setPath(match.captured(1) + "/pipermail/"_L1 + match.captured(2) + u'/');
        return url;
    }
    return {};
}

QString listNameOf(const QUrl &archive)
{
    return archive.path().section(u'/', -2, -2);
}

void addRepository(Discovery &discovery, const QString &name)
{
    const bool known = std::any_of(
        discovery.repositories.cbegin(), discovery.repositories.cend(),
        [&name](const ProposedRepository &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
    if (!known && discovery.repositories.size() < mostOfAKind) {
        ProposedRepository repository;
        repository.name = name;
        discovery.repositories.append(repository);
    }
}

void addOwnersName(Discovery &discovery, const QString &owner)
{
    if (!discovery.owners.contains(owner, Qt::CaseInsensitive) && discovery.owners.size() < mostOfAKind)
        discovery.owners.append(owner);
}

void addForum(Discovery &discovery, const ProposedForum &forum)
{
    const bool known = std::any_of(discovery.forums.cbegin(), discovery.forums.cend(),
                                   [&forum](const ProposedForum &one) { return one.url == forum.url; });
    if (!known && discovery.forums.size() < mostOfAKind)
        discovery.forums.append(forum);
}

void addList(Discovery &discovery, const QUrl &archive)
{
    const bool known = std::any_of(discovery.lists.cbegin(), discovery.lists.cend(),
                                   [&archive](const ProposedList &one) { return one.url == archive; });
    if (!known && discovery.lists.size() < mostOfAKind)
        discovery.lists.append({.url = archive, .name = listNameOf(archive)});
}

void takeLink(Discovery &discovery, const QUrl &link, const QUrl &page, const QString &githubHost)
{
    const Pasted pasted = recognised(link.toString(QUrl::FullyEncoded), githubHost);
    if (pasted.kind == Pasted::Kind::Repository)
        addRepository(discovery, pasted.repository);
    else if (pasted.kind == Pasted::Kind::Owner)
        addOwnersName(discovery, pasted.owner);
    else if (const QUrl archive = archiveOf(link); !archive.isEmpty())
        addList(discovery, archive);
    else if (soundsLikeForum(link) && link.host() != page.host())
        addForum(discovery, {.url = rootOf(link), .certain = false});
}
} // namespace

void discoverOnPage(Discovery &discovery, const QString &html, const QUrl &page, const QString &githubHost)
{
    const PageFacts facts = readHomepage(html, page);
    discovery.verdict = Verdict::Fine;
    discovery.homepage = page.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    discovery.name = nameFrom(facts.title);
    discovery.description = facts.description;
    if (isDiscourse(facts)) {
        discovery.kind = Discovery::Kind::Forum;
        QUrl forum = rootOf(page);
        forum.setPath(facts.basePath, QUrl::TolerantMode);
        discovery.forums = {{.url = forum, .certain = true}};
        discovery.text = Tr::tr("%1 is a Discourse forum.").arg(page.host());
        return;
    }
    const QUrl archive = archiveOf(page);
    if (!sources::mailman::readIndex(html, page).periods.isEmpty() && !archive.isEmpty()) {
        discovery.kind = Discovery::Kind::MailingList;
        discovery.lists = {{.url = archive, .name = listNameOf(archive)}};
        discovery.name = listNameOf(archive);
        discovery.text = Tr::tr("The archive of the mailing list %1.").arg(discovery.name);
        return;
    }
    discovery.kind = Discovery::Kind::Homepage;
    for (const QUrl &link : facts.links)
        takeLink(discovery, link, page, githubHost);
}

} // namespace lockkeeper::onboarding
