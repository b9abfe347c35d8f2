// What a table's rows are narrowed down to, column by column, and the SQL of it. What was typed is only ever
// bound. Pure.
#pragma once

#include "base/Result.h"
#include "inspect/tables/KeySteps.h"
#include "inspect/tables/TableInfo.h"

#include <QList>
#include <QString>

namespace lockkeeper::inspect {

enum class FilterCondition { Contains, Equals, StartsWith, Empty, NotEmpty, Greater, Less };

struct ColumnFilter
{
    QString column;
    FilterCondition condition = FilterCondition::Contains;
    QString value = {}; // Empty and NotEmpty need none; the others narrow nothing down without one

    friend bool operator==(const ColumnFilter &, const ColumnFilter &) = default;
};

[[nodiscard]] bool narrows(const ColumnFilter &filter);

// One expression that is 1 for the rows that meet all of them; none narrows: "1". Letters of ASCII are alike
// in both cases, but for Equals. Errors: config (no such column, or no number for a column of numbers).
[[nodiscard]] Result<Question> filterExpression(const TableInfo &table, const QList<ColumnFilter> &filters);

} // namespace lockkeeper::inspect
