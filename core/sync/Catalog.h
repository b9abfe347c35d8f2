// What is there to sync: the communities of a folder, with what their databases say of themselves.
#pragma once

#include "base/Result.h"
#include "community/Loader.h"
#include "sync/Snapshot.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace lockkeeper::sync {

struct RowCount
{
    QString table;
    qint64 rows = 0;
};

struct CatalogEntry
{
    community::LoadedCommunity loaded; // broken ones, too
    bool databaseExists = false;
    DatabaseSnapshot database;
    std::optional<Error> databaseError; // the file is there but could not be read
    QList<RowCount> rows;
    QMap<JobKey, QDateTime> lastSync; // UTC, from sync_metadata
    QMap<QString, QDateTime> nextRun; // source kind -> UTC, from the configured cron line
};

struct Catalog
{
    QString communitiesDir;
    QString dataDir;
    QList<CatalogEntry> entries; // sorted by id
    std::optional<Error> error;  // the folder itself could not be read
    qint64 room = -1;            // bytes left on the databases' disk; -1: the system doesn't tell

    [[nodiscard]] QList<community::Community> healthy() const;
};

// Blocking (files, read-only database connections): not for the GUI thread.
[[nodiscard]] Catalog readCatalog(const QString &communitiesDir, const QString &dataDir);

// Reads catalogs on a thread of its own. Lives on the GUI's thread; a newer request drops the older one's
// answer.
class CatalogReader final : public QObject
{
    Q_OBJECT

public:
    explicit CatalogReader(QObject *parent = nullptr);
    ~CatalogReader() override;

    void read(const QString &communitiesDir, const QString &dataDir);

Q_SIGNALS:
    void loaded(const lockkeeper::sync::Catalog &catalog);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::sync
