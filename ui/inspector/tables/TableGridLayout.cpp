// TableGrid's columns as they are kept.
#include "ui/inspector/tables/TableGrid.h"

#include <QHeaderView>
#include <QSettings>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int longColumn = 280;
constexpr int usualColumn = 140;
} // namespace

QString TableGrid::key() const
{
    return "inspector/tables/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(m_model.table().name));
}

void TableGrid::showColumns()
{
    m_hiddenWidths.clear();
    apply(tableLayoutFromText(m_state.value(key()).toString(), fittingStates()));
}

QList<TableColumnState> TableGrid::states() const
{
    QList<TableColumnState> states;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        const bool hidden = isColumnHidden(column);
        states.append({.name = m_model.table().columns.at(column).name,
                       // A hidden section has no size.
                       .width = hidden ? m_hiddenWidths.value(column, longColumn) : columnWidth(column),
                       .hidden = hidden});
    }
    return states;
}

// By what its name promises: rows are read later, and columns that move under the pointer help nobody.
QList<TableColumnState> TableGrid::fittingStates() const
{
    QList<TableColumnState> states;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const inspect::TableColumn &info = m_model.table().columns.at(column);
        const bool words = info.name.contains("title"_L1) || info.name.contains("message"_L1) ||
                           info.name.contains("post"_L1) || info.name.contains("docstring"_L1) ||
                           info.name.contains("subject"_L1) || info.name.contains("body"_L1) ||
                           info.name.contains("content"_L1) || info.name.contains("answer"_L1) ||
                           info.name.contains("question"_L1);
        const int wanted = info.number ? 0 : words ? longColumn : usualColumn;
        states.append({.name = info.name,
                       .width = std::max(wanted, horizontalHeader()->sectionSizeHint(column) + 8),
                       .hidden = false});
    }
    return states;
}

void TableGrid::apply(const QList<TableColumnState> &states)
{
    m_applying = true;
    QHeaderView *header = horizontalHeader();
    for (qsizetype i = 0; i < states.size(); ++i) {
        const int column = m_model.table().columnAt(states.at(i).name);
        if (column < 0)
            continue;
        header->moveSection(header->visualIndex(column), static_cast<int>(i));
        header->setSectionHidden(column, false); // a hidden section cannot be resized
        header->resizeSection(column, states.at(i).width);
        header->setSectionHidden(column, states.at(i).hidden);
        if (states.at(i).hidden)
            m_hiddenWidths.insert(column, states.at(i).width);
    }
    m_applying = false;
}

void TableGrid::remember()
{
    const bool whole = m_model.columnCount() > 0 && horizontalHeader()->count() == m_model.columnCount();
    if (!m_applying && whole)
        m_state.setValue(key(), tableLayoutToText(states()));
}

} // namespace lockkeeper::ui
