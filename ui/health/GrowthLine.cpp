#include "ui/health/GrowthLine.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Palettes.h"
#include "ui/health/HealthTables.h"
#include "ui/history/Sparkline.h"

#include <QHBoxLayout>
#include <QPainter>

namespace lockkeeper::ui {

namespace {
constexpr int growthWidth = 120;
constexpr int growthMargin = 8;
} // namespace

GrowthLine::GrowthLine(QWidget *parent)
    : QWidget(parent)
    , m_words(new ElidedLabel(this))
{
    setObjectName(QStringLiteral("healthGrowth"));
    m_words->setObjectName(QStringLiteral("healthGrowthText"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(growthMargin, 4, growthMargin, 4);
    layout->addWidget(m_words);
    setGrowth({});
}

void GrowthLine::setGrowth(const QList<SizePoint> &growth)
{
    m_sizes.clear();
    for (const SizePoint &point : growth)
        m_sizes.append(static_cast<double>(point.bytes));
    const QString words = growthText(growth);
    m_words->setFullText(words.isEmpty() ? tr("Its size is noted at the end of each sync.") : words);
    m_words->setContentsMargins(m_sizes.size() > 1 ? growthWidth + growthMargin : 0, 0, 0, 0);
    update();
}

void GrowthLine::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (m_sizes.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = tones(palette()).running;
    painter.setPen(QPen(colour, 1.2));
    const QRectF area(growthMargin, 6, growthWidth - growthMargin, height() - 12);
    const QList<QLineF> lines = sparkline(m_sizes, area);
    painter.drawLines(lines);
    painter.setBrush(colour);
    painter.drawEllipse(lines.constLast().p2(), 2, 2);
}

} // namespace lockkeeper::ui
