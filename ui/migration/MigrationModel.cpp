#include "ui/migration/MigrationModel.h"

#include "ui/common/Format.h"
#include "ui/common/Icons.h"
#include "ui/dashboard/CommunityModel.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void MigrationModel::setDatabases(const QList<MigrationDatabase> &databases, migration::Mode to)
{
    beginResetModel();
    m_rows.clear();
    for (const MigrationDatabase &database : databases) {
        MigrationRow row;
        row.database = database;
        row.to = to;
        m_rows.append(row);
    }
    endResetModel();
}

void MigrationModel::setLocked(bool locked)
{
    m_locked = locked;
    tellChanged(0, static_cast<int>(m_rows.size()) - 1);
}

void MigrationModel::setTicked(int row, bool ticked)
{
    if (m_locked || row < 0 || row >= m_rows.size() || !m_rows.at(row).canBeTicked())
        return;
    m_rows[row].ticked = ticked;
    tellChanged(row, row);
}

void MigrationModel::change(const QString &community, const std::function<void(MigrationRow &)> &step)
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).database.community != community)
            continue;
        step(m_rows[row]);
        tellChanged(row, row);
    }
}

void MigrationModel::changeAll(const std::function<void(MigrationRow &)> &step)
{
    for (MigrationRow &row : m_rows)
        step(row);
    tellChanged(0, static_cast<int>(m_rows.size()) - 1);
}

void MigrationModel::tellChanged(int first, int last)
{
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, Columns - 1));
}

int MigrationModel::ticked() const
{
    return static_cast<int>(std::ranges::count_if(
        m_rows, [](const MigrationRow &row) { return row.ticked && row.canBeTicked(); }));
}

int MigrationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MigrationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant MigrationModel::cellText(const MigrationRow &row, int column) const
{
    switch (column) {
    case Community:
        return row.database.name;
    case Modes:
        return modesText(row);
    case Size:
        return row.database.bytes > 0 ? formatBytes(row.database.bytes) : unknownText();
    case Users:
        return usersText(row);
    case State:
        return migrationLook(row).word;
    default:
        return {};
    }
}

QVariant MigrationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const MigrationRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column);
    case Qt::ToolTipRole:
        if (column == Community)
            return QDir::toNativeSeparators(row.database.path);
        return row.error && column >= State ? QVariant(row.error->text) : cellText(row, column);
    case Qt::AccessibleTextRole:
        return column == Progress ? QVariant(migrationProgress(row).text) : cellText(row, column);
    case Qt::AccessibleDescriptionRole:
        return column == Community ? QVariant(row.database.path) : QVariant();
    case Qt::CheckStateRole:
        if (column != Community || !(row.canBeTicked() || row.active()))
            return {};
        return row.ticked ? Qt::Checked : Qt::Unchecked;
    case Qt::DecorationRole: {
        if (column != State)
            return {};
        const StateLook look = migrationLook(row);
        return icon(look.icon, look.tone);
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column == Size ? Qt::AlignRight | Qt::AlignVCenter
                                                  : Qt::AlignLeft | Qt::AlignVCenter);
    case CommunityModel::ProgressRole:
        return column == Progress ? QVariant::fromValue(migrationProgress(row)) : QVariant();
    default:
        return {};
    }
}

QVariant MigrationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == Size ? Qt::AlignRight | Qt::AlignVCenter
                                                   : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Community:
        return tr("Database");
    case Modes:
        return tr("Journal mode");
    case Size:
        return tr("Size");
    case Users:
        return tr("Open in");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    default:
        return {};
    }
}

Qt::ItemFlags MigrationModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.isValid() && index.column() == Community && !m_locked && m_rows.at(index.row()).canBeTicked())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool MigrationModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    setTicked(index.row(), value.toInt() == Qt::Checked);
    return true;
}

} // namespace lockkeeper::ui
