// How a database's file grew over its last runs: a small line, and the same in words. GUI thread.
#pragma once

#include "ui/health/DatabaseRow.h"

#include <QWidget>

namespace lockkeeper::ui {

class ElidedLabel;

class GrowthLine final : public QWidget
{
    Q_OBJECT

public:
    explicit GrowthLine(QWidget *parent = nullptr);

    void setGrowth(const QList<SizePoint> &growth);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_sizes;
    ElidedLabel *m_words;
};

} // namespace lockkeeper::ui
