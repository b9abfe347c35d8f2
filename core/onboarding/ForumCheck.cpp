#include "onboarding/ForumCheck.h"

#include "community/Rules.h"
#include "http/Client.h"
#include "onboarding/Asker.h"
#include "onboarding/ForumFacts.h"
#include "onboarding/GithubRepository.h"
#include "sources/discourse/ForumRequests.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
namespace discourse = sources::discourse;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::onboarding)
};

const QString sitePath = u"/site.json"_s;

QString shown(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
}

// Where the forum is, by the address its site.json was found at in the end.
QUrl placeOf(const QUrl &found)
{
    QUrl url = found.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    QString path = url.path(QUrl::FullyEncoded);
    if (path.endsWith(sitePath))
        path.chop(sitePath.size());
    url.setPath(path, QUrl::TolerantMode);
    return url;
}

void noForum(ForumFinding &finding, const QUrl &url)
{
    finding.verdict = Verdict::Error;
    finding.text = Tr::tr("There is no Discourse forum at %1.").arg(shown(url));
    finding.hint = Tr::tr("The address must be the forum's own, with its folder if it has one.");
}

void membersOnly(ForumFinding &finding)
{
    finding.verdict = Verdict::Warning;
    finding.text = Tr::tr("%1 shows its topics to members only.").arg(shown(finding.url));
    finding.hint =
        Tr::tr("Lockkeeper reads what everybody may read: ask the forum's administrators to open it.");
}

// The site's JSON, or, in `finding`, why there is none.
std::optional<QJsonObject> askSite(Asker &asker, ForumFinding &finding)
{
    const QUrl asked = finding.url;
    const Result<http::Response> response = asker.ask(discourse::requestFor(asked, sitePath));
    if (!response) {
        if (discourse::isPrivate(response.error()))
            membersOnly(finding);
        else if (discourse::isGone(response.error()))
            noForum(finding, asked);
        else
            asker.leaveOpen(finding, response.error());
        return {};
    }
    const Result<QJsonObject> object = discourse::answerOf(*response);
    if (object) {
        finding.url = placeOf(response->url);
        return *object;
    }
    if (object.error().kind == ErrorKind::Auth)
        membersOnly(finding);
    else if (response->url.host() != asked.host()) // a café's login page comes from elsewhere
        asker.leaveOpen(finding, object.error());
    else
        noForum(finding, asked);
    return {};
}

std::optional<QJsonObject> askOptional(Asker &asker, const QUrl &forum, const QString &path)
{
    const Result<http::Response> response = asker.ask(discourse::requestFor(forum, path));
    if (!response)
        return {};
    const Result<QJsonObject> object = discourse::answerOf(*response);
    return object ? std::optional(*object) : std::nullopt;
}

bool hasTag(const ForumFinding &finding, const QString &name)
{
    return std::any_of(finding.tags.cbegin(), finding.tags.cend(), [&name](const ForumTag &tag) {
        return tag.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void askTags(Asker &asker, ForumFinding &finding, const QJsonObject &site, const QStringList &wanted)
{
    const std::optional<QList<ForumTag>> top = readTopTags(site);
    finding.tags = top.value_or(QList<ForumTag>());
    const bool all = std::all_of(wanted.cbegin(), wanted.cend(),
                                 [&finding](const QString &tag) { return hasTag(finding, tag); });
    if (top && all)
        return;
    if (const std::optional<QJsonObject> tags = askOptional(asker, finding.url, u"/tags.json"_s)) {
        for (const ForumTag &tag : readTags(*tags)) {
            if (!hasTag(finding, tag.name))
                finding.tags.append(tag);
        }
    }
}

// Categories and tags of the configuration that the forum does not have.
QStringList missingIn(const ForumFinding &finding, const community::Forum &forum)
{
    QStringList names;
    for (const community::Category &wanted : forum.categories) {
        const bool known = std::any_of(finding.categories.cbegin(), finding.categories.cend(),
                                       [&wanted](const ForumCategory &category) {
                                           return category.id == wanted.id && category.slug == wanted.slug;
                                       });
        if (!known && !finding.categories.isEmpty())
            names += Tr::tr("category %1 (%2)").arg(wanted.slug).arg(wanted.id);
    }
    for (const QString &tag : forum.tags) {
        if (!hasTag(finding, tag) && !finding.tags.isEmpty())
            names += Tr::tr("tag %1").arg(tag);
    }
    return names;
}

QString summary(const ForumFinding &finding)
{
    QStringList parts;
    if (finding.topics >= 0)
        parts += Tr::tr("about %Ln topic(s)", nullptr, static_cast<int>(finding.topics));
    if (!finding.categories.isEmpty())
        parts += Tr::tr("%Ln categories", nullptr, static_cast<int>(finding.categories.size()));
    if (!finding.tags.isEmpty())
        parts += Tr::tr("%Ln tag(s) to pick from", nullptr, static_cast<int>(finding.tags.size()));
    const QString name = finding.title.isEmpty() ? finding.url.host() : finding.title;
    return parts.isEmpty() ? Tr::tr("%1 is a Discourse forum.").arg(name)
                           : Tr::tr("%1: %2.").arg(name, parts.join(", "_L1));
}

void judge(ForumFinding &finding, const community::Forum &forum, const QUrl &asked)
{
    finding.verdict = Verdict::Fine;
    finding.text = summary(finding);
    if (const QStringList names = missingIn(finding, forum); !names.isEmpty()) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It has no %1, or hides it. %2").arg(names.join(", "_L1), finding.text);
        finding.hint = Tr::tr("It may have been renamed: pick from what there is.");
    } else if (finding.url != asked) {
        finding.verdict = Verdict::Warning;
        finding.text = Tr::tr("It is at %1 now. %2").arg(shown(finding.url), finding.text);
        finding.hint = Tr::tr("Take the new address.");
    }
}
} // namespace

ForumFinding checkForum(Asker &asker, const community::Forum &forum)
{
    ForumFinding finding;
    const Result<QUrl> url = community::checkedBaseUrl(forum.url.toString());
    if (!url) {
        refuse(finding, url.error());
        return finding;
    }
    finding.url = *url;
    const std::optional<QJsonObject> site = askSite(asker, finding);
    if (!site)
        return finding;
    std::optional<QList<ForumCategory>> categories = readCategories(*site);
    if (!categories) {
        noForum(finding, finding.url);
        return finding;
    }
    finding.isDiscourse = true;
    if (categories->isEmpty()) {
        if (const auto paged = askOptional(asker, finding.url, u"/categories.json"_s))
            categories = readCategories(paged->value("category_list"_L1).toObject());
    }
    finding.categories = categories.value_or(QList<ForumCategory>());
    if (const std::optional<QJsonObject> about = askOptional(asker, finding.url, u"/about.json"_s))
        readAbout(*about, finding);
    askTags(asker, finding, *site, forum.tags);
    judge(finding, forum, *url);
    return finding;
}

} // namespace lockkeeper::onboarding
