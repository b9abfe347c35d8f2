// An item by what somebody writes for it. Blocks; on one thread, not the window's.
#pragma once

#include "base/Result.h"
#include "inspect/item/ItemRef.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace lockkeeper::inspect {

// `key`: the values of the table's unique key, one by one or joined by colons, the origin left out where the
// rest is enough; "owner/name#2022", "BEP 32"; an address; or a row: "id:123". What itemName() says is among
// these. Errors: config (no such table or item, or several: the hint tells what there is), cancelled, and as
// store::Reading.
[[nodiscard]] Result<ItemRef> findItem(const Place &place, const QString &table, const QStringList &key,
                                       const std::stop_token &stop);

} // namespace lockkeeper::inspect
