// Where the remotes live and how fast they may be asked. Names, defaults and paces: SOURCES; each can be overridden
// by a setting or --endpoint NAME=URL and --pace NAME=PER_SECOND.
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

    // Errors (kind config): unknown name, not an http(s) URL, user info or a query in it.
    Result<void> setUrl(const QString &name, const QString &url);
    // Errors (kind config): unknown name, not a number in (0, 10000].
    Result<void> setPace(const QString &name, double perSecond);
    // "NAME=VALUE" as the command line gives it.
    Result<void> parseUrl(const QString &assignment);
    Result<void> parsePace(const QString &assignment);

    [[nodiscard]] QUrl url(const QString &name) const; // no trailing slash; empty for discourse and mailman
    [[nodiscard]] double pace(const QString &name) const; // requests a second to one host
    [[nodiscard]] QStringList names() const;

private:
    struct Entry
    {
        QUrl url;
        double perSecond = 1;
    };
    QMap<QString, Entry> m_entries;
};

} // namespace lockkeeper::http
