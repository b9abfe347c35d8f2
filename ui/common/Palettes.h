// The colours of both appearances. Pure values, so that their contrast is tested without a window.
#pragma once

#include <QColor>
#include <QPalette>

namespace lockkeeper::ui {

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();
[[nodiscard]] bool isDark(const QPalette &palette);

// What a palette has no role for. The states are also told by icon and word; these only help the eye.
struct Tones
{
    QColor muted; // text of lesser weight
    QColor running;
    QColor done;
    QColor failed;
    QColor warning;
    QColor line; // hairlines and frames

    QColor barText; // on every one of the bar's colours
    QColor barTrack;
    QColor barRunning;
    QColor barDone;
    QColor barFailed;
    QColor barStopped;

    QColor warningBack; // a banner; its text is the palette's
    QColor failedBack;
};

[[nodiscard]] const Tones &tones(const QPalette &palette);

// WCAG 2.1's contrast ratio, 1 … 21.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

} // namespace lockkeeper::ui
