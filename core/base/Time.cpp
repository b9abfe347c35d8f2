#include "base/Time.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockkeeper {

QString toIsoUtc(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + "+00:00"_L1;
}

QString toIsoUtcMs(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz"_s) + "+00:00"_L1;
}

QDateTime fromIso(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) // LocalTime: no zone was given
        return {};
    return time.toUTC();
}

QString clockTime(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toLocalTime();
    const QString clock = QLocale::c().toString(local.time(), u"HH:mm"_s);
    if (local.date() == now.toLocalTime().date())
        return clock;
    return QLocale::c().toString(local.date(), u"yyyy-MM-dd "_s) + clock;
}

} // namespace lockkeeper
