#include "ui/dashboard/Banner.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new ElidedLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"banner"_s);
    setAutoFillBackground(true);
    m_text->setObjectName(u"bannerText"_s);
    m_button->setObjectName(u"bannerButton"_s);
    QSizePolicy policy = m_button->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the line is as high without it
    m_button->setSizePolicy(policy);
    connect(m_button, &QPushButton::clicked, this, &Banner::pressed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 8, 2);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    dress();
}

void Banner::setNotice(const std::optional<Notice> &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    dress();
    if (m_notice)
        tell();
}

void Banner::dress()
{
    if (m_dressing)
        return;
    m_dressing = true;
    QPalette colours; // only these roles are ours: the rest goes on following the application
    if (!m_notice) {
        colours.setColor(QPalette::WindowText, tones(colours).muted);
        m_icon->setPixmap(icon(u"state-done"_s, IconTone::Muted).pixmap(QSize(16, 16), devicePixelRatioF()));
    } else {
        const bool failure = m_notice->weight == Notice::Weight::Failure;
        colours.setColor(QPalette::Window, failure ? tones(colours).failedBack : tones(colours).warningBack);
        m_icon->setPixmap(icon(failure ? u"state-failed"_s : u"state-broken"_s,
                               failure ? IconTone::Failed : IconTone::Warning)
                              .pixmap(QSize(16, 16), devicePixelRatioF()));
    }
    setPalette(colours);
    m_text->setFullText(m_notice ? m_notice->text : tr("Nothing needs attention."));
    m_button->setText(m_notice ? m_notice->button : QString());
    m_button->setAccessibleDescription(m_notice ? m_notice->text : QString());
    m_button->setVisible(m_notice.has_value());
    m_dressing = false;
}

// It comes by itself, wherever one is at work.
void Banner::tell()
{
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lockkeeper::ui
