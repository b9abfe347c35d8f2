// What else than a backup may be restored: files that a restore kept aside, and what was recovered.
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace lockkeeper::backup {

struct OtherCopy
{
    enum class Kind { Aside, Recovered };

    QString path;
    QDateTime taken; // UTC
    Kind kind = Kind::Aside;
    bool whole = true; // looks like one that can be restored, as far as a glance tells
};

// `<community>.recovered-<UTC time>.db`: no backup's name, so none goes for it, nor does it count as one.
[[nodiscard]] QString recoveredFileName(const QString &community, const QDateTime &time);

// By their names, the newest first: those kept beside the database, those recovered into `folder`. Blocking:
// looks into each file.
[[nodiscard]] QList<OtherCopy> otherCopiesOf(const QString &database, const QString &folder,
                                             const QString &community);

} // namespace lockkeeper::backup
