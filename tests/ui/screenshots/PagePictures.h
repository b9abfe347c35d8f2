// What the programs that take pictures of one page have in common: their command line, a theme, a file a
// picture.
#pragma once

#include "resources/Translations.h"
#include "ui/common/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

namespace lockkeeper::test {

class PagePictures final
{
public:
    // Reads `DIR [--appearance light|dark] [--size WxH]` and `more`; ends the program where there is no DIR.
    // The pictures are called `page`-….
    PagePictures(QApplication &application, QString page, const QList<QCommandLineOption> &more = {})
        : m_page(std::move(page))
        , m_state(home(QStringLiteral("window.ini")), QSettings::IniFormat)
        , m_theme(application, m_state)
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        resources::installTranslations(application);
        m_parser.addHelpOption();
        m_parser.addOption({QStringLiteral("appearance"), QStringLiteral("light or dark"),
                            QStringLiteral("NAME"), QStringLiteral("light")});
        m_parser.addOption({QStringLiteral("size"), QStringLiteral("of the page"), QStringLiteral("WxH"),
                            QStringLiteral("1200x660")});
        m_parser.addOptions(more);
        m_parser.addPositionalArgument(QStringLiteral("DIR"), QStringLiteral("where the pictures go"));
        m_parser.process(application);
        if (m_parser.positionalArguments().size() != 1)
            m_parser.showHelp(2);
        QDir().mkpath(m_parser.positionalArguments().constFirst());
        m_theme.setAppearance(appearance());
    }

    [[nodiscard]] ui::Appearance appearance() const
    {
        return m_parser.value(QStringLiteral("appearance")) == QLatin1StringView("dark")
                   ? ui::Appearance::Dark
                   : ui::Appearance::Light;
    }

    [[nodiscard]] int number(const QString &option) const { return m_parser.value(option).toInt(); }
    [[nodiscard]] QString home(const QString &file) const { return m_home.filePath(file); } // gone at the end
    [[nodiscard]] QSettings &state() { return m_state; }
    [[nodiscard]] ui::Theme &theme() { return m_theme; }

    void show(QWidget &page) const
    {
        const QStringList sides = m_parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
        page.resize(sides.value(0).toInt(), sides.value(1).toInt());
        page.show();
    }
    // Once the page had `time` to show what there is. Whether every picture so far could be written is
    // good().
    void take(QWidget &page, const QString &what, std::chrono::milliseconds time, const QString &variant = {})
    {
        QTest::qWait(static_cast<int>(time.count()));
        QStringList name{m_page, what, m_parser.value(QStringLiteral("appearance")),
                         m_parser.value(QStringLiteral("size"))};
        if (!variant.isEmpty())
            name.append(variant);
        m_good = page.grab().save(
                     QStringLiteral("%1/%2.png")
                         .arg(m_parser.positionalArguments().constFirst(), name.join(QLatin1Char('-')))) &&
                 m_good;
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    QString m_page;
    QTemporaryDir m_home;
    QSettings m_state;
    ui::Theme m_theme;
    QCommandLineParser m_parser;
    bool m_good = true;
};

} // namespace lockkeeper::test
