// Colours of the lanes' states and of the sources, for light and dark. Told apart by lightness, too, so that
// people with red-green blindness see what others see; LockShapes tells the states by shape besides. Pure.
#pragma once

#include "events/Event.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace lockkeeper::ui {

struct LockColours
{
    QColor back;   // of a track
    QColor gutter; // behind the labels
    QColor grid;   // lines of time
    QColor reading;
    QColor network;
    QColor holding;
    QColor blocking;
    QColor edge; // round what blocks, and its cap
    QColor wait;
    QColor busy;
    QColor hatch; // over waits
    QColor wal;
    QColor walMark; // checkpoints
    QColor pinned;
    QColor rate;      // small multiples
    QColor selection; // translucent

    [[nodiscard]] QColor of(events::Activity activity) const;
};

[[nodiscard]] const LockColours &lockColours(const QPalette &palette);

// One a source; `kind` empty: other processes.
[[nodiscard]] QColor sourceColour(const QString &kind, bool dark);
// Black or white, whichever is read better on `back`.
[[nodiscard]] QColor textOn(const QColor &back);

} // namespace lockkeeper::ui
