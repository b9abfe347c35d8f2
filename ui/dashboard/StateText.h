// States and phases in words, with the icon that goes with each. Pure.
#pragma once

#include "ui/common/Icons.h"
#include "ui/dashboard/Figures.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

struct StateLook
{
    QString word;
    QString icon; // a name for icon()
    IconTone tone = IconTone::Muted;
};

[[nodiscard]] StateLook stateLook(RowState state);

// A running job waiting for something tells that rather than "running", a sum how much of it failed.
[[nodiscard]] StateLook stateLook(const Figures &figures);

// What a state's column must have room for.
[[nodiscard]] QStringList usualStateWords();

// "waits for the limit of api.github.com, goes on at 14:05".
[[nodiscard]] QString phaseText(sync::Phase phase, const QString &host, const QDateTime &until,
                                const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
