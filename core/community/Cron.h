// Five-field cron lines (minute, hour, day of month, month, day of week), as `sync.<source>.cron` holds them.
// UTC.
#pragma once

#include "base/Result.h"

#include <QDateTime>
#include <QString>

#include <bitset>

namespace lockkeeper::community {

class Cron final
{
public:
    // `*`, numbers, lists, ranges, steps, names (jan, mon), 7 for Sunday. Errors: kind config, with the field
    // named.
    [[nodiscard]] static Result<Cron> parse(const QString &line);

    // The first minute after `after` that fits; invalid if there is none within eight years (30 February).
    // Where both day fields are restricted, either fits, as in POSIX cron; a field that begins with `*`
    // restricts nothing in this sense (`*/2` then holds beside the other field, as in crontab(5) of Vixie and
    // cronie).
    [[nodiscard]] QDateTime next(const QDateTime &after) const;

private:
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;    // 1 … 31
    std::bitset<13> m_months;  // 1 … 12
    std::bitset<7> m_weekdays; // 0 = Sunday
    bool m_anyDay = true;
    bool m_anyWeekday = true;
};

} // namespace lockkeeper::community
