#include "backup/OtherCopies.h"

#include "backup/BackupName.h"
#include "store/FileCheck.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
const QString &recoveredStamp()
{
    static const QString stamp = u"yyyyMMdd'T'HHmmss'Z'"_s;
    return stamp;
}

QString recoveredStart(const QString &community)
{
    return community + ".recovered-"_L1;
}
} // namespace

QString recoveredFileName(const QString &community, const QDateTime &time)
{
    return recoveredStart(community) + time.toUTC().toString(recoveredStamp()) + ".db"_L1;
}

QList<OtherCopy> otherCopiesOf(const QString &database, const QString &folder, const QString &community)
{
    QList<OtherCopy> copies;
    const QFileInfoList beside = QFileInfo(database).dir().entryInfoList(
        {community + ".db.before-restore-*"_L1}, QDir::Files); // their -wal has no time for an end
    for (const QFileInfo &file : beside) {
        const std::optional<BackupName> name = parseFileName(file.fileName());
        if (name && name->aside && name->community == community)
            copies.append(
                {.path = file.filePath(),
                 .taken = name->taken,
                 .kind = OtherCopy::Kind::Aside,
                 .whole = file.size() > 0}); // may be in WAL mode, beside its -wal: a restore checks
    }
    const QString start = recoveredStart(community);
    const QFileInfoList recovered = QDir(folder).entryInfoList({start + "*.db"_L1}, QDir::Files);
    for (const QFileInfo &file : recovered) {
        const QString time = file.completeBaseName().mid(start.size());
        QDateTime taken = QDateTime::fromString(time, recoveredStamp());
        taken.setTimeSpec(Qt::UTC);
        if (taken.isValid())
            copies.append({.path = file.filePath(),
                           .taken = taken,
                           .kind = OtherCopy::Kind::Recovered,
                           .whole = store::looksWhole(file.filePath())});
    }
    std::stable_sort(copies.begin(), copies.end(),
                     [](const OtherCopy &a, const OtherCopy &b) { return a.taken > b.taken; });
    return copies;
}

} // namespace lockkeeper::backup
