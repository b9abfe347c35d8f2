#include "ui/inspector/search/HitList.h"

#include "ui/inspector/search/HitDelegate.h"

#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

HitList::HitList(QWidget *parent)
    : QListView(parent)
{
    setObjectName(u"searchHits"_s);
    setAccessibleName(tr("What was found"));
    setModel(&m_model);
    setItemDelegate(new HitDelegate(this));
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    connect(this, &QAbstractItemView::doubleClicked, this, &HitList::opened);
}

void HitList::setHits(const QList<inspect::Hit> &hits, int limit)
{
    const std::optional<inspect::Hit> before = chosen();
    const QScopedValueRollback quiet(m_quiet, true);
    m_model.setHits(hits, limit);
    if (const int row = before ? m_model.rowOf(before->ref) : -1; row >= 0)
        setCurrentIndex(m_model.index(row));
    else
        scrollToTop();
}

// Whoever has moved into the list reads it: what came in above pushes nothing down then.
void HitList::addHits(const QList<inspect::Hit> &hits)
{
    QPersistentModelIndex held;
    if (currentIndex().isValid() && viewport()->rect().intersects(visualRect(currentIndex())))
        held = currentIndex();
    else if (verticalScrollBar()->value() > 0)
        held = indexAt({viewport()->width() / 2, 0});
    const int top = held.isValid() ? visualRect(held).top() : 0;
    m_model.add(hits, QPersistentModelIndex(currentIndex()));
    if (!held.isValid())
        return;
    doItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(held).top() - top);
}

std::optional<inspect::Hit> HitList::chosen() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? std::optional(m_model.hit(current.row())) : std::nullopt;
}

void HitList::choose(int row)
{
    setCurrentIndex(m_model.index(row));
}

void HitList::chooseNone()
{
    setCurrentIndex({});
}

// Qt makes the first row current then, but does not select it: it would be open and not be seen to be.
void HitList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (currentIndex().isValid())
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
}

void HitList::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT opened();
    } else if (plain && (event->key() == Qt::Key_Escape ||
                         (event->key() == Qt::Key_Up && currentIndex().row() <= 0))) {
        Q_EMIT left();
    } else if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
    } else {
        QListView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void HitList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        Q_EMIT choiceMoved();
}

} // namespace lockkeeper::ui
