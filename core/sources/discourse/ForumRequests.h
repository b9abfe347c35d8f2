// How a forum is asked, and what its refusals mean to a maintainer.
#pragma once

#include "base/Result.h"
#include "community/Community.h"
#include "http/Message.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

namespace lockkeeper::sources::discourse {

// A listing of topics: the whole forum's, a category's, a tag's.
struct Listing
{
    QString path; // below the forum's address, percent-encoded: "/latest.json"; names it in the cursor, too
    QString what; // "category help", as an error names it; empty for the whole forum
};

[[nodiscard]] bool isWhole(const community::Forum &forum);   // names neither categories nor tags
[[nodiscard]] QString nameOf(const community::Forum &forum); // its address without a slash at the end
[[nodiscard]] QList<Listing> listingsOf(const community::Forum &forum); // each once

// `path` percent-encoded, behind the forum's own.
[[nodiscard]] http::Request requestFor(const QUrl &forum, const QString &path, const QUrlQuery &query = {});

// The JSON object of an answer; errors (bad_answer, auth) also where a login page came instead.
[[nodiscard]] Result<QJsonObject> answerOf(const http::Response &response);

// An answer that is JSON, but not of the documented shape.
[[nodiscard]] Error shapeError(const http::Response &response, const QString &expected);

// A listing's error, in a maintainer's words.
[[nodiscard]] Error explained(Error error, const community::Forum &forum, const Listing &listing);

[[nodiscard]] bool isGone(const Error &error);    // 404, 410
[[nodiscard]] bool isPrivate(const Error &error); // 401, 403

} // namespace lockkeeper::sources::discourse
