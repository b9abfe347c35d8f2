#include "ui/common/Theme.h"

#include "ui/common/Palettes.h"
#include "ui/common/Style.h"

#include <QApplication>
#include <QEvent>
#include <QSettings>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView appearanceKey = "window/appearance"_L1;

Appearance appearanceNamed(const QString &name)
{
    if (name == "light"_L1)
        return Appearance::Light;
    if (name == "dark"_L1)
        return Appearance::Dark;
    return Appearance::System;
}

QString nameOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    case Appearance::System:
        break;
    }
    return u"system"_s;
}
} // namespace

Theme::Theme(QApplication &application, QSettings &settings)
    : m_application(application)
    , m_settings(settings)
    , m_appearance(appearanceNamed(settings.value(appearanceKey).toString()))
{
    QApplication::setStyle(new Style); // the application owns it
    apply();
    m_application.installEventFilter(this);
}

void Theme::setAppearance(Appearance appearance)
{
    m_settings.setValue(appearanceKey, nameOf(appearance));
    m_appearance = appearance;
    apply();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Sent to the application when the desktop's colours change, and when we set ours.
    if (watched == &m_application && event->type() == QEvent::ApplicationPaletteChange && !m_applying &&
        m_appearance == Appearance::System)
        QTimer::singleShot(0, this, [this] { apply(); });
    return QObject::eventFilter(watched, event);
}

bool Theme::desktopIsDark()
{
    // Qt 6.4 has no colour scheme to ask for; without a palette of ours the application shows the desktop's.
    QApplication::setPalette(QPalette());
    return isDark(QApplication::palette());
}

void Theme::apply()
{
    m_applying = true;
    const bool dark =
        m_appearance == Appearance::Dark || (m_appearance == Appearance::System && desktopIsDark());
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    m_applying = false;
}

} // namespace lockkeeper::ui
