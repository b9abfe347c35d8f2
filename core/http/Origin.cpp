#include "http/Origin.h"

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

int defaultPort(const QUrl &url)
{
    return url.scheme() == "https"_L1 ? 443 : 80;
}

} // namespace

bool isHttpUrl(const QUrl &url)
{
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() && (scheme == "http"_L1 || scheme == "https"_L1);
}

QString originOf(const QUrl &url)
{
    return url.scheme() + "://"_L1 + url.host().toLower() + u':' +
           QString::number(url.port(defaultPort(url)));
}

QString hostOf(const QUrl &url)
{
    const int port = url.port(defaultPort(url));
    const QString host = url.host().toLower();
    return port == defaultPort(url) ? host : host + u':' + QString::number(port);
}

} // namespace lockkeeper::http
