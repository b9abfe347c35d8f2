#include "ui/dashboard/FilterField.h"

#include "ui/common/Icons.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"filterField"_s);
    setPlaceholderText(tr("Filter  (/)"));
    setAccessibleName(tr("Filter communities, sources and jobs by name"));
    setClearButtonEnabled(true);
    setMaxLength(200);
    addAction(icon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            clear();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT left();
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace lockkeeper::ui
