#include "ui/common/SortMenu.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct SortWords
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::SortMenu)
};

// The column that the rows are in the order of turns it round.
void offerColumns(QAbstractItemView *view, QHeaderView *header)
{
    auto *menu = new QMenu(view);
    menu->setObjectName(u"sortMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int sorted = header->sortIndicatorSection();
    const bool up = header->sortIndicatorOrder() == Qt::AscendingOrder;
    const auto add = [menu, header](const QString &text, int column, Qt::SortOrder order) {
        QAction *action = menu->addAction(text);
        QObject::connect(action, &QAction::triggered, header,
                         [header, column, order] { header->setSortIndicator(column, order); });
        return action;
    };
    QAction *chosen = add(SortWords::tr("As they came"), -1, Qt::AscendingOrder);
    menu->addSeparator();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (header->isSectionHidden(column))
            continue;
        const QString name = view->model()
                                 ->headerData(column, Qt::Horizontal, Qt::DisplayRole)
                                 .toString()
                                 .replace('&'_L1, "&&"_L1);
        const bool turned = column == sorted && up;
        QAction *action =
            add(turned ? SortWords::tr("By %1, downwards").arg(name) : SortWords::tr("By %1").arg(name),
                column, turned ? Qt::DescendingOrder : Qt::AscendingOrder);
        if (column == sorted)
            chosen = action;
    }
    menu->setActiveAction(chosen);
    menu->popup(view->viewport()->mapToGlobal(QPoint(0, 0)));
}
} // namespace

void addSortMenu(QAbstractItemView *view, QHeaderView *header)
{
    auto *keys = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O, view);
    keys->setContext(Qt::WidgetShortcut);
    QObject::connect(keys, &QShortcut::activated, view, [view, header] { offerColumns(view, header); });
    if (view->accessibleDescription().isEmpty())
        view->setAccessibleDescription(SortWords::tr("Ctrl+Shift+O sorts"));
}

} // namespace lockkeeper::ui
