// What the table of coverage says: cells, findings in words, and the rows of a file. Pure.
#pragma once

#include "inspect/ResultFile.h"
#include "inspect/coverage/Coverage.h"
#include "ui/history/CellModel.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

namespace lockkeeper::ui {

// "quiet", "never synced", … for a narrow column.
[[nodiscard]] QString gapName(inspect::Gap gap);

// A row's id is its place in `rows`. `names` of communities by id. Bars: items against the most of any
// remote, and the share with a text.
[[nodiscard]] CellTable coverageTable(const QList<inspect::CoverageRow> &rows,
                                      const QHash<QString, QString> &names, bool findingsOnly,
                                      const QDateTime &now);

// All that is found about one, sentences and what to do.
[[nodiscard]] QString coverageDetails(const inspect::CoverageRow &row, const QDateTime &now);

[[nodiscard]] QByteArray coverageFile(const QList<inspect::CoverageRow> &rows, inspect::ResultFormat format,
                                      const QDateTime &now);

} // namespace lockkeeper::ui
