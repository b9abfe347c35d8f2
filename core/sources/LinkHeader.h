// The `Link` header of a paged answer (RFC 8288), as far as GitHub uses it.
#pragma once

#include "http/Message.h"

#include <QByteArray>

#include <optional>

namespace lockkeeper::sources {

struct PageLinks
{
    bool hasNext = false;
    std::optional<int> lastPage; // `page` of rel="last"; absent on the last page
};

[[nodiscard]] PageLinks parseLinks(const QByteArray &header);

// Whether another page follows the one with `count` items: as its Link header says, or, without one, where it
// is as full as was asked for.
[[nodiscard]] bool hasNextPage(const http::Response &response, qsizetype count, int perPage);

} // namespace lockkeeper::sources
