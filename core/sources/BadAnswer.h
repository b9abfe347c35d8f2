// An answer that arrived but is not what was asked for: a page of a proxy, another shape, the end of
// something cut.
#pragma once

#include "base/Error.h"
#include "http/Message.h"

#include <QString>

namespace lockkeeper::sources {

// Of kind bad_answer; names host, status and URL. `what` says what was expected, or what is wrong, without a
// full stop. An empty `hint` becomes the usual one: something may stand in between, nothing was written.
[[nodiscard]] Error badAnswer(const http::Response &response, const QString &what, const QString &hint = {});

} // namespace lockkeeper::sources
