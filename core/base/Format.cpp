#include "base/Format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Format)
};

constexpr std::int64_t almostASecond = 999'500'000; // from here on "1,000 ms"

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

QString formatNumber(qint64 number)
{
    return english().toString(number);
}

QString formatFigure(double figure)
{
    return english().toString(figure, 'f', figure < 9.95 ? 1 : 0);
}

QString formatDuration(double seconds)
{
    seconds = std::max(0.0, seconds);
    const qint64 whole = std::llround(seconds);
    if (whole < 60)
        return Tr::tr("%1 s").arg(formatFigure(seconds));
    if (whole < 3600)
        return Tr::tr("%1 min %2 s").arg(whole / 60).arg(twoDigits(whole % 60));
    return Tr::tr("%1 h %2 min").arg(formatNumber(whole / 3600), twoDigits(whole % 3600 / 60));
}

QString formatMilliseconds(std::int64_t nanoseconds)
{
    if (nanoseconds <= 0)
        return Tr::tr("0 ms");
    const double milliseconds = static_cast<double>(nanoseconds) / 1e6;
    return milliseconds < 0.05 ? Tr::tr("<0.1 ms") : Tr::tr("%1 ms").arg(formatFigure(milliseconds));
}

QString formatNanoseconds(std::int64_t nanoseconds)
{
    return nanoseconds < almostASecond ? formatMilliseconds(nanoseconds)
                                       : formatDuration(static_cast<double>(nanoseconds) / 1e9);
}

QString formatBytes(qint64 bytes)
{
    if (bytes < 1024)
        return Tr::tr("%1 B").arg(bytes);
    static constexpr std::array units{"KiB"_L1, "MiB"_L1, "GiB"_L1, "TiB"_L1};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (size >= 1023.5 && unit + 1 < units.size()) { // "1.0 MiB" rather than "1,024 KiB"
        size /= 1024;
        ++unit;
    }
    return formatFigure(size) + u' ' + units[unit];
}

} // namespace lockkeeper
