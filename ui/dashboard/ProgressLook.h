// How a row's progress bar looks: its form, how far it is, the text over it, and where the painted parts lie.
// Pure.
#pragma once

#include "ui/dashboard/Figures.h"

#include <QMetaType>
#include <QRectF>
#include <QString>

namespace lockkeeper::ui {

struct ProgressLook
{
    enum class Form { None, Waiting, Determinate, Indeterminate, Done, Failed, Stopped };

    Form form = Form::None;
    double share = 0; // 0 … 1; of an indeterminate bar where its segment is on its way
    QString text;

    friend bool operator==(const ProgressLook &, const ProgressLook &) = default;
};

[[nodiscard]] ProgressLook progressLook(const Figures &figures);

// The bar within a cell: some air around it, no higher than it needs to be, on whole device pixels.
[[nodiscard]] QRectF barRect(const QRectF &cell, double devicePixelRatio);

// The coloured part of a bar. A share above nothing is at least a device pixel wide, and one below all never
// fills it.
[[nodiscard]] QRectF filledRect(const QRectF &bar, const ProgressLook &look, double devicePixelRatio);

} // namespace lockkeeper::ui

Q_DECLARE_METATYPE(lockkeeper::ui::ProgressLook)
