#include "http/Proxy.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>
#include <QUrl>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

class ChosenProxy final : public QNetworkProxyFactory
{
public:
    explicit ChosenProxy(const Proxy &proxy)
        : m_kind(proxy.kind)
        , m_proxy(proxy.kind == Proxy::Kind::Socks5 ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                  proxy.host, proxy.port, proxy.user, QString::fromUtf8(proxy.password))
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (m_kind == Proxy::Kind::None || isThisComputer(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        if (m_kind == Proxy::Kind::System)
            return systemProxyForQuery(query);
        return {m_proxy};
    }

private:
    Proxy::Kind m_kind;
    QNetworkProxy m_proxy;
};

} // namespace

std::unique_ptr<QNetworkProxyFactory> makeProxyFactory(const Proxy &proxy)
{
    return std::make_unique<ChosenProxy>(proxy);
}

bool isHandedOver(const Proxy &proxy, const QUrl &url)
{
    return proxy.kind == Proxy::Kind::Http && url.scheme() == "http"_L1 && !isThisComputer(url.host());
}

} // namespace lockkeeper::http
