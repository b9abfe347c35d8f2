#include "ui/common/FocusTeller.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>

namespace lockkeeper::ui {

FocusTeller::FocusTeller(QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &FocusTeller::tell);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

// Qt says so once for each that has had the focus: the same again means that it was handed on.
void FocusTeller::follow(QWidget *now)
{
    const bool handedOn = now != nullptr && now == m_now;
    m_now = now;
    if (now != nullptr && (handedOn || qobject_cast<QAbstractItemView *>(now) != nullptr))
        m_soon.start();
}

void FocusTeller::tell()
{
    QWidget *now = QApplication::focusWidget();
    if (now == nullptr || now != m_now)
        return;
    QAccessibleInterface *place = QAccessible::queryAccessibleInterface(now);
    if (qobject_cast<QAbstractItemView *>(now) != nullptr && place != nullptr) {
        if (QAccessibleInterface *row = place->focusChild())
            place = row;
    }
    if (place == nullptr)
        return;
    QAccessibleEvent event(place, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
    Q_EMIT told(place->text(QAccessible::Name));
}

} // namespace lockkeeper::ui
