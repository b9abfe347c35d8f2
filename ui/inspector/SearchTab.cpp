#include "ui/inspector/SearchTab.h"

#include <QFocusEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

SearchTab::SearchTab(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
{
    setObjectName(u"searchTab"_s);
    m_field->setObjectName(u"searchField"_s);
    m_field->setAccessibleName(tr("Search what was collected"));
    m_field->setClearButtonEnabled(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_field);
    layout->addStretch();
}

void SearchTab::setPlaces(const QList<inspect::Place> &places)
{
    m_places = places;
}

void SearchTab::goToField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchTab::focusInEvent(QFocusEvent *event)
{
    m_field->setFocus(event->reason());
}

} // namespace lockkeeper::ui
