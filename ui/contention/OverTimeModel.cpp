#include "ui/contention/OverTimeModel.h"

#include "ui/common/Format.h"
#include "ui/contention/LockText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void OverTimeModel::removeRowsAt(int row, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, row, row + count - 1);
    m_steps.erase(m_steps.begin() + row, m_steps.begin() + row + count);
    endRemoveRows();
}

void OverTimeModel::insertRowsAt(int row, std::vector<TimeStep>::const_iterator first, int count)
{
    if (count <= 0)
        return;
    beginInsertRows({}, row, row + count - 1);
    m_steps.insert(m_steps.begin() + row, first, first + count);
    endInsertRows();
}

void OverTimeModel::setSteps(std::vector<TimeStep> steps, std::int64_t stepNs, const LockNames &names,
                             const WallClock &clock)
{
    m_names = names;
    m_clock = clock;
    const auto count = static_cast<std::int64_t>(steps.size());
    const std::int64_t moved =
        m_steps.empty() || steps.empty() ? 0 : steps.front().time.from - m_steps.front().time.from;
    const bool known = stepNs > 0 && stepNs == m_stepNs && moved % stepNs == 0 && !m_steps.empty() &&
                       moved / stepNs < rowCount() && -moved / stepNs < count;
    m_stepNs = stepNs;
    if (!known || steps.empty()) {
        if (m_steps.empty() && steps.empty())
            return;
        beginResetModel();
        m_steps = std::move(steps);
        endResetModel();
        return;
    }
    // Never a reset then: what is scrolled to and selected stays.
    const auto by = static_cast<int>(moved / stepNs);
    removeRowsAt(0, by);
    insertRowsAt(0, steps.cbegin(), -by);
    const int kept = static_cast<int>(count);
    removeRowsAt(kept, rowCount() - kept);
    insertRowsAt(rowCount(), steps.cbegin() + rowCount(), kept - rowCount());
    m_steps = std::move(steps);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int OverTimeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

int OverTimeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OverTimeModel::value(const TimeStep &step, int column) const
{
    switch (column) {
    case When:
        return static_cast<qint64>(step.time.from);
    case Waits:
        return step.aSecond(step.sums().waits);
    case Waited:
        return step.aSecond(step.sums().waitedNs);
    case Commits:
        return step.aSecond(step.sums().commits);
    case Rows:
        return step.aSecond(step.sums().rows);
    case Wal:
        return static_cast<qint64>(step.walBytes());
    case Checkpoints:
        return step.checkpoints();
    case Pinned:
        return static_cast<qint64>(step.pinned().size());
    default:
        return {};
    }
}

QString OverTimeModel::text(const TimeStep &step, int column) const
{
    switch (column) {
    case When:
        return timeLabel(step.time.from, m_stepNs, m_clock);
    case Waits:
    case Commits:
    case Rows:
        return rateText(value(step, column).toDouble(), false);
    case Waited:
        return rateText(value(step, column).toDouble(), true);
    case Wal:
        return step.walBytes() < 0 ? unknownText() : formatBytes(step.walBytes());
    case Checkpoints:
        return formatNumber(step.checkpoints());
    case Pinned: {
        QStringList communities;
        for (const events::DatabaseId database : step.pinned())
            communities += m_names.communityName(database);
        if (communities.isEmpty())
            return tr("no");
        return step.databases.size() > 1 ? communities.join(u", "_s) : tr("yes");
    }
    default:
        return {};
    }
}

// What one cell cannot say: of several databases, each one's own.
QString OverTimeModel::details(const TimeStep &step, int column) const
{
    if (column == When)
        return rangeText(step.time, m_clock);
    if (column < Wal || step.databases.size() < 2)
        return {};
    QStringList lines;
    for (const DatabaseStep &one : step.databases) {
        const QString community = m_names.communityName(one.database);
        if (column == Wal && one.walBytes >= 0)
            lines += tr("%1: %2", "a community and its WAL").arg(community, formatBytes(one.walBytes));
        else if (column == Checkpoints && one.checkpoints > 0)
            lines += tr("%1: %n checkpoints", nullptr, one.checkpoints).arg(community);
        else if (column == Pinned && one.pinned)
            lines += tr("%1: a reader keeps the WAL from being emptied").arg(community);
    }
    return lines.join('\n'_L1);
}

QVariant OverTimeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const TimeStep &step = m_steps[static_cast<std::size_t>(index.row())];
    const bool words = index.column() == When || index.column() == Pinned;
    switch (role) {
    case Qt::DisplayRole:
        return text(step, index.column());
    case SortRole:
        return value(step, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    case Qt::ToolTipRole: {
        const QString more = details(step, index.column());
        return more.isEmpty() ? QVariant()
                              : QVariant(u"<p style='white-space:pre'>%1</p>"_s.arg(more.toHtmlEscaped()));
    }
    case Qt::AccessibleTextRole: {
        const QString more = details(step, index.column()).replace('\n'_L1, u", "_s);
        return more.isEmpty() || index.column() == When ? text(step, index.column()) : more;
    }
    case Qt::AccessibleDescriptionRole:
        return index.column() == When ? details(step, When) : QString();
    default:
        return {};
    }
}

QVariant OverTimeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            (section == When || section == Pinned ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool whole = role == Qt::ToolTipRole;
    switch (section) {
    case When:
        return whole ? tr("When the step begins") : tr("From");
    case Waits:
        return whole ? tr("Waits a second") : tr("Waits/s");
    case Waited:
        return whole ? tr("Time waited a second") : tr("Waited/s");
    case Commits:
        return whole ? tr("Commits a second") : tr("Commits/s");
    case Rows:
        return whole ? tr("Rows a second") : tr("Rows/s");
    case Wal:
        return whole ? tr("The largest size of the WAL; of several communities, their sum") : tr("WAL");
    case Checkpoints:
        return whole ? tr("How many checkpoints ended") : tr("Checkpoints");
    case Pinned:
        return whole ? tr("Whether a reader keeps the WAL from being emptied, and whose") : tr("Pinned");
    default:
        return {};
    }
}

} // namespace lockkeeper::ui
