#include "ui/health/WorkLine.h"

#include "ui/common/Icons.h"
#include "ui/common/Spoken.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int workSteps = 1000; // of the bar
constexpr QSize iconSize(16, 16);
} // namespace

WorkLine::WorkLine(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_stop(new QPushButton(tr("Sto&p"), this))
{
    m_icon->setFixedSize(iconSize);
    m_text->setObjectName(u"healthOutcome"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::ClickFocus);                            // Tab has nothing to do there
    m_text->setMinimumHeight(2 * m_text->fontMetrics().lineSpacing()); // so that less moves
    m_progress->setObjectName(u"healthProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, workSteps);
    m_progress->setFixedWidth(180);
    m_stop->setObjectName(u"healthStop"_s);
    m_stop->setToolTip(tr("Stop what runs and what waits: no row is lost by that"));
    connect(m_stop, &QPushButton::clicked, this, &WorkLine::stopPressed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    showNothing();
}

void WorkLine::showRunning(const QString &text, double done, bool stopping)
{
    m_outcome = false;
    m_text->setText(text);
    m_progress->setRange(0, done < 0 ? 0 : workSteps);
    m_progress->setValue(std::clamp(qRound(done * workSteps), 0, workSteps));
    m_progress->show();
    m_stop->setEnabled(!stopping);
    m_stop->show();
    dress();
}

void WorkLine::showOutcome(LogLevel level, bool stopped, const QString &text)
{
    m_stopped = stopped;
    m_outcome = true;
    m_level = level;
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_progress->hide();
    m_stop->hide();
    dress();
    announce(m_text, text);
}

void WorkLine::showNothing()
{
    m_outcome = false;
    m_text->clear();
    m_progress->hide();
    m_stop->hide();
    dress();
}

void WorkLine::dress()
{
    const auto picture = [this]() -> QIcon {
        if (!m_outcome)
            return m_stop->isHidden() ? QIcon() : icon(u"state-running"_s, IconTone::Running);
        if (m_stopped)
            return icon(u"state-cancelled"_s, IconTone::Muted);
        if (m_level == LogLevel::Info)
            return icon(u"state-done"_s, IconTone::Done);
        return m_level == LogLevel::Warning ? icon(u"state-broken"_s, IconTone::Warning)
                                            : icon(u"state-failed"_s, IconTone::Failed);
    };
    m_icon->setPixmap(picture().pixmap(iconSize, devicePixelRatioF()));
}

void WorkLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lockkeeper::ui
