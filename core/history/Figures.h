// The columns of numbers a job has, once: for the schema, for writing, for reading, and for summing up.
#pragma once

#include "sync/Snapshot.h"

#include <QList>
#include <QString>

namespace lockkeeper::history {

struct Figure
{
    const char *column;
    bool isLargest; // of several jobs the largest counts, not the sum
    qint64 (*get)(const sync::Counts &, const sync::Costs &);
    void (*set)(sync::Counts &, sync::Costs &, qint64);
};

[[nodiscard]] const QList<Figure> &figures();

[[nodiscard]] QString figureColumns(); // "added, changed, …"
[[nodiscard]] QString figureSums();    // "sum(added), sum(changed), …"

} // namespace lockkeeper::history
