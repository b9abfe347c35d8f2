#include "ui/contention/IncidentModel.h"

#include "ui/common/Format.h"

#include <algorithm>
#include <iterator>
#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {

// What tells one hold from another, whatever it costs by now.
auto identity(const events::Incident &one)
{
    return std::tuple(one.time.from, one.database, one.lane, one.holder);
}
} // namespace

QString holderText(const events::Incident &incident, const LockNames &names)
{
    if (incident.holder != 0)
        return names.path(incident.database, incident.lane, incident.holder);
    return u"%1 › %2"_s.arg(names.communityName(incident.database),
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
    std::ranges::sort(incidents, {}, identity);
    // Never a reset: what is scrolled to and selected stays.
    auto next = incidents.begin();
    int row = 0;
    while (row < rowCount() || next != incidents.end()) {
        const auto here = m_incidents.begin() + row;
        const auto gone = next == incidents.end() ? m_incidents.end()
                                                  : std::ranges::lower_bound(here, m_incidents.end(),
                                                                             identity(*next), {}, identity);
        if (gone != here) {
            beginRemoveRows({}, row, static_cast<int>(gone - m_incidents.begin()) - 1);
            m_incidents.erase(here, gone);
            endRemoveRows();
            continue;
        }
        const auto known =
            here == m_incidents.end()
                ? incidents.end()
                : std::ranges::lower_bound(next, incidents.end(), identity(*here), {}, identity);
        if (known != next) {
            const auto count = static_cast<int>(known - next);
            beginInsertRows({}, row, row + count - 1);
            m_incidents.insert(here, std::move_iterator(next), std::move_iterator(known));
            endInsertRows();
            row += count;
            next = known;
            continue;
        }
        *here = std::move(*next);
        ++next;
        ++row;
    }
    if (row > 0)
        Q_EMIT dataChanged(index(0, 0), index(row - 1, ColumnCount - 1));
}

std::vector<events::Incident> IncidentModel::ranked() const
{
    std::vector<events::Incident> all = m_incidents;
    std::ranges::stable_sort(all, std::ranges::greater{}, &events::Incident::causedNs);
    return all;
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
