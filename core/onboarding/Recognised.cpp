#include "community/Community.h"
#include "community/Rules.h"
#include "onboarding/Discovery.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockkeeper::onboarding {

namespace {
constexpr qsizetype longestPaste = 2048;

// First parts of GitHub's own pages, which are nobody's name.
bool isGithubsOwn(const QString &name)
{
    static const QStringList own{
        u"about"_s,      u"apps"_s,        u"collections"_s, u"contact"_s,       u"customer-stories"_s,
        u"enterprise"_s, u"explore"_s,     u"features"_s,    u"issues"_s,        u"join"_s,
        u"login"_s,      u"marketplace"_s, u"new"_s,         u"notifications"_s, u"orgs"_s,
        u"pricing"_s,    u"pulls"_s,       u"search"_s,      u"security"_s,      u"settings"_s,
        u"site"_s,       u"sponsors"_s,    u"topics"_s,      u"trending"_s};
    return own.contains(name.toLower());
}

Pasted repositoryOf(const QString &owner, QString name)
{
    if (name.endsWith(".git"_L1, Qt::CaseInsensitive))
        name.chop(4);
    const QString full = owner + u'/' + name;
    if (!community::isGithubUser(owner) || !community::isRepositoryName(full))
        return {};
    return {.kind = Pasted::Kind::Repository, .owner = owner, .repository = full, .address = {}};
}

Pasted ownerOf(const QString &name)
{
    if (!community::isGithubUser(name))
        return {};
    return {.kind = Pasted::Kind::Owner, .owner = name, .repository = {}, .address = {}};
}

// "/owner/name/issues", "/orgs/owner/repositories" of GitHub's web.
Pasted fromGithubPath(const QString &path)
{
    QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() > 1 && (parts.first() == "orgs"_L1 || parts.first() == "users"_L1))
        parts = {parts.at(1)};
    if (parts.isEmpty() || isGithubsOwn(parts.first()))
        return {};
    return parts.size() == 1 ? ownerOf(parts.first()) : repositoryOf(parts.at(0), parts.at(1));
}

bool isGithub(const QString &host, const QString &githubHost)
{
    return host == githubHost || host == "www."_L1 + githubHost || host == "github.com"_L1 ||
           host == "www.github.com"_L1;
}

Pasted fromAddress(const QString &text, const QString &githubHost)
{
    QUrl url(text, QUrl::TolerantMode);
    url = url.adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    if (isGithub(url.host(), githubHost)) {
        if (const Pasted known = fromGithubPath(url.path()); known.kind != Pasted::Kind::Nothing)
            return known;
    }
    if (!community::checkedUrl(url.toString(QUrl::FullyEncoded)))
        return {};
    return {.kind = Pasted::Kind::Address, .owner = {}, .repository = {}, .address = url};
}
} // namespace

Pasted recognised(const QString &pasted, const QString &githubHost)
{
    const QString text = pasted.trimmed();
    static const QRegularExpression ssh(u"\\A(?:ssh://)?git@([^:/\\s]+)[:/]([^/\\s]+)/([^/\\s]+)\\z"_s);
    static const QRegularExpression name(u"\\A@?([A-Za-z0-9-]+)(?:/([A-Za-z0-9_.-]+))?\\z"_s);
    static const QRegularExpression bareHost(
        u"\\A[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}(?::[0-9]+)?(?:[/?]\\S*)?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (text.isEmpty() || text.size() > longestPaste)
        return {};
    if (const auto match = ssh.match(text); match.hasMatch())
        return isGithub(match.captured(1), githubHost) ? repositoryOf(match.captured(2), match.captured(3))
                                                       : Pasted();
    if (const auto match = name.match(text); match.hasMatch())
        return match.captured(2).isEmpty() ? ownerOf(match.captured(1))
                                           : repositoryOf(match.captured(1), match.captured(2));
    if (text.startsWith("http://"_L1, Qt::CaseInsensitive) ||
        text.startsWith("https://"_L1, Qt::CaseInsensitive))
        return fromAddress(text, githubHost);
    if (bareHost.match(text).hasMatch())
        return fromAddress("https://"_L1 + text, githubHost);
    return {};
}

} // namespace lockkeeper::onboarding
