#include "ui/dashboard/FilterField.h"

#include "ui/common/Icons.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"filterField"_s);
    setPlaceholderText(tr("Filter  (Ctrl+F)"));
    setAccessibleName(tr("Filter communities, sources and jobs by name"));
    setClearButtonEnabled(true);
    setMaxLength(200);
    addAction(icon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
}

bool FilterField::event(QEvent *event)
{
    // Taken before the window's Escape, which stops the run.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            clear();
            return;
        }
        break;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT leftDown();
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace lockkeeper::ui
