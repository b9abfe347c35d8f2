#include "sources/discourse/ForumRequests.h"

#include "sources/BadAnswer.h"
#include "sources/JsonAnswer.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::discourse {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::discourse)
};

QString membersHint()
{
    return Tr::tr(
        "Lockkeeper reads what everybody may read. Take it out of the community's configuration, or "
        "ask the forum's administrators to open it. What was stored before is still there.");
}
} // namespace

bool isWhole(const community::Forum &forum)
{
    return forum.tags.isEmpty() && forum.categories.isEmpty();
}

QString nameOf(const community::Forum &forum)
{
    QString name = forum.url.toString(QUrl::FullyEncoded);
    while (name.endsWith(u'/'))
        name.chop(1);
    return name;
}

QList<Listing> listingsOf(const community::Forum &forum)
{
    if (isWhole(forum))
        return {{.path = u"/latest.json"_s, .what = {}}};
    QList<Listing> listings;
    const auto add = [&](const QString &path, const QString &what) {
        for (const Listing &listing : std::as_const(listings)) {
            if (listing.path == path)
                return;
        }
        listings.append({.path = path, .what = what});
    };
    for (const community::Category &category : forum.categories)
        add(u"/c/%1/%2/l/latest.json"_s.arg(category.slug).arg(category.id),
            Tr::tr("category %1 (%2)").arg(category.slug).arg(category.id));
    for (const QString &tag : forum.tags)
        add(u"/tag/%1.json"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(tag))),
            Tr::tr("tag %1").arg(tag));
    return listings;
}

http::Request requestFor(const QUrl &forum, const QString &path, const QUrlQuery &query)
{
    http::Request request;
    request.url = forum;
    QString base = forum.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    request.url.setPath(base + path, QUrl::TolerantMode);
    if (!query.isEmpty())
        request.url.setQuery(query);
    request.endpoint = u"discourse"_s;
    request.headers = {{"Accept", "application/json"}};
    return request;
}

Result<QJsonObject> answerOf(const http::Response &response)
{
    if (response.url.path().endsWith("/login"_L1))
        return Error{
            .kind = ErrorKind::Auth,
            .text =
                Tr::tr("%1 shows its topics to members only: it asks for a login.").arg(response.url.host()),
            .hint = membersHint(),
            .url = response.url.toDisplayString(QUrl::RemoveUserInfo),
            .status = response.status};
    return jsonObject(response);
}

Error shapeError(const http::Response &response, const QString &expected)
{
    return badAnswer(response, expected,
                     Tr::tr("Check that the address is a Discourse forum's. Nothing was written."));
}

Error explained(Error error, const community::Forum &forum, const Listing &listing)
{
    const QString name = nameOf(forum);
    const bool whole = listing.what.isEmpty();
    if (isPrivate(error)) {
        error.kind = ErrorKind::Auth;
        error.text = whole ? Tr::tr("The forum %1 shows its topics to members only.").arg(name)
                           : Tr::tr("The forum %1 shows its %2 to members only.").arg(name, listing.what);
        error.hint = membersHint();
    } else if (isGone(error)) {
        error.text = whole ? Tr::tr("There is no Discourse forum at %1.").arg(name)
                           : Tr::tr("The forum %1 has no %2, or hides it.").arg(name, listing.what);
        error.hint =
            whole ? Tr::tr("Check discourse in the community's configuration: the address must be the "
                           "forum's own, with its folder if it has one.")
                  : Tr::tr("Check discourse in the community's configuration; it may have been renamed.");
    }
    return error;
}

bool isGone(const Error &error)
{
    return error.status == 404 || error.status == 410;
}

bool isPrivate(const Error &error)
{
    return error.status == 401 || error.status == 403;
}

} // namespace lockkeeper::sources::discourse
