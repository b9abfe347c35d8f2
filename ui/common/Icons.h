// Our own SVG icons in the colour the palette asks for, crisp at every size and scale.
#pragma once

#include <QIcon>
#include <QString>

namespace lockkeeper::ui {

// Which of the palette's or the tones' colours an icon takes. Selected and disabled ones take the palette's.
enum class IconTone { Text, Muted, Running, Done, Failed, Warning };

// `name` as in resources/icons, without ".svg". Follows a change of the application's palette by itself.
[[nodiscard]] QIcon icon(const QString &name, IconTone tone = IconTone::Text);

// The program's own, in its own colours.
[[nodiscard]] QIcon programIcon();

} // namespace lockkeeper::ui
