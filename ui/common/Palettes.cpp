#include "ui/common/Palettes.h"

#include <algorithm>
#include <cmath>

namespace lockkeeper::ui {

namespace {

struct Shades
{
    QRgb window, base, alternate, text, muted, button, highlight, highlightedText, link, disabled, line, tip,
        placeholder;
};

constexpr Shades lightShades{.window = 0xfff2f4f7,
                             .base = 0xffffffff,
                             .alternate = 0xfff6f8fa,
                             .text = 0xff1b1f24,
                             .muted = 0xff525c68,
                             .button = 0xfff8f9fb,
                             .highlight = 0xff1d5fb8,
                             .highlightedText = 0xffffffff,
                             .link = 0xff0b55c4,
                             .disabled = 0xff8b949e,
                             .line = 0xffc9d0d8,
                             .tip = 0xfffffff2,
                             .placeholder = 0xff667080};

constexpr Shades darkShades{.window = 0xff22262b,
                            .base = 0xff191c20,
                            .alternate = 0xff1e2226,
                            .text = 0xffe6e9ed,
                            .muted = 0xffa7b1bc,
                            .button = 0xff2c3138,
                            .highlight = 0xff2a63b8,
                            .highlightedText = 0xffffffff,
                            .link = 0xff7db4ff,
                            .disabled = 0xff6b747e,
                            .line = 0xff3b424b,
                            .tip = 0xff2c3138,
                            .placeholder = 0xff98a2ad};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor(colour));
    };
    set(QPalette::Window, shades.window);
    set(QPalette::WindowText, shades.text);
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    set(QPalette::Text, shades.text);
    set(QPalette::Button, shades.button);
    set(QPalette::ButtonText, shades.text);
    set(QPalette::BrightText, shades.highlightedText);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, shades.highlightedText);
    set(QPalette::Link, shades.link);
    set(QPalette::LinkVisited, shades.link);
    set(QPalette::ToolTipBase, shades.tip);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::PlaceholderText, shades.placeholder);
    // Fusion draws its bevels and frames from these.
    const QColor window(shades.window);
    const bool isLight = window.lightness() > 127;
    palette.setColor(QPalette::Light, isLight ? QColor(shades.base) : window.lighter(140));
    palette.setColor(QPalette::Midlight, isLight ? window.darker(104) : window.lighter(120));
    palette.setColor(QPalette::Mid, QColor(shades.line));
    palette.setColor(QPalette::Dark, isLight ? window.darker(150) : window.darker(160));
    palette.setColor(QPalette::Shadow, isLight ? window.darker(220) : QColor(Qt::black));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, QColor(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Base, window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.line));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(shades.text));
    return palette;
}

const Tones lightTones{.muted = QColor(lightShades.muted),
                       .running = QColor(0xff0b55c4),
                       .done = QColor(0xff17692f),
                       .failed = QColor(0xffb0231b),
                       .warning = QColor(0xff7a5000),
                       .line = QColor(lightShades.line),
                       .barText = QColor(lightShades.text),
                       .barTrack = QColor(0xffe3e8ee),
                       .barRunning = QColor(0xff9fc6f8),
                       .barDone = QColor(0xffa9dcb4),
                       .barFailed = QColor(0xfff2b6b0),
                       .barStopped = QColor(0xffc9d0d8),
                       .warningBack = QColor(0xfffdf0cf),
                       .failedBack = QColor(0xfffbdfdc)};

const Tones darkTones{.muted = QColor(darkShades.muted),
                      .running = QColor(0xff7db4ff),
                      .done = QColor(0xff71cf8c),
                      .failed = QColor(0xffff8f86),
                      .warning = QColor(0xfff0c264),
                      .line = QColor(darkShades.line),
                      .barText = QColor(darkShades.text),
                      .barTrack = QColor(0xff2d333a),
                      .barRunning = QColor(0xff24528f),
                      .barDone = QColor(0xff205c36),
                      .barFailed = QColor(0xff7b2d28),
                      .barStopped = QColor(0xff454d57),
                      .warningBack = QColor(0xff4a3a10),
                      .failedBack = QColor(0xff532421)};

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) +
           0.0722 * channel(colour.blueF());
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(lightShades);
}

QPalette darkPalette()
{
    return paletteOf(darkShades);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const Tones &tones(const QPalette &palette)
{
    return isDark(palette) ? darkTones : lightTones;
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace lockkeeper::ui
