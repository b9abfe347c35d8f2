#include "health/DatabaseHealth.h"

#include "store/FileFacts.h"
#include "store/LostWal.h"

#include <QFile>
#include <QFileInfo>
#include <QVersionNumber>

#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

DatabaseHealth readHealth(const QString &path, const std::stop_token &stop)
{
    DatabaseHealth health;
    health.path = path;
    const QString file = QFileInfo(path).canonicalFilePath(); // -wal and -shm are where a link leads to
    health.exists = !file.isEmpty();
    if (!health.exists)
        return health;

    if (store::lookForLostWal(path).certain())
        health.findings.append(store::lostWalText(path));
    store::FileFacts facts = store::readFacts(path, stop);
    health.journalMode = facts.journalMode;
    health.pageSize = facts.pageSize;
    health.pages = facts.pages;
    health.freePages = facts.freePages;
    health.schemaUpToDate = facts.schemaKnown && facts.missing.isEmpty();
    health.missing = std::move(facts.missing);
    health.rows = std::move(facts.rows);
    health.indexes = std::move(facts.fullTextTables);
    health.error = std::move(facts.error);

    // After it: the look itself may have made the -shm.
    health.bytes = QFileInfo(file).size();
    health.walBytes = QFileInfo(file + "-wal"_L1).size();
    health.shmBytes = QFileInfo(file + "-shm"_L1).size();
    const std::string name = QFile::encodeName(file).toStdString();
    store::Neighbours neighbours = store::neighboursAt(name);
    health.writer = std::move(neighbours.writer);
    health.readers = std::move(neighbours.readers);
    health.users = store::openedBy(name);
    return health;
}

bool hasWalResetBug(const QString &sqliteVersion)
{
    const QVersionNumber version = QVersionNumber::fromString(sqliteVersion);
    if (version.isNull())
        return true;
    if (version >= QVersionNumber(3, 51, 3))
        return false;
    const auto carriedBack = [&version](int minor, int micro) {
        return version.majorVersion() == 3 && version.minorVersion() == minor &&
               version.microVersion() >= micro;
    };
    return !carriedBack(50, 7) && !carriedBack(44, 6);
}

} // namespace lockkeeper::health
