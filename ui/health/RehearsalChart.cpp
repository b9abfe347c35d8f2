#include "ui/health/RehearsalChart.h"

#include "ui/common/Palettes.h"
#include "ui/health/RehearsalChartLayout.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace lockkeeper::ui {

namespace {
struct BarLook
{
    QColor fill;
    Qt::BrushStyle pattern;
};

// A pattern beside the colour, in the order of the regimes.
std::array<BarLook, 3> looks(const Tones &tones)
{
    return {{{tones.barStopped, Qt::BDiagPattern},
             {tones.barRunning, Qt::Dense7Pattern},
             {tones.barDone, Qt::NoBrush}}};
}

int widest(const QFontMetrics &metrics, const QStringList &texts)
{
    int width = 0;
    for (const QString &text : texts)
        width = std::max(width, metrics.horizontalAdvance(text));
    return width;
}
} // namespace

RehearsalChart::RehearsalChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("rehearsalChart"));
    setAccessibleName(tr("Chart of the three regimes"));
    setAccessibleDescription(tr("The table below has the same figures."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RehearsalChart::setReport(const health::RehearsalReport &report)
{
    m_measures = health::measures(report);
    m_labels.clear();
    for (const health::RegimeFigures &figures : report.regimes)
        m_labels.append(health::regimeName(figures.regime));
    updateGeometry();
    update();
}

ChartLayout RehearsalChart::layoutFor(int width) const
{
    QList<QList<double>> groups;
    ChartRoom room{.width = width,
                   .lineHeight = fontMetrics().height() + 2,
                   .labelWidth = widest(fontMetrics(), m_labels),
                   .figureWidth = 0};
    for (const health::Measure &measure : m_measures) {
        groups.append(measure.values);
        room.figureWidth = std::max(room.figureWidth, widest(fontMetrics(), measure.texts));
    }
    return layoutChart(groups, room);
}

QSize RehearsalChart::sizeHint() const
{
    return {520, layoutFor(520).height};
}

QSize RehearsalChart::minimumSizeHint() const
{
    return {260, layoutFor(260).height};
}

void RehearsalChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tones &tone = tones(palette());
    const std::array<BarLook, 3> look = looks(tone);
    const ChartLayout layout = layoutFor(width());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (int i = 0; i < layout.groups.size(); ++i) {
        const ChartGroup &group = layout.groups.at(i);
        const health::Measure &measure = m_measures.at(i);
        painter.setFont(bold);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(group.title, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(bold).elidedText(measure.title, Qt::ElideRight, width()));
        painter.setFont(font());
        for (int bar = 0; bar < group.bars.size(); ++bar) {
            const ChartBar &place = group.bars.at(bar);
            const BarLook &its = look.at(static_cast<std::size_t>(bar) % look.size());
            painter.setPen(palette().color(QPalette::WindowText));
            painter.drawText(place.label, Qt::AlignRight | Qt::AlignVCenter, m_labels.at(bar));
            painter.drawText(place.figure, Qt::AlignRight | Qt::AlignVCenter, measure.texts.at(bar));
            painter.fillRect(place.track, tone.barTrack);
            if (place.bar.isNull())
                continue;
            painter.fillRect(place.bar, its.fill);
            if (its.pattern != Qt::NoBrush)
                painter.fillRect(place.bar, QBrush(tone.muted, its.pattern));
            painter.setPen(tone.muted);
            painter.drawRect(place.bar.adjusted(0.5, 0.5, -0.5, -0.5)); // the edge tells it from its track
        }
    }
}

void RehearsalChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace lockkeeper::ui
