#include "ui/inspector/tables/TableLayout.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int leastWidth = 24;
constexpr int mostWidth = 2000;
constexpr qsizetype longestLayout = 65'536;
} // namespace

QString tableLayoutToText(const QList<TableColumnState> &states)
{
    QStringList parts;
    for (const TableColumnState &state : states)
        parts.append(QString::fromLatin1(QUrl::toPercentEncoding(state.name)) + ':'_L1 +
                     QString::number(state.width) + (state.hidden ? ":hidden"_L1 : ""_L1));
    return parts.join(','_L1);
}

QList<TableColumnState> tableLayoutFromText(const QString &text, const QList<TableColumnState> &columns)
{
    QList<TableColumnState> states;
    QList<TableColumnState> left = columns;
    for (const QString &part : text.left(longestLayout).split(','_L1, Qt::SkipEmptyParts)) {
        const QStringList fields = part.split(':'_L1);
        const QString name = QUrl::fromPercentEncoding(fields.constFirst().toUtf8());
        const auto known = std::ranges::find(left, name, &TableColumnState::name);
        if (known == left.end())
            continue;
        TableColumnState state = *known;
        left.erase(known);
        bool isNumber = false;
        const int width = fields.value(1).toInt(&isNumber);
        if (isNumber && width > 0)
            state.width = std::clamp(width, leastWidth, mostWidth);
        state.hidden = fields.value(2) == "hidden"_L1;
        states.append(state);
    }
    states += left;
    if (!states.isEmpty() && std::ranges::all_of(states, &TableColumnState::hidden))
        states.first().hidden = false;
    return states;
}

} // namespace lockkeeper::ui
