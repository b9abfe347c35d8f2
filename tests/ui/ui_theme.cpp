// Both palettes are readable, icons are there in every size and take the palette's colour.
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"
#include "ui/common/Theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::ui;

class UiTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrast_data();
    void contrast();
    void ratioIsTheOneOfTheStandard();
    void choiceIsRemembered();
    void everyIconCanBeDrawn();
    void iconsFollowThePalette();
    void iconsAreCrispAtScaleTwo();
};

void UiTheme::contrast_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("back");
    for (const bool dark : {false, true}) {
        const QPalette palette = dark ? darkPalette() : lightPalette();
        const Tones &tone = tones(palette);
        const auto row = [dark](const char *what, const QColor &text, const QColor &back) {
            QTest::addRow("%s %s", dark ? "dark" : "light", what) << text << back;
        };
        using P = QPalette;
        for (const auto &[name, back] :
             {std::pair{"window", P::Window}, {"base", P::Base}, {"alternate", P::AlternateBase}}) {
            row(qPrintable(u"text on %1"_s.arg(QLatin1StringView(name))), palette.color(P::Text),
                palette.color(back));
            row(qPrintable(u"muted on %1"_s.arg(QLatin1StringView(name))), tone.muted, palette.color(back));
            row(qPrintable(u"link on %1"_s.arg(QLatin1StringView(name))), palette.color(P::Link),
                palette.color(back));
            row(qPrintable(u"running on %1"_s.arg(QLatin1StringView(name))), tone.running,
                palette.color(back));
            row(qPrintable(u"done on %1"_s.arg(QLatin1StringView(name))), tone.done, palette.color(back));
            row(qPrintable(u"failed on %1"_s.arg(QLatin1StringView(name))), tone.failed, palette.color(back));
            row(qPrintable(u"warning on %1"_s.arg(QLatin1StringView(name))), tone.warning,
                palette.color(back));
        }
        row("window text", palette.color(P::WindowText), palette.color(P::Window));
        row("button", palette.color(P::ButtonText), palette.color(P::Button));
        row("highlight", palette.color(P::HighlightedText), palette.color(P::Highlight));
        row("tool tip", palette.color(P::ToolTipText), palette.color(P::ToolTipBase));
        row("placeholder", palette.color(P::PlaceholderText), palette.color(P::Base));
        row("bar track", tone.barText, tone.barTrack);
        row("bar running", tone.barText, tone.barRunning);
        row("bar done", tone.barText, tone.barDone);
        row("bar failed", tone.barText, tone.barFailed);
        row("bar stopped", tone.barText, tone.barStopped);
        row("warning banner", palette.color(P::WindowText), tone.warningBack);
        row("failure banner", palette.color(P::WindowText), tone.failedBack);
        row("warning banner's icon", tone.warning, tone.warningBack);
        row("failure banner's icon", tone.failed, tone.failedBack);
    }
}

void UiTheme::contrast()
{
    QFETCH(QColor, text);
    QFETCH(QColor, back);
    const double ratio = contrastRatio(text, back);
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(text.name(), back.name()).arg(ratio, 0, 'f', 2)));
}

void UiTheme::ratioIsTheOneOfTheStandard()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0xff767676), Qt::white) - 4.54) <
            0.01); // the well-known lightest grey on white
}

void UiTheme::choiceIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
    {
        Theme theme(*application, settings);
        QCOMPARE(theme.appearance(), Appearance::System);
        QVERIFY(!isDark(QApplication::palette())); // this platform has no dark desktop
        theme.setAppearance(Appearance::Dark);
        QVERIFY(isDark(QApplication::palette()));
    }
    Theme again(*application, settings);
    QCOMPARE(again.appearance(), Appearance::Dark);
    QVERIFY(isDark(QApplication::palette()));
    again.setAppearance(Appearance::System);
    QVERIFY(!isDark(QApplication::palette()));
}

void UiTheme::everyIconCanBeDrawn()
{
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() > 15);
    for (const QString &file : files) {
        const QImage image = icon(file.chopped(4)).pixmap(QSize(16, 16), 1.0).toImage();
        QVERIFY2(!image.isNull(), qPrintable(file));
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                painted += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
        }
        QVERIFY2(painted > 8, qPrintable(file));
    }
    QVERIFY(icon(u"no-such-icon"_s).isNull());
}

void UiTheme::iconsFollowThePalette()
{
    const auto ink = [] {
        const QImage image = icon(u"stop"_s).pixmap(QSize(16, 16), 1.0).toImage();
        return image.pixelColor(8, 8);
    };
    QApplication::setPalette(lightPalette());
    QCOMPARE(ink().name(), lightPalette().color(QPalette::WindowText).name());
    QApplication::setPalette(darkPalette());
    QCOMPARE(ink().name(), darkPalette().color(QPalette::WindowText).name());
    QApplication::setPalette(lightPalette());
}

void UiTheme::iconsAreCrispAtScaleTwo()
{
    const QPixmap pixmap = icon(u"state-done"_s).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

QTEST_MAIN(UiTheme)
#include "ui_theme.moc"
