// What CommunityModel answers to its views: texts, icons, sort keys, words for screen readers.
#include "ui/common/Icons.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/ProgressLook.h"
#include "ui/dashboard/RowText.h"
#include "ui/dashboard/RowToolTip.h"
#include "ui/dashboard/StateText.h"

#include <QFont>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString pathOf(const CommunityNode &node)
{
    return node.parent ? pathOf(*node.parent) + '/'_L1 + node.id : node.id;
}

bool hasWarnings(const CommunityNode &node)
{
    return node.entry && !node.entry->loaded.broken() &&
           (!node.entry->loaded.problems.isEmpty() || node.entry->databaseError);
}

QVariant decoration(const CommunityNode &node, Column column)
{
    if (column == Column::State && node.kind != RowKind::Problem) {
        const StateLook look = stateLook(node.figures);
        return icon(look.icon, look.tone);
    }
    if (column == Column::Name && node.kind == RowKind::Problem)
        return icon(u"config"_s, IconTone::Muted);
    if (column == Column::Name && hasWarnings(node))
        return icon(u"state-broken"_s, IconTone::Warning);
    return {};
}
} // namespace

QString CommunityModel::text(const CommunityNode &node, Column column) const
{
    if (column == Column::Name)
        return node.name;
    if (node.kind == RowKind::Problem)
        return {};
    if (column == Column::Progress)
        return progressLook(node.figures).text;
    return cellText(column, node.figures);
}

QVariant CommunityModel::data(const QModelIndex &index, int role) const
{
    const CommunityNode *node = nodeAt(index);
    if (!node)
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*node, column);
    case Qt::DecorationRole:
        return decoration(*node, column);
    case Qt::ToolTipRole:
        if (const QString never = column == Column::LastSync ? neverSyncedText(node->figures) : QString();
            !never.isEmpty())
            return never;
        if (const QString problem = rowToolTip(*node); !problem.isEmpty() || column != Column::Progress)
            return problem;
        return checkedText(node->figures);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>(
            (columnInfo(column).number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (node->kind == RowKind::Community && column == Column::Name) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case Qt::AccessibleTextRole: {
        if (column == Column::Name)
            return node->name;
        const QString value = text(*node, column);
        return value.isEmpty() ? QVariant() : QVariant(u"%1: %2"_s.arg(columnTitle(column), value));
    }
    case SortRole:
        return column == Column::Name ? QVariant(node->name) : cellSortKey(column, node->figures);
    case ProgressRole:
        return column == Column::Progress ? QVariant::fromValue(progressLook(node->figures)) : QVariant();
    case PathRole:
        return pathOf(*node);
    default:
        return {};
    }
}

QVariant CommunityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ui::columnCount)
        return {};
    const auto column = static_cast<Column>(section);
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::ToolTipRole:
        return columnToolTip(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>(
            (columnInfo(column).number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace lockkeeper::ui
