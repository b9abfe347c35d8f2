// A rehearsal's figures as bars, painted by hand. Screen readers get the table beside it. GUI thread.
#pragma once

#include "health/RehearsalReport.h"

#include <QStringList>
#include <QWidget>

namespace lockkeeper::ui {

struct ChartLayout;

class RehearsalChart final : public QWidget
{
    Q_OBJECT

public:
    explicit RehearsalChart(QWidget *parent = nullptr);

    void setReport(const health::RehearsalReport &report);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] ChartLayout layoutFor(int width) const;

    QList<health::Measure> m_measures;
    QStringList m_labels;
};

} // namespace lockkeeper::ui
