// The small multiples: what each counts, and on what scale it is drawn. Pure.
#pragma once

#include "events/Views.h"

#include <QString>

#include <array>
#include <vector>

namespace lockkeeper::ui {

struct Multiple
{
    QString name;
    double (*amount)(const events::RateColumn &); // within the column
    bool time = false;                            // nanoseconds
};
[[nodiscard]] std::array<Multiple, 4> multiples();

// What a bar of full height stands for, a second: 1, 2 or 5 times a power of ten, so that the scale does not
// move with every value; 0: nothing happened.
[[nodiscard]] double rateScale(const Multiple &multiple, const std::vector<events::RateColumn> &columns,
                               std::int64_t columnNs);

// One value of it in words.
[[nodiscard]] QString rateValue(int number, const events::RateColumn &column, std::int64_t columnNs);

} // namespace lockkeeper::ui
