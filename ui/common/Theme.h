// Fusion with our own palettes: as light or dark as the desktop, unless the maintainer decided.
#pragma once

#include <QObject>

class QApplication;
class QSettings;

namespace lockkeeper::ui {

enum class Appearance { System, Light, Dark };

// Lives on the GUI's thread, as long as the application.
class Theme final : public QObject
{
    Q_OBJECT

public:
    // Sets style and palette; `settings` remembers the choice and outlives the theme.
    Theme(QApplication &application, QSettings &settings);

    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    [[nodiscard]] bool desktopIsDark();

    QApplication &m_application;
    QSettings &m_settings;
    Appearance m_appearance = Appearance::System;
    bool m_applying = false;
};

} // namespace lockkeeper::ui
