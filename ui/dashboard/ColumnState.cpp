#include "ui/dashboard/ColumnState.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int minimumWidth = 24;
constexpr int maximumWidth = 2000;

qsizetype positionOf(const QList<ColumnState> &states, Column column)
{
    const auto found = std::ranges::find(states, column, &ColumnState::column);
    return found == states.end() ? -1 : found - states.begin();
}

ColumnState initialState(const ColumnInfo &info)
{
    return {.column = info.column, .width = info.width, .hidden = !info.visible};
}
} // namespace

QList<ColumnState> defaultColumnStates()
{
    QList<ColumnState> states;
    for (const ColumnInfo &info : columns())
        states.append(initialState(info));
    return states;
}

QString columnStatesToText(const QList<ColumnState> &states)
{
    QStringList parts;
    for (const ColumnState &state : states)
        parts.append(columnInfo(state.column).id + ':'_L1 + QString::number(state.width) +
                     (state.hidden ? ":hidden"_L1 : ""_L1));
    return parts.join(','_L1);
}

QList<ColumnState> columnStatesFromText(const QString &text)
{
    QList<ColumnState> states;
    for (const QString &part : text.left(4096).split(','_L1, Qt::SkipEmptyParts)) {
        const QStringList fields = part.split(':'_L1);
        const std::optional<Column> column = columnWithId(fields.first());
        if (!column || positionOf(states, *column) >= 0)
            continue;
        ColumnState state = initialState(columnInfo(*column));
        bool isNumber = false;
        const int width = fields.value(1).toInt(&isNumber);
        if (isNumber && width > 0)
            state.width = std::clamp(width, minimumWidth, maximumWidth);
        state.hidden = fields.value(2) == "hidden"_L1;
        states.append(state);
    }

    // The first column is the tree itself: it neither moves nor hides.
    const qsizetype name = positionOf(states, Column::Name);
    if (name > 0)
        states.move(name, 0);
    qsizetype after = -1;
    for (const ColumnInfo &info : columns()) {
        const qsizetype position = positionOf(states, info.column);
        if (position < 0)
            states.insert(after + 1, initialState(info));
        after = position < 0 ? after + 1 : position;
    }
    states.first().hidden = false;
    return states;
}

} // namespace lockkeeper::ui
