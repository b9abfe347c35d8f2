#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Format)
};

const QLocale &english()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, '0'_L1);
}
} // namespace

QString unknownText()
{
    return u"–"_s;
}

QString formatNumber(qint64 number)
{
    return english().toString(number);
}

QString formatDuration(double seconds)
{
    seconds = std::max(0.0, seconds);
    if (seconds < 9.95)
        return Tr::tr("%1 s").arg(english().toString(seconds, 'f', 1));
    const qint64 whole = std::llround(seconds);
    if (whole < 60)
        return Tr::tr("%1 s").arg(whole);
    if (whole < 3600)
        return Tr::tr("%1 min %2 s").arg(whole / 60).arg(twoDigits(whole % 60));
    return Tr::tr("%1 h %2 min").arg(formatNumber(whole / 3600), twoDigits(whole % 3600 / 60));
}

QString formatNanoseconds(std::int64_t nanoseconds)
{
    const double milliseconds = static_cast<double>(std::max<std::int64_t>(0, nanoseconds)) / 1e6;
    if (nanoseconds <= 0)
        return Tr::tr("0 ms");
    if (milliseconds < 0.05)
        return Tr::tr("<0.1 ms");
    if (milliseconds < 9.95)
        return Tr::tr("%1 ms").arg(english().toString(milliseconds, 'f', 1));
    if (milliseconds < 999.5)
        return Tr::tr("%1 ms").arg(std::llround(milliseconds));
    return formatDuration(milliseconds / 1e3);
}

QString formatBytes(qint64 bytes)
{
    return english().formattedDataSize(bytes, bytes < 10'240 ? 0 : 1, QLocale::DataSizeIecFormat);
}

QString formatRate(double perSecond)
{
    if (!std::isfinite(perSecond) || perSecond < 0)
        return unknownText();
    const int decimals = perSecond < 9.95 ? 1 : 0;
    return Tr::tr("%1/s", "items a second").arg(english().toString(perSecond, 'f', decimals));
}

QString formatWhen(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return unknownText();
    const QDateTime local = time.toLocalTime();
    const QString clock = local.toString(u"HH:mm"_s);
    switch (now.toLocalTime().date().daysTo(local.date())) {
    case 0:
        return Tr::tr("today %1").arg(clock);
    case -1:
        return Tr::tr("yesterday %1").arg(clock);
    case 1:
        return Tr::tr("tomorrow %1").arg(clock);
    default:
        return local.toString(u"yyyy-MM-dd HH:mm"_s);
    }
}

} // namespace lockkeeper::ui
