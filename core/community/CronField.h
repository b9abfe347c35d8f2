// One of a cron line's five fields.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

#include <bitset>

namespace lockkeeper::community {

enum class CronField { Minute, Hour, Day, Month, Weekday };

struct CronValues
{
    std::bitset<64> set;
    bool any = false; // begins with '*': the field does not restrict the day
};

// Sunday is 0, also where 7 or "sun" is written. Errors: kind config; the text names the field and what is
// wrong.
[[nodiscard]] Result<CronValues> parseCronField(const QString &text, CronField field);

} // namespace lockkeeper::community
