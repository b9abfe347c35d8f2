// The texts of stored items, as samples of what a community's items are like.
#pragma once

#include "base/Result.h"

#include <QString>

#include <vector>

namespace lockkeeper::store {

struct ItemText
{
    QString title;
    QString body;
};

// At most `atMost` of github_items, spread evenly over them; empty where there are none. Opens read-only; the
// table must be there. Errors: corrupt, locked, internal.
[[nodiscard]] Result<std::vector<ItemText>> readItemTexts(const QString &path, qint64 atMost);

} // namespace lockkeeper::store
