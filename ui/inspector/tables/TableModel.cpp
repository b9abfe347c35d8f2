#include "ui/inspector/tables/TableModel.h"

#include "ui/common/Format.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr qint64 mostViewRows = std::numeric_limits<int>::max() / 64; // as far as a view's pixels go

QVariant mutedColour()
{
    return QGuiApplication::palette().color(QPalette::PlaceholderText);
}
} // namespace

QString wholeValue(const QVariant &value)
{
    if (value.typeId() == QMetaType::QByteArray)
        return "x'"_L1 + QString::fromLatin1(value.toByteArray().toHex()) + '\''_L1;
    if (value.typeId() == QMetaType::Double)
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return value.toString();
}

QString shownCell(const inspect::TableCell &cell)
{
    if (!cell.value.isValid())
        return u"NULL"_s;
    QString text = wholeValue(cell.value);
    for (QChar &sign : text) {
        if (sign < u' ')
            sign = u' ';
    }
    return cell.whole() ? text : text + u'…';
}

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_pages(keptPages)
{
}

void TableModel::setTable(const inspect::TableInfo &table, qint64 rows)
{
    beginResetModel();
    m_table = table;
    m_rows = static_cast<int>(std::min(rows, mostViewRows));
    m_pages.clear();
    endResetModel();
}

void TableModel::startOver(qint64 rows)
{
    m_pages.clear();
    setRows(rows);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

void TableModel::setRows(qint64 rows)
{
    const int wanted = static_cast<int>(std::min(rows, mostViewRows));
    if (wanted > m_rows) {
        beginInsertRows({}, m_rows, wanted - 1);
        m_rows = wanted;
        endInsertRows();
    } else if (wanted < m_rows) {
        beginRemoveRows({}, wanted, m_rows - 1);
        m_rows = wanted;
        endRemoveRows();
    }
}

void TableModel::setPage(const inspect::TablePage &page)
{
    if (page.alone)
        m_pages.clear();
    m_pages.insert(page.number, new KeptPage{.page = page, .generation = m_generation});
    const qint64 first = page.number * inspect::pageRows;
    if (page.alone)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    else if (first < m_rows)
        Q_EMIT dataChanged(index(static_cast<int>(first), 0),
                           index(static_cast<int>(std::min<qint64>(m_rows, first + inspect::pageRows)) - 1,
                                 columnCount() - 1));
}

void TableModel::forgetPages()
{
    ++m_generation;
}

const TableModel::KeptPage *TableModel::kept(qint64 page) const
{
    return m_pages.object(page);
}

bool TableModel::has(qint64 page) const
{
    const KeptPage *one = kept(page);
    return one != nullptr && one->generation == m_generation;
}

const inspect::TableRow *TableModel::row(qint64 row) const
{
    const KeptPage *page = kept(row / inspect::pageRows);
    const qint64 at = row % inspect::pageRows;
    if (page == nullptr || at >= page->page.rows.size() || page->page.rows.at(at).key.isEmpty())
        return nullptr;
    return &page->page.rows.at(at);
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const inspect::TableRow *there = row(index.row());
    if (there != nullptr && index.column() < there->cells.size())
        return cellData(there->cells.at(index.column()), role);
    const bool read = kept(index.row() / inspect::pageRows) != nullptr;
    switch (role) {
    case Qt::DisplayRole:
        return read ? unknownText() : u"…"_s;
    case Qt::ForegroundRole:
        return mutedColour();
    case Qt::ToolTipRole:
        return read ? tr("This row is no longer there.") : QVariant();
    case Qt::AccessibleTextRole:
        return read ? tr("no longer there") : tr("being read");
    default:
        return {};
    }
}

QVariant TableModel::cellData(const inspect::TableCell &cell, int role) const
{
    const int type = cell.value.typeId();
    switch (role) {
    case Qt::DisplayRole:
        return shownCell(cell);
    case Qt::ForegroundRole:
        return cell.value.isValid() ? QVariant() : mutedColour();
    case Qt::FontRole: {
        if (cell.value.isValid())
            return {};
        QFont font;
        font.setItalic(true);
        return font;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(type == QMetaType::LongLong || type == QMetaType::Double
                                       ? Qt::AlignRight | Qt::AlignVCenter
                                       : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (type == QMetaType::QString && !cell.value.toString().isEmpty())
            return "<p>"_L1 + cell.value.toString().toHtmlEscaped().replace('\n'_L1, "<br>"_L1) +
                   (cell.whole()
                        ? QString()
                        : "…</p><p>"_L1 + tr("%Ln characters", nullptr, static_cast<int>(cell.length))) +
                   "</p>"_L1;
        if (type == QMetaType::QByteArray)
            return tr("%Ln bytes", nullptr, static_cast<int>(cell.length));
        return {};
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role == Qt::DisplayRole)
            return formatNumber(section + 1);
        return role == Qt::TextAlignmentRole ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                             : QVariant();
    }
    if (section >= m_table.columns.size())
        return {};
    const inspect::TableColumn &column = m_table.columns.at(section);
    if (role == Qt::DisplayRole)
        return column.name;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        const QString name = column.type.isEmpty() ? column.name : column.name + u' ' + column.type;
        return m_table.orderBy(section) != nullptr
                   ? tr("%1. Sorted at once: there is an index.").arg(name)
                   : tr("%1. Sorting looks through the whole table first: there is no index.").arg(name);
    }
    return {};
}

} // namespace lockkeeper::ui
