#include "ui/contention/IncidentModel.h"

#include "ui/common/Format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr std::int64_t millisecond = 1'000'000;
}

QString holderText(const events::Incident &incident, const LockNames &names)
{
    if (incident.holder != 0)
        return names.path(incident.database, incident.lane, incident.holder);
    return u"%1 › %2"_s.arg(names.community(incident.database),
                            names.process(incident.pid, incident.time.to));
}

QString victimsText(const events::Incident &incident, const LockNames &names)
{
    QStringList lines;
    for (const events::Victim &victim : incident.victims)
        lines += IncidentModel::tr("%1 waited %2", "a job and for how long")
                     .arg(names.path(0, victim.lane, victim.job), formatNanoseconds(victim.waitedNs));
    return lines.join('\n'_L1);
}

void IncidentModel::setIncidents(std::vector<events::Incident> incidents, const LockNames &names,
                                 const WallClock &clock)
{
    m_names = names;
    m_clock = clock;
    const int before = rowCount();
    const int after = static_cast<int>(incidents.size());
    // Never a reset: what is scrolled to and selected stays.
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_incidents = std::move(incidents);
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_incidents = std::move(incidents);
        endInsertRows();
    } else {
        m_incidents = std::move(incidents);
    }
    if (after > 0)
        Q_EMIT dataChanged(index(0, 0), index(after - 1, ColumnCount - 1));
}

int IncidentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_incidents.size());
}

int IncidentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IncidentModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const events::Incident &incident = m_incidents[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() <= Holder ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole)
        return u"<p style='white-space:pre'>%1</p>"_s.arg(
            (holderText(incident, m_names) + '\n'_L1 + victimsText(incident, m_names)).toHtmlEscaped());
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool sorting = role == SortRole;
    const auto time = [sorting](std::int64_t ns) -> QVariant {
        return sorting ? QVariant(static_cast<qint64>(ns)) : formatNanoseconds(ns);
    };
    const auto number = [sorting](qint64 count) -> QVariant {
        return sorting ? QVariant(count) : formatNumber(count);
    };
    switch (index.column()) {
    case When:
        return sorting ? QVariant(static_cast<qint64>(incident.time.from))
                       : timeLabel(incident.time.from, millisecond, m_clock);
    case Holder:
        return holderText(incident, m_names);
    case Held:
        return time(incident.time.length());
    case Caused:
        return time(incident.causedNs);
    case Victims:
        return number(static_cast<qint64>(incident.victims.size()));
    case Longest:
        return time(incident.longestWaitNs);
    case Rows:
        return number(incident.rows);
    default:
        return {};
    }
}

QVariant IncidentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section <= Holder ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Caused)
        return tr("The sum of the waits of others while the lock was held");
    if (role == Qt::ToolTipRole && section == Victims)
        return tr("How many waited");
    if (role == Qt::ToolTipRole && section == Longest)
        return tr("The longest whole wait that it had a part in");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Holder:
        return tr("Who held the lock");
    case Held:
        return tr("Held");
    case Caused:
        return tr("Caused");
    case Victims:
        return tr("Waiting");
    case Longest:
        return tr("Longest");
    case Rows:
        return tr("Rows");
    default:
        return {};
    }
}

} // namespace lockkeeper::ui
