// Where the remotes live and how fast they may be asked; each can be overridden by a setting, or by
// --endpoint NAME=URL and --pace NAME=PER_SECOND. A value; safe to copy to any thread.
//
// The default paces, in requests a second to one host, and where they come from:
//   github, github-raw 10   GitHub REST "Rate limits": 900 points a minute, a GET costs one
//   openalex            8   OpenAlex "Rate limits": 10 a second
//   semanticscholar     1   Semantic Scholar API: 1 a second with a key
//   pubmed              3   NCBI E-utilities: 3 a second without a key, 10 with one
//   discourse           3   Discourse's default: 200 a minute and address
//   mailman             3   no published limit; as for Discourse
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::http {

class Endpoints final
{
public:
    Endpoints(); // the public services

    // Errors (kind config): unknown name, a name without an address of its own (discourse, mailman), not an
    // http(s) URL, user info or a query in it.
    Result<void> setUrl(const QString &name, const QString &url);
    // Errors (kind config): unknown name, not a number in (0, 10000].
    Result<void> setPace(const QString &name, double perSecond);
    // "NAME=VALUE" as the command line gives it.
    Result<void> parseUrl(const QString &assignment);
    Result<void> parsePace(const QString &assignment);

    [[nodiscard]] QUrl url(const QString &name) const; // no trailing slash; empty for discourse and mailman
    // Requests a second to one host; some services allow more to who has a key. What was set counts for both.
    [[nodiscard]] double pace(const QString &name, bool withKey = false) const;
    [[nodiscard]] QStringList names() const;

private:
    [[nodiscard]] Error unknownName(const QString &name) const;

    struct Entry
    {
        QUrl url;
        double perSecond = 1;
        double withKey = 0; // 0: no more than without
    };
    QMap<QString, Entry> m_entries;
};

} // namespace lockkeeper::http
