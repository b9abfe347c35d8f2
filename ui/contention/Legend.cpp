#include "ui/contention/Legend.h"

#include "ui/common/Palettes.h"
#include "ui/contention/TimePainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr std::array legendStates{events::Activity::Network, events::Activity::Reading,
                                  events::Activity::Holding, events::Activity::Blocking,
                                  events::Activity::Queued,  events::Activity::Busy};
constexpr int sampleWidth = 26;
constexpr int keyGap = 5;

QString allOf()
{
    QStringList texts;
    for (const events::Activity activity : legendStates)
        texts += legendText(activity);
    return texts.join(u", "_s);
}
} // namespace

QString legendText(events::Activity activity)
{
    switch (activity) {
    case events::Activity::Network:
        return Legend::tr("network");
    case events::Activity::Reading:
        return Legend::tr("reading");
    case events::Activity::Holding:
        return Legend::tr("has the lock");
    case events::Activity::Blocking:
        return Legend::tr("has it, others wait");
    case events::Activity::Queued:
        return Legend::tr("waits in line");
    case events::Activity::Busy:
        return Legend::tr("waits for another process");
    case events::Activity::Idle:
        break;
    }
    return {};
}

Legend::Legend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"lockLegend"_s);
    setAccessibleName(tr("Legend: %1").arg(allOf()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Legend::sizeHint() const
{
    return {400, fontMetrics().height() + 10};
}

QSize Legend::minimumSizeHint() const
{
    return {100, sizeHint().height()};
}

void Legend::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const TimePainter lanes(palette(), devicePixelRatioF());
    int needed = 0;
    for (const events::Activity activity : legendStates)
        needed += sampleWidth + keyGap + fontMetrics().horizontalAdvance(legendText(activity));
    const int between = std::clamp((width() - 16 - needed) / static_cast<int>(legendStates.size()), 6, 22);
    int x = 8;
    for (const events::Activity activity : legendStates) {
        const QRect area(x, 3, sampleWidth, height() - 6);
        painter.fillRect(area, lockColours(palette()).back);
        lanes.paintActivity(painter, area, activity);
        x += sampleWidth + keyGap;
        const QString text = legendText(activity);
        const int wide = fontMetrics().horizontalAdvance(text);
        painter.setPen(tones(palette()).muted);
        painter.drawText(QRect(x, 0, wide + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += wide + between;
    }
}

bool Legend::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), allOf(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace lockkeeper::ui
