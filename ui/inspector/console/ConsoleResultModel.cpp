#include "ui/inspector/console/ConsoleResultModel.h"

#include "ui/common/Palettes.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ConsoleResultModel)
};

constexpr qsizetype shownLetters = 300;
constexpr qsizetype toldLetters = 2000; // in a tool tip

bool isNumber(const QVariant &cell)
{
    return cell.typeId() == QMetaType::LongLong || cell.typeId() == QMetaType::Double;
}

// As SQLite orders: NULL, numbers, texts, blobs.
int rankOf(const QVariant &cell)
{
    if (!cell.isValid())
        return 0;
    if (isNumber(cell))
        return 1;
    return cell.typeId() == QMetaType::QString ? 2 : 3;
}

bool isLess(const QVariant &a, const QVariant &b)
{
    const int rank = rankOf(a);
    if (rank != rankOf(b))
        return rank < rankOf(b);
    if (a.typeId() == QMetaType::LongLong && b.typeId() == QMetaType::LongLong)
        return a.toLongLong() < b.toLongLong();
    if (rank == 1)
        return a.toDouble() < b.toDouble();
    if (rank == 2)
        return a.toString() < b.toString();
    return rank == 3 && a.toByteArray() < b.toByteArray();
}

QString wholeText(const QVariant &cell)
{
    if (cell.typeId() == QMetaType::QByteArray)
        return u"x'"_s + QString::fromLatin1(cell.toByteArray().toHex()) + u'\'';
    return cell.toString();
}

QString inOneCell(const QVariant &cell)
{
    return wholeText(cell).replace(u'\t', u' ').replace("\r\n"_L1, " "_L1).replace(u'\n', u' ');
}
} // namespace

QString cellText(const QVariant &cell)
{
    if (!cell.isValid())
        return u"NULL"_s;
    if (cell.typeId() == QMetaType::QByteArray)
        return Tr::tr("a blob of %n byte(s)", nullptr, int(cell.toByteArray().size()));
    if (cell.typeId() != QMetaType::QString)
        return cell.toString();
    const QString text = cell.toString();
    QString shown = text.left(shownLetters).replace(u'\n', u' ').replace(u'\r', u' ').replace(u'\t', u' ');
    return text.size() > shownLetters ? shown + u'…' : shown;
}

void ConsoleResultModel::show(const SharedAnswer &answer, qsizetype result)
{
    beginResetModel();
    m_answer = answer;
    m_result =
        answer && result >= 0 && result < answer->results.size() ? &answer->results.at(result) : nullptr;
    m_order.resize(m_result == nullptr ? 0 : std::size_t(m_result->rows.size()));
    std::iota(m_order.begin(), m_order.end(), 0);
    endResetModel();
}

QString ConsoleResultModel::copied(const QModelIndexList &cells) const
{
    if (cells.size() == 1)
        return wholeText(cell(cells.first()));
    QModelIndexList sorted = cells;
    std::ranges::sort(sorted, {}, [](const QModelIndex &one) { return std::pair(one.row(), one.column()); });
    QString text;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        if (i > 0)
            text += sorted.at(i).row() == sorted.at(i - 1).row() ? u'\t' : u'\n';
        text += inOneCell(cell(sorted.at(i)));
    }
    return text;
}

std::optional<inspect::ItemRef> ConsoleResultModel::itemAt(const QModelIndex &cell,
                                                           const inspect::Place &place) const
{
    if (!cell.isValid() || m_result == nullptr)
        return std::nullopt;
    std::optional<inspect::ItemRef> found;
    bool several = false;
    for (int column = 0; column < columnCount(); ++column) {
        const QString table = m_result->itemTables.value(column);
        const QVariant &id = this->cell(cell.siblingAtColumn(column));
        if (table.isEmpty() || id.typeId() != QMetaType::LongLong)
            continue;
        const inspect::ItemRef item{.place = place, .table = table, .id = id.toLongLong()};
        if (column == cell.column())
            return item;
        several = several || (found && *found != item);
        found = item;
    }
    return several ? std::nullopt : found;
}

QStringList ConsoleResultModel::columns() const
{
    return m_result == nullptr ? QStringList() : m_result->columns;
}

QVariantList ConsoleResultModel::values(int row) const
{
    return m_result == nullptr || row < 0 || row >= rowCount()
               ? QVariantList()
               : m_result->rows.at(m_order.at(std::size_t(row)));
}

int ConsoleResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int ConsoleResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_result == nullptr ? 0 : int(m_result->columns.size());
}

const QVariant &ConsoleResultModel::cell(const QModelIndex &index) const
{
    return m_result->rows.at(m_order.at(std::size_t(index.row()))).at(index.column());
}

QVariant ConsoleResultModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_result == nullptr)
        return {};
    const QVariant &value = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(value);
    case Qt::ToolTipRole:
        return value.typeId() == QMetaType::QString && value.toString().size() > 40
                   ? u"<p>"_s + value.toString().left(toldLetters).toHtmlEscaped() + u"</p>"_s
                   : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumber(value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return rankOf(value) == 0 || rankOf(value) == 3 ? QVariant(tones(QGuiApplication::palette()).muted)
                                                        : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setItalic(true);
        return rankOf(value) == 0 || rankOf(value) == 3 ? QVariant(font) : QVariant();
    }
    default:
        return {};
    }
}

QVariant ConsoleResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (m_result != nullptr && orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return m_order.empty() ? QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter)
                               : data(index(0, section), role); // over its values
    if (m_result == nullptr || role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return m_order.at(std::size_t(section)) + 1; // as it came
    return section < m_result->columns.size() ? m_result->columns.at(section) : QVariant();
}

void ConsoleResultModel::sort(int column, Qt::SortOrder order)
{
    if (m_result == nullptr)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<int> rows;
    for (const QModelIndex &index : before)
        rows.append(m_order.at(std::size_t(index.row())));
    std::iota(m_order.begin(), m_order.end(), 0);
    if (column >= 0) {
        std::ranges::stable_sort(m_order, [this, column, order](int a, int b) {
            const QVariant &one = m_result->rows.at(a).at(column);
            const QVariant &other = m_result->rows.at(b).at(column);
            return order == Qt::AscendingOrder ? isLess(one, other) : isLess(other, one);
        });
    }
    std::vector<int> places(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i)
        places[std::size_t(m_order[i])] = int(i);
    for (qsizetype i = 0; i < before.size(); ++i)
        changePersistentIndex(before.at(i), index(places[std::size_t(rows.at(i))], before.at(i).column()));
    Q_EMIT layoutChanged();
}

} // namespace lockkeeper::ui
