#include "ui/inspector/search/SearchField.h"

#include "inspect/search/SearchText.h"
#include "ui/common/Icons.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"searchField"_s);
    setAccessibleName(tr("Search what was collected"));
    setAccessibleDescription(tr("All words must occur. “Quotes” for a phrase, minus for what must not occur, "
                                "number sign for an item’s number"));
    setPlaceholderText(tr("Search, e.g. epochs “bad channels” -ica, or #2022"));
    setToolTip(tr("All words must occur.\n“Quotes” for a phrase, -word for what must not occur, title:word,\n"
                  "#2022 or PR 2022 for an item’s number, or its address. (Ctrl+F)"));
    setClearButtonEnabled(true);
    setMaxLength(inspect::SearchText::maxLength);
    addAction(icon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        clear();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        Q_EMIT left();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ControlModifier))
            break;
        Q_EMIT entered();
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace lockkeeper::ui
