// Where a redirect may lead (RFC 9110, 15.4), and what goes along. Pure functions; any thread.
#pragma once

#include "http/Message.h"

#include <QUrl>

#include <optional>

namespace lockkeeper::http {

[[nodiscard]] bool isRedirect(int status);          // 301, 302, 303, 307, 308
[[nodiscard]] bool isPermanentRedirect(int status); // 301, 308

// The request that follows, or nothing where it must not be sent: no or no usable Location, neither http nor
// https, from https to http, or a body that would go to another origin.
struct NextHop
{
    QUrl url;
    QByteArray method;
    QByteArray body;
};
[[nodiscard]] std::optional<NextHop> nextHop(const NextHop &current, int status, const Headers &headers);

} // namespace lockkeeper::http
