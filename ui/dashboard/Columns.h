// The columns of the communities' tree. Their ids are an interface: settings remember columns by them, never
// by number.
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace lockkeeper::ui {

enum class Column {
    Name,
    State,
    Progress,
    New,
    Changed,
    Unchanged,
    Failed,
    Requests,
    Rate,
    Waits,
    TimeWaited,
    LockHeld,
    LastSync,
    NextRun,
};
inline constexpr int columnCount = static_cast<int>(Column::NextRun) + 1;

struct ColumnInfo
{
    Column column;
    QLatin1StringView id;
    int width;    // at first, in device-independent pixels
    bool visible; // at first
    bool number;  // aligned to the right
};

[[nodiscard]] std::span<const ColumnInfo, columnCount> columns(); // in the order of the enum
[[nodiscard]] const ColumnInfo &columnInfo(Column column);
[[nodiscard]] std::optional<Column> columnWithId(const QString &id);
[[nodiscard]] QString columnTitle(Column column);
[[nodiscard]] QString columnToolTip(Column column);

} // namespace lockkeeper::ui
