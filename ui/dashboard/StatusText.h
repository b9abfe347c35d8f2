// What the status bar says. Pure.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"

#include <QString>

#include <optional>

namespace lockkeeper::ui {

struct WalCount
{
    int wal = 0;
    int databases = 0;  // that exist and may be some
    int unknown = 0;    // of them, those whose mode could not be read
    QStringList others; // communities whose database is in another mode
};

// From the catalog, and from the run what is new since: it says what was when a database was last closed, and
// one may have been switched after that.
[[nodiscard]] WalCount walCount(const sync::Catalog &catalog, const sync::RunSnapshot &run);

[[nodiscard]] QString walText(const WalCount &count); // "3 of 4 in WAL, 1 unknown"
[[nodiscard]] QString
quotaText(const QList<sync::QuotaSnapshot> &quotas,
          const QDateTime &now = QDateTime::currentDateTime()); // "GitHub: 4,812 of 5,000 left, until 14:05"
[[nodiscard]] QString
runText(const sync::RunSnapshot &run); // "Running 12 s · 5 of 31 jobs · 1 failed · …"; empty before the first

} // namespace lockkeeper::ui
