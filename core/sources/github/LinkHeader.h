// The `Link` header of a paged answer (RFC 8288), as far as GitHub uses it.
#pragma once

#include <QByteArray>

#include <optional>

namespace lockkeeper::sources::github {

struct PageLinks
{
    bool hasNext = false;
    std::optional<int> lastPage; // `page` of rel="last"; absent on the last page
};

[[nodiscard]] PageLinks parseLinks(const QByteArray &header);

} // namespace lockkeeper::sources::github
