#include "ui/history/ChangeModel.h"

#include "sync/Plan.h"
#include "ui/history/ChangeWords.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QString whereText(const inspect::RunChange &change)
{
    QStringList where;
    if (!change.origin.isEmpty())
        where += change.origin;
    if (change.number > 0)
        where += u"#%1"_s.arg(change.number);
    return where.join(u' ');
}
} // namespace

void ChangeModel::clear()
{
    beginResetModel();
    m_changes.clear();
    m_more = m_asked = false;
    endResetModel();
}

void ChangeModel::append(const inspect::ChangeWindow &window)
{
    m_more = window.more;
    m_asked = false;
    if (window.changes.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(window.changes.size()) - 1);
    m_changes += window.changes;
    endInsertRows();
}

const inspect::RunChange *ChangeModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_changes.size() ? &m_changes.at(index.row()) : nullptr;
}

int ChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int ChangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangeModel::data(const QModelIndex &index, int role) const
{
    const inspect::RunChange *change = at(index);
    if (change == nullptr)
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        QString text;
        switch (index.column()) {
        case Kind:
            text = changeSign(change->kind) + u' ' + changeWord(change->kind);
            break;
        case Title:
            text = change->title.simplified();
            break;
        case Where:
            text = whereText(*change);
            if (role == Qt::ToolTipRole)
                text = sync::sourceTitle(change->source) + u": "_s + text;
            break;
        case Changed:
            text = change->columns.join(", "_L1);
            break;
        default:
            break;
        }
        return role == Qt::DisplayRole ? text : u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
    }
    if (role == Qt::AccessibleTextRole && index.column() == Kind)
        return changeWord(change->kind);
    return {};
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind:
        return tr("Change");
    case Title:
        return tr("Title");
    case Where:
        return tr("Where");
    case Changed:
        return tr("What of it");
    default:
        return {};
    }
}

void ChangeModel::askForMore()
{
    if (!m_more || m_asked || m_changes.isEmpty())
        return;
    m_asked = true;
    Q_EMIT moreWanted(m_changes.constLast().id);
}

} // namespace lockkeeper::ui
