#include "ui/history/CellModel.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
bool isNumber(const QVariant &value)
{
    return value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Double;
}
} // namespace

void CellModel::setTable(const CellTable &table)
{
    beginResetModel();
    m_table = table;
    endResetModel();
}

bool CellModel::updateTable(const CellTable &table)
{
    const auto alike = [](const CellRow &a, const CellRow &b) {
        return a.id == b.id && a.cells.size() == b.cells.size();
    };
    if (table.rows.isEmpty() || table.headers != m_table.headers ||
        !std::ranges::equal(table.rows, m_table.rows, alike))
        return false;
    m_table = table;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    return true;
}

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.headers.size());
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const CellRow &row = m_table.rows.at(index.row());
    if (index.column() >= row.cells.size())
        return {};
    const Cell &cell = row.cells.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::DecorationRole:
        return cell.icon.isEmpty() ? QVariant() : QVariant(icon(cell.icon, cell.tone));
    case Qt::ToolTipRole:
        return cell.toolTip.isEmpty()
                   ? QVariant()
                   : QVariant(QStringLiteral("<p>%1</p>").arg(cell.toolTip.toHtmlEscaped()));
    case Qt::AccessibleTextRole:
        return cell.spoken.isEmpty() ? cell.text : cell.spoken;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(isNumber(cell.order) ? Qt::AlignRight | Qt::AlignVCenter
                                                        : Qt::AlignLeft | Qt::AlignVCenter);
    case OrderRole:
        return cell.order.isValid() ? cell.order : QVariant(cell.text);
    case IdRole:
        return row.id;
    case ShareRole:
        return cell.share ? QVariant(*cell.share) : QVariant();
    case LineRole:
        return cell.line.isEmpty() ? QVariant() : QVariant::fromValue(cell.line);
    default:
        return {};
    }
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_table.headers.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.headers.at(section);
    if (role == Qt::TextAlignmentRole && !m_table.rows.isEmpty())
        return data(index(0, section), role); // over its numbers
    return {};
}

} // namespace lockkeeper::ui
