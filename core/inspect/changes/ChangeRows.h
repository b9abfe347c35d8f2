// Rows of the tables in which a database keeps what runs wrote, as values.
#pragma once

#include "inspect/changes/RunChanges.h"

#include <QHash>
#include <QVariantMap>

namespace lockkeeper::store {
class Reading;
class ReadRow;
} // namespace lockkeeper::store

namespace lockkeeper::inspect {

// Old values by column, as they are kept.
[[nodiscard]] QVariantMap oldValues(const QString &json);

// The columns id, table_number, row_id, kind, old of a row; no title yet.
[[nodiscard]] RunChange changeOf(const Place &place, const store::ReadRow &row);

// Title, origin and the like, out of values by column.
void describeChange(RunChange &change, const QVariantMap &values);

// What a row has now, by column; empty where it is gone.
[[nodiscard]] Result<QVariantMap> presentValues(store::Reading &reading, const ItemRef &ref);

// And of one that is gone what it last had, as far as that is kept.
[[nodiscard]] Result<QVariantMap> lastValues(store::Reading &reading, const ItemRef &ref);

} // namespace lockkeeper::inspect
