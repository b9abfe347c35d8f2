// What makes two URLs the same place (RFC 6454), and how a host is called in sentences. Any thread.
#pragma once

#include <QString>
#include <QUrl>

namespace lockkeeper::http {

[[nodiscard]] bool isHttpUrl(const QUrl &url); // http or https, with a host

// "https://api.github.com:443": scheme, host and port. Credentials stay inside it.
[[nodiscard]] QString originOf(const QUrl &url);

// "api.github.com", with the port if it is not the scheme's own. Pace, limits and connections are counted for
// this.
[[nodiscard]] QString hostOf(const QUrl &url);

} // namespace lockkeeper::http
