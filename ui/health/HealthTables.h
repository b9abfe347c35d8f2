// The page's tables: databases, rows of one, its backups. Pure.
#pragma once

#include "backup/CopyFacts.h"
#include "ui/common/CommunityNames.h"
#include "ui/health/DatabaseRow.h"
#include "ui/history/CellModel.h"

#include <QDateTime>
#include <QHash>
#include <QList>

namespace lockkeeper::ui {

// The cell rows' ids are positions in the list.
[[nodiscard]] CellTable databaseTable(const QList<DatabaseRow> &rows, const CommunityNames &names = {},
                                      const QDateTime &now = QDateTime::currentDateTime());
[[nodiscard]] CellTable contentTable(const DatabaseRow &row);
[[nodiscard]] CellTable backupTable(const QList<StoredCopy> &backups,
                                    const QDateTime &now = QDateTime::currentDateTime());

// The same with their age and rows, and with what else was found in them; by path. One that is missing is
// still being looked at.
[[nodiscard]] CellTable restoreTable(const QList<StoredCopy> &copies,
                                     const QHash<QString, backup::CopyFacts> &facts,
                                     const QDateTime &now = QDateTime::currentDateTime());

[[nodiscard]] QString ageText(const QDateTime &taken, const QDateTime &now); // "5 min", "7 h", "12 days"

// "today 14:05: whole"
[[nodiscard]] QString checkText(const LastCheck &check, const QDateTime &now = QDateTime::currentDateTime());

// How the file grew, in words; empty where nothing can be said.
[[nodiscard]] QString growthText(const QList<SizePoint> &growth,
                                 const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
