#include "backup/BackupName.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
const QString &format()
{
    static const QString stamp = u"yyyyMMdd'T'HHmmss'Z'"_s;
    return stamp;
}
} // namespace

QString backupsFolder(const QString &dataDir)
{
    return dataDir + "/backups"_L1;
}

QString fileNameOf(const BackupName &name)
{
    const QString pattern = name.aside ? u"%1.db.before-restore-%2"_s : u"%1-%2.db"_s;
    return pattern.arg(name.community, name.taken.toUTC().toString(format()));
}

std::optional<BackupName> parseFileName(const QString &fileName)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        u"([a-z0-9]+(?:-[a-z0-9]+)*)(?:-(\\d{8}T\\d{6}Z)\\.db|\\.db\\.before-restore-(\\d{8}T\\d{6}Z))"_s));
    const QRegularExpressionMatch match = pattern.match(fileName);
    if (!match.hasMatch())
        return std::nullopt;
    const bool aside = match.capturedLength(2) == 0;
    QDateTime taken = QDateTime::fromString(match.captured(aside ? 3 : 2), format());
    taken.setTimeSpec(Qt::UTC);
    if (!taken.isValid())
        return std::nullopt;
    return BackupName{.community = match.captured(1), .taken = taken, .aside = aside};
}

} // namespace lockkeeper::backup
