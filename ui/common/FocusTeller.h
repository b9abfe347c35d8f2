// Tells a screen reader where the focus is where Qt leaves it in the dark: a page hands the focus on to what
// it is about, and Qt names the page last, which has no name; a list is told, but not the row that is current
// in it.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace lockkeeper::ui {

class FocusTeller final : public QObject
{
    Q_OBJECT

public:
    explicit FocusTeller(QObject *parent = nullptr);

Q_SIGNALS:
    void told(const QString &name);

private:
    void follow(QWidget *now);
    void tell();

    QPointer<QWidget> m_now;
    QTimer m_soon; // after Qt has told its own
};

} // namespace lockkeeper::ui
