#include "text/html/TableRows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr qsizetype columnsAtMost = 100; // the header is widened to the widest row

QString ruleFor(TableRows::Align align)
{
    switch (align) {
    case TableRows::Align::Left:
        return u":--"_s;
    case TableRows::Align::Center:
        return u":-:"_s;
    case TableRows::Align::Right:
        return u"--:"_s;
    case TableRows::Align::None:
        break;
    }
    return u"---"_s;
}

QString line(const QStringList &cells)
{
    return u"| "_s + cells.join(" | "_L1) + u" |"_s;
}
} // namespace

void TableRows::openRow()
{
    m_rows.emplace_back();
}

void TableRows::addCell(const QString &markdown, Align align)
{
    if (m_rows.empty())
        openRow();
    QStringList &row = m_rows.back();
    if (row.size() == columnsAtMost) { // nothing is lost, only its column
        row.last() += u' ' + markdown;
        return;
    }
    if (m_rows.size() == 1)
        m_aligns.push_back(align);
    row.append(markdown);
}

bool TableRows::isEmpty() const
{
    return std::all_of(m_rows.cbegin(), m_rows.cend(), [](const QStringList &row) {
        return std::all_of(row.cbegin(), row.cend(), [](const QString &cell) { return cell.isEmpty(); });
    });
}

QStringList TableRows::lines() const
{
    qsizetype columns = 0;
    for (const QStringList &row : m_rows)
        columns = std::max(columns, row.size());
    QStringList rules;
    for (qsizetype i = 0; i < columns; ++i) {
        const auto column = static_cast<std::size_t>(i);
        rules.append(ruleFor(column < m_aligns.size() ? m_aligns[column] : Align::None));
    }
    QStringList result;
    for (const QStringList &row : m_rows) {
        if (row.isEmpty())
            continue;
        if (result.isEmpty()) {
            QStringList header = row;
            header.resize(columns);
            result << line(header) << line(rules);
        } else {
            result << line(row);
        }
    }
    return result;
}

} // namespace lockkeeper::text
