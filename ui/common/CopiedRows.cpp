#include "ui/common/CopiedRows.h"

#include <QAbstractItemView>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

QString copiedRows(const QAbstractItemView &view)
{
    const QAbstractItemModel &model = *view.model();
    QModelIndexList rows = view.selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < model.rowCount(); ++row)
            rows.append(model.index(row, 0));
    }
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join('\t'_L1));
    }
    return lines.join('\n'_L1);
}

} // namespace lockkeeper::ui
