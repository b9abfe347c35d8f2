#include "ui/contention/RateBands.h"

#include "ui/contention/LockText.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockPainter)
};

double rounded(double most)
{
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double times : {1.0, 2.0, 5.0, 10.0}) {
        if (times * power >= most)
            return times * power;
    }
    return most;
}
} // namespace

std::array<Multiple, 4> multiples()
{
    return {{
        {Tr::tr("Waits a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.waits);
         }},
        {Tr::tr("Waited a second"),
         [](const events::RateColumn &c) { return static_cast<double>(c.waitedNs); }, true},
        {Tr::tr("Commits a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.commits);
         }},
        {Tr::tr("Rows a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.rows);
         }},
    }};
}

double rateScale(const Multiple &multiple, const std::vector<events::RateColumn> &columns,
                 std::int64_t columnNs)
{
    double most = 0;
    for (const events::RateColumn &column : columns)
        most = std::max(most, multiple.amount(column));
    return most > 0 && columnNs > 0 ? rounded(most * 1e9 / static_cast<double>(columnNs)) : 0;
}

QString rateValue(int number, const events::RateColumn &column, std::int64_t columnNs)
{
    const Multiple multiple = multiples().at(static_cast<std::size_t>(number));
    return rateText(multiple.amount(column) * 1e9 / static_cast<double>(columnNs), multiple.time);
}

} // namespace lockkeeper::ui
