// What a screen reader is told beyond what Qt tells it.
#pragma once

#include <QString>

class QComboBox;
class QWidget;

namespace lockkeeper::ui {

// Says what has changed by itself, wherever the focus is; only what is in sight.
void announce(QWidget *about, const QString &text);

// What a box is about and what is chosen in it: both are read, on every system.
void nameBox(QComboBox *box, const QString &name);

} // namespace lockkeeper::ui
