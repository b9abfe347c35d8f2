// The last look at an edited configuration: what Lockkeeper does not read itself must still say the same.
#pragma once

#include <QByteArray>

namespace lockkeeper::community {

// Whether both texts have the same keys and values, in the same order, but for those that a Community holds.
[[nodiscard]] bool saysTheSameElsewhere(const QByteArray &before, const QByteArray &after);

} // namespace lockkeeper::community
