#include "ui/onboarding/ProposalModel.h"

#include "ui/common/Remotes.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QSize>

#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int proposalPadding = 6;
} // namespace

ProposalModel::ProposalModel(OnboardingForm &form, QObject *parent)
    : QAbstractTableModel(parent)
    , m_form(form)
{
    connect(&form, &OnboardingForm::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, 0),
                               {Qt::CheckStateRole});
    });
}

void ProposalModel::propose(const onboarding::Discovery &discovery)
{
    beginResetModel();
    m_rows.clear();
    for (const onboarding::ProposedRepository &one : discovery.repositories) {
        QStringList details;
        if (one.archived)
            details.append(tr("archived"));
        if (one.fork)
            details.append(tr("a fork"));
        if (!one.language.isEmpty())
            details.append(one.language);
        if (one.openItems >= 0)
            details.append(tr("%Ln open", "issues and pull requests", static_cast<int>(one.openItems)));
        if (one.pushedAt.isValid())
            details.append(tr("pushed %1").arg(one.pushedAt.date().toString(Qt::ISODate)));
        if (!one.description.isEmpty())
            details.append(one.description);
        Entry entry;
        entry.kind = EntryKind::Repository;
        entry.text = one.name;
        append(entry, details.join(u", "_s), one.ticked);
    }
    for (const onboarding::ProposedForum &one : discovery.forums) {
        Entry entry;
        entry.kind = EntryKind::Forum;
        entry.text = one.url.toString();
        append(entry, one.certain ? tr("a Discourse forum") : tr("perhaps a Discourse forum"), true);
    }
    for (const onboarding::ProposedList &one : discovery.lists) {
        Entry entry;
        entry.kind = EntryKind::List;
        entry.text = one.url.toString();
        entry.name = one.name;
        append(entry, remoteTitle(entry.text), true);
    }
    endResetModel();
}

void ProposalModel::append(const Entry &entry, const QString &details, bool ticked)
{
    const Result<Entry> checked = checkedEntry(entry);
    if (!checked)
        return; // nothing that a configuration could have
    m_rows.append({.entry = *checked, .title = entryTitle(*checked), .details = details});
    if (ticked)
        tick(*checked, true);
}

void ProposalModel::tick(const Entry &entry, bool ticked)
{
    if (ticked && !m_form.contains(entry)) {
        std::ignore = m_form.add(entry); // it has been checked
        return;
    }
    const QList<Entry> entries = m_form.entries(entry.kind);
    for (int row = 0; !ticked && row < entries.size(); ++row) {
        if (entryKey(entries.at(row)) == entryKey(entry)) {
            m_form.remove(entry.kind, row);
            return;
        }
    }
}

int ProposalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProposalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

Qt::ItemFlags ProposalModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == Title ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant ProposalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::CheckStateRole && index.column() == Title)
        return m_form.contains(row.entry) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::SizeHintRole && index.column() == Title) // a row as tall as one with an icon
        return QSize(0, QFontMetrics(QGuiApplication::font()).height() + proposalPadding);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Title:
        return row.title;
    case What:
        return row.entry.kind == EntryKind::Repository ? tr("repository")
               : row.entry.kind == EntryKind::Forum    ? tr("forum")
                                                       : tr("mailing list");
    default:
        return row.details;
    }
}

bool ProposalModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    tick(m_rows.at(index.row()).entry, value.toInt() == Qt::Checked);
    return true;
}

QVariant ProposalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Found");
    case What:
        return tr("Kind");
    default:
        return tr("Details");
    }
}

} // namespace lockkeeper::ui
