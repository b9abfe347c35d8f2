// What a database holds, to be compared before and after.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace lockkeeper::tests {

// Every row of every content table, of sync_metadata and of the cursors, in the order of their keys, with ids
// and times: nothing may differ where nothing may have happened. Ends with what integrityProblem() says.
[[nodiscard]] QStringList everythingIn(const QString &database);

// github_items without id and synced_at, by key: equal for databases that hold the same items.
[[nodiscard]] QStringList itemsIn(const QString &database);
[[nodiscard]] qint64 itemCount(const QString &database, const QString &repository = {});

// The bytes of every file below the folder that hold `text`; for databases nobody has open.
[[nodiscard]] QStringList filesHolding(const QString &folder, const QByteArray &text);
// Every file and folder below, by path.
[[nodiscard]] QStringList filesBelow(const QString &folder);

} // namespace lockkeeper::tests
