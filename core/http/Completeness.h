// Whether a body that Qt calls complete was cut short. Qt 6.4 often does not notice a connection that ends in
// the middle of a chunked body, and never for a compressed one, whose Content-Length it drops. Pure
// functions; any thread.
#pragma once

#include "http/Message.h"

namespace lockkeeper::http {

// True where the body is shorter than its Content-Length, or where its type is JSON and it ends inside a
// text, a list or an object, or before it began. Whether JSON that reaches its end is right otherwise is its
// reader's question.
[[nodiscard]] bool isCutShort(const Headers &headers, const QByteArray &body);

} // namespace lockkeeper::http
