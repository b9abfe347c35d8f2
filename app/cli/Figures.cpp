#include "cli/Figures.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// Figures here are read beside English sentences, whatever the user's locale.
const QLocale &figures()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString threeDigits(double value)
{
    return figures().toString(value, 'f', value < 9.95 ? 1 : 0);
}

} // namespace

QString countText(qint64 count)
{
    return figures().toString(count);
}

QString bytesText(qint64 bytes)
{
    if (bytes < 1024)
        return Tr::tr("%1 B").arg(bytes);
    static constexpr std::array units{"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (value >= 1023.5 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return threeDigits(value) + QLatin1Char(' ') + QLatin1StringView(units[unit]);
}

QString secondsText(double seconds)
{
    if (seconds < 59.95)
        return Tr::tr("%1 s").arg(threeDigits(seconds));
    const qint64 whole = std::llround(seconds);
    if (whole < 3600)
        return Tr::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Tr::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString nanosecondsText(std::int64_t time)
{
    const double ms = static_cast<double>(time) / 1e6;
    if (time == 0)
        return Tr::tr("0 ms");
    if (ms < 999.5)
        return Tr::tr("%1 ms").arg(threeDigits(ms));
    return secondsText(ms / 1000);
}

} // namespace lockkeeper::cli
