// Whom requests go through. A value; what Qt is told of it, for the network thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

class QNetworkProxyFactory;
class QUrl;

namespace lockkeeper::http {

struct Proxy
{
    enum class Kind {
        System, // what the desktop or the environment (http_proxy, no_proxy) says
        None,
        Http,
        Socks5,
    };
    Kind kind = Kind::System;
    QString host;
    quint16 port = 0;
    QString user; // may be empty
    QByteArray password;
};

// This computer itself is asked directly, always. Else the proxy looks names up, so that no name of a host is
// asked for here and one that only the proxy knows is found. May block where the system's settings are a
// script.
[[nodiscard]] std::unique_ptr<QNetworkProxyFactory> makeProxyFactory(const Proxy &proxy);

// Whether the URL's request is handed to an HTTP proxy that was chosen here: then it is the proxy who cannot
// be reached, where Qt speaks of the host.
[[nodiscard]] bool isHandedOver(const Proxy &proxy, const QUrl &url);

} // namespace lockkeeper::http
