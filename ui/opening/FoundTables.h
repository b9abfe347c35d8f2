// What a search has found, as tables to choose from. Pure.
#pragma once

#include "sync/FolderSearch.h"
#include "ui/history/CellModel.h"

#include <QString>

namespace lockkeeper::ui {

// Where configurations and databases are at the moment; empty: not known, or the demo's.
struct OpenFolders
{
    QString communitiesDir;
    QString dataDir;

    friend bool operator==(const OpenFolders &, const OpenFolders &) = default;
};

inline constexpr qint64 leaveAsItIs = -1; // the id of the row that says so; of the others: their places

// The row that leaves it as it is comes last, unless `now` is among those found. Folders are told as seen
// from `start`, the folder that was searched; their tool tips have them whole.
[[nodiscard]] CellTable configurationsTable(const QList<sync::FoundFolder> &found, const QString &now,
                                            const QString &start);
[[nodiscard]] CellTable databasesTable(const QList<sync::FoundFolder> &found, const QString &now,
                                       const QString &start);

// The row to begin with: what is open already, else the first.
[[nodiscard]] qint64 firstChoice(const QList<sync::FoundFolder> &found, const QString &now);

// "4 configurations in /osa/src/assistants (bids, …)"; for the log.
[[nodiscard]] QString configurationsText(const sync::FoundFolder &found);
[[nodiscard]] QString databasesText(const sync::FoundFolder &found);

} // namespace lockkeeper::ui
