#include "ui/dashboard/Banner.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"

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
    connect(m_button, &QPushButton::clicked, this, &Banner::pressed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 8, 5);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    hide();
}

void Banner::setNotice(const std::optional<Notice> &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    dress();
    setVisible(m_notice.has_value());
}

void Banner::dress()
{
    if (!m_notice || m_dressing)
        return;
    m_dressing = true;
    const bool failure = m_notice->weight == Notice::Weight::Failure;
    QPalette colours; // only this role is ours: the rest goes on following the application
    colours.setColor(QPalette::Window, failure ? tones(colours).failedBack : tones(colours).warningBack);
    setPalette(colours);
    m_icon->setPixmap(
        icon(failure ? u"state-failed"_s : u"state-broken"_s, failure ? IconTone::Failed : IconTone::Warning)
            .pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setFullText(m_notice->text);
    m_button->setText(m_notice->button);
    m_dressing = false;
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lockkeeper::ui
