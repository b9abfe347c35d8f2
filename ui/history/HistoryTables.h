// Past runs as tables of cells; communities by their names. Pure.
#pragma once

#include "history/Comparison.h"
#include "history/Record.h"
#include "ui/common/CommunityNames.h"
#include "ui/history/CellModel.h"

#include <QDateTime>
#include <QList>

namespace lockkeeper::ui {

[[nodiscard]] CellTable runTable(const QList<history::RunSummary> &runs, const CommunityNames &names = {},
                                 const QDateTime &now = QDateTime::currentDateTime());
[[nodiscard]] CellTable jobTable(const history::RunDetails &run, const CommunityNames &names = {});
[[nodiscard]] CellTable incidentTable(const history::RunDetails &run, const CommunityNames &names = {});
[[nodiscard]] CellTable seriesTable(const QList<history::SourceSeries> &series,
                                    const CommunityNames &names = {});
[[nodiscard]] CellTable comparisonTable(const history::Comparison &comparison,
                                        const CommunityNames &names = {});

// One line over the tables.
[[nodiscard]] QString runText(const history::RunDetails &run, const CommunityNames &names = {},
                              const QDateTime &now = QDateTime::currentDateTime());
[[nodiscard]] QString comparisonText(const history::Comparison &comparison,
                                     const QDateTime &now = QDateTime::currentDateTime());
// "#12, yesterday 03:00"
[[nodiscard]] QString runName(const history::RunSummary &run,
                              const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
