#include "ui/contention/SourceModel.h"

#include "ui/common/Format.h"

namespace lockkeeper::ui {

void SourceModel::setFigures(std::vector<SourceFigures> figures)
{
    bool same = figures.size() == m_figures.size();
    for (std::size_t i = 0; same && i < figures.size(); ++i)
        same = figures[i].lane == m_figures[i].lane;
    if (same) {
        m_figures = std::move(figures);
        if (!m_figures.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel(); // sources came or went
    m_figures = std::move(figures);
    endResetModel();
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int SourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SourceFigures &row = m_figures[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() <= Source ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const auto time = [role](std::int64_t ns) -> QVariant {
        return role == SortRole ? QVariant(static_cast<qint64>(ns)) : formatNanoseconds(ns);
    };
    const auto number = [role](qint64 count) -> QVariant {
        return role == SortRole ? QVariant(count) : formatNumber(count);
    };
    const events::Statistics &all = row.statistics;
    switch (index.column()) {
    case Community:
        return row.name;
    case Source:
        return row.source;
    case Waits:
        return number(qint64{all.queued} + all.busy);
    case Waited:
        return time(all.queuedNs + all.busyNs);
    case LongestWait:
        return time(all.longestWaitNs);
    case Holds:
        return number(all.holds);
    case Held:
        return time(all.holdNs);
    case LongestHold:
        return time(all.longestHoldNs);
    case Commits:
        return number(all.commits);
    case Rows:
        return number(all.rows);
    default:
        return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section <= Source ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Community:
        return tr("Community");
    case Source:
        return tr("Source");
    case Waits:
        return tr("Waits");
    case Waited:
        return tr("Waited");
    case LongestWait:
        return tr("Longest wait");
    case Holds:
        return tr("Holds");
    case Held:
        return tr("Held");
    case LongestHold:
        return tr("Longest hold");
    case Commits:
        return tr("Commits");
    case Rows:
        return tr("Rows");
    default:
        return {};
    }
}

} // namespace lockkeeper::ui
