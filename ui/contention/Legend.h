// What the states in the lanes look like, in words. GUI thread.
#pragma once

#include "events/Event.h"

#include <QWidget>

namespace lockkeeper::ui {

class Legend final : public QWidget
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

// "waits in line": as short as a legend's words are.
[[nodiscard]] QString legendText(events::Activity activity);

} // namespace lockkeeper::ui
