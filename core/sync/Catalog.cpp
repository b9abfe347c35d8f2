#include "sync/Catalog.h"

#include "base/Time.h"
#include "community/Cron.h"
#include "store/DatabaseStatus.h"
#include "store/Databases.h"
#include "sync/Plan.h"

#include <QStorageInfo>
#include <QThreadPool>
#include <QtConcurrentRun>

namespace lockkeeper::sync {

namespace {
CatalogEntry readEntry(community::LoadedCommunity loaded, const QString &dataDir)
{
    CatalogEntry entry;
    entry.loaded = std::move(loaded);
    const QString &id = entry.loaded.id;
    if (!community::isCommunityId(id)) // its name must not become part of a path
        return entry;
    entry.database = {.community = id, .path = store::databasePath(dataDir, id), .journalMode = {}};

    const Result<store::DatabaseStatus> status = store::readStatus(entry.database.path);
    if (!status) {
        entry.databaseExists = true;
        entry.databaseError = status.error();
    } else if (status->exists) {
        entry.databaseExists = true;
        entry.database.journalMode = status->journalMode;
        entry.database.bytes = status->bytes;
        entry.database.walBytes = status->walBytes;
        for (const store::TableRows &rows : status->rows)
            entry.rows.append({.table = rows.table, .rows = rows.rows});
        for (const store::LastSync &last : status->syncs) {
            // The kinds are sync_metadata's source types.
            const QDateTime at = fromIso(last.lastSyncAt);
            if (at.isValid())
                entry.lastSync.insert({.community = id, .kind = last.sourceType, .name = last.sourceName},
                                      at);
        }
    }

    if (entry.loaded.community) {
        const QMap<QString, QString> &lines = entry.loaded.community->sync;
        for (auto line = lines.cbegin(); line != lines.cend(); ++line) {
            if (const Result<community::Cron> cron = community::Cron::parse(line.value())) {
                const QDateTime next = cron->next(QDateTime::currentDateTimeUtc());
                if (next.isValid())
                    entry.nextRun.insert(line.key(), next);
            }
        }
    }
    return entry;
}
} // namespace

QList<community::Community> Catalog::healthy() const
{
    QList<community::Community> result;
    for (const CatalogEntry &entry : entries) {
        if (entry.loaded.community)
            result.append(*entry.loaded.community);
    }
    return result;
}

Catalog readCatalog(const QString &communitiesDir, const QString &dataDir)
{
    Catalog catalog{.communitiesDir = communitiesDir, .dataDir = dataDir, .entries = {}, .error = {}};
    const QStorageInfo disk(dataDir);
    if (disk.isValid())
        catalog.room = disk.bytesAvailable();
    Result<QList<community::LoadedCommunity>> loaded = community::loadFolder(communitiesDir);
    if (!loaded) {
        catalog.error = loaded.error();
        return catalog;
    }
    for (community::LoadedCommunity &one : *loaded)
        catalog.entries.append(readEntry(std::move(one), dataDir));
    return catalog;
}

class CatalogReader::Private
{
public:
    QThreadPool pool;
    quint64 newest = 0; // number of the last request; an older one's answer is dropped
};

CatalogReader::CatalogReader(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->pool.setMaxThreadCount(1);
}

CatalogReader::~CatalogReader()
{
    d->pool.waitForDone();
}

void CatalogReader::read(const QString &communitiesDir, const QString &dataDir)
{
    const quint64 number = ++d->newest;
    (void)QtConcurrent::run(&d->pool, [this, number, communitiesDir, dataDir] {
        Catalog catalog = readCatalog(communitiesDir, dataDir);
        QMetaObject::invokeMethod(
            this,
            [this, number, catalog = std::move(catalog)] {
                if (number == d->newest)
                    Q_EMIT loaded(catalog);
            },
            Qt::QueuedConnection);
    });
}

} // namespace lockkeeper::sync
