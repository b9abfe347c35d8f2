#include "ui/onboarding/EntryModel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

EntryModel::EntryModel(EntryKind kind, const OnboardingForm &form, const LiveChecks &checks, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
    , m_form(form)
    , m_checks(checks)
    , m_entries(form.entries(kind))
{
    connect(&form, &OnboardingForm::changed, this, &EntryModel::refresh);
    connect(&checks, &LiveChecks::changed, this, [this](const QString &key) {
        for (int row = 0; row < m_entries.size(); ++row) {
            if (entryKey(m_entries.at(row)) == key)
                Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
        }
    });
}

// Row by row, so that what is current stays so.
void EntryModel::refresh()
{
    const QList<Entry> now = m_form.entries(m_kind);
    if (now == m_entries)
        return;
    for (int row = static_cast<int>(m_entries.size()) - 1; row >= 0; --row) {
        const bool stays = now.size() == m_entries.size() || std::ranges::any_of(now, [&](const Entry &one) {
                               return entryKey(one) == entryKey(m_entries.at(row));
                           });
        if (stays)
            continue;
        beginRemoveRows({}, row, row);
        m_entries.removeAt(row);
        endRemoveRows();
    }
    const int before = static_cast<int>(m_entries.size());
    const int after = static_cast<int>(now.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_entries = now;
        endInsertRows();
    }
    m_entries = now;
    if (after > 0)
        Q_EMIT dataChanged(index(0, 0), index(after - 1, Columns - 1));
}

int EntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int EntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size())
        return {};
    const Entry &entry = m_entries.at(index.row());
    if (index.column() == Title)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? entryTitle(entry) : QVariant();
    const Outcome outcome = m_checks.outcome(entry);
    const CheckLook look = checkLook(outcome.state);
    const bool state = index.column() == State;
    switch (role) {
    case Qt::DisplayRole:
        return state ? look.word : QString(outcome.text).replace('\n'_L1, "  "_L1);
    case Qt::DecorationRole:
        return state ? QVariant(icon(look.icon, look.tone)) : QVariant();
    case Qt::ToolTipRole:
        return wholeText(outcome);
    case Qt::AccessibleTextRole:
        return state ? look.word : wholeText(outcome);
    default:
        return {};
    }
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Entry");
    case State:
        return tr("Check");
    default:
        return tr("What was found");
    }
}

} // namespace lockkeeper::ui
