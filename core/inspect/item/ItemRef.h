// One row of a content table, wherever it lies. Pure.
#pragma once

#include "inspect/ContentTable.h"

#include <QMetaType>

namespace lockkeeper::inspect {

struct ItemRef
{
    Place place;
    QString table;
    qint64 id = 0; // its row id

    friend bool operator==(const ItemRef &, const ItemRef &) = default;
};

} // namespace lockkeeper::inspect

Q_DECLARE_METATYPE(lockkeeper::inspect::ItemRef)
