#include "http/Redirect.h"

#include "http/Origin.h"

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isPermanentRedirect(int status)
{
    return status == 301 || status == 308;
}

std::optional<NextHop> nextHop(const NextHop &current, int status, const Headers &headers)
{
    const QByteArray location = header(headers, "Location");
    if (location.isEmpty())
        return std::nullopt;
    const QUrl url = current.url.resolved(QUrl::fromEncoded(location))
                         .adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (!isHttpUrl(url) || (current.url.scheme() == "https"_L1 && url.scheme() != "https"_L1))
        return std::nullopt;

    NextHop next{url, current.method, current.body};
    const bool turnsIntoGet = status == 303 || (status != 307 && status != 308 && current.method == "POST");
    if (turnsIntoGet && current.method != "HEAD") {
        next.method = "GET";
        next.body.clear();
    }
    // A form may carry a key.
    if (!next.body.isEmpty() && originOf(url) != originOf(current.url))
        return std::nullopt;
    return next;
}

} // namespace lockkeeper::http
