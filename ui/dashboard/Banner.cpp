#include "ui/dashboard/Banner.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"
#include "ui/common/Spoken.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new ElidedLabel(this))
    , m_next(new QPushButton(this))
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
    m_next->setObjectName(u"bannerNext"_s);
    m_next->setIconSize({12, 12}); // smaller than the text: the line is as high with it
    m_next->setToolTip(tr("Show the next matter (Shift+F8)"));
    connect(m_next, &QPushButton::clicked, this, &Banner::nextWanted);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 8, 2);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_next);
    layout->addWidget(m_button);
    dress();
}

void Banner::setNotices(const QList<Notice> &notices, qsizetype shown)
{
    if (notices == m_notices && shown == m_shown)
        return;
    const std::optional<Notice> before = notice();
    m_notices = notices;
    m_shown = shown;
    dress();
    if (const std::optional<Notice> now = notice(); now && now != before)
        tell();
}

std::optional<Notice> Banner::notice() const
{
    return m_shown >= 0 && m_shown < m_notices.size() ? std::optional(m_notices.at(m_shown)) : std::nullopt;
}

void Banner::dress()
{
    if (m_dressing)
        return;
    m_dressing = true;
    QPalette colours; // only these roles are ours: the rest goes on following the application
    const std::optional<Notice> shown = notice();
    if (!shown) {
        colours.setColor(QPalette::WindowText, tones(colours).muted);
        m_icon->setPixmap(icon(u"state-done"_s, IconTone::Muted).pixmap(QSize(16, 16), devicePixelRatioF()));
    } else {
        const bool failure = shown->weight == Notice::Weight::Failure;
        colours.setColor(QPalette::Window, failure ? tones(colours).failedBack : tones(colours).warningBack);
        m_icon->setPixmap(icon(failure ? u"state-failed"_s : u"state-broken"_s,
                               failure ? IconTone::Failed : IconTone::Warning)
                              .pixmap(QSize(16, 16), devicePixelRatioF()));
    }
    setPalette(colours);
    m_text->setFullText(shown ? shown->text : tr("Nothing needs attention."));
    dressButtons();
    m_dressing = false;
}

void Banner::dressButtons()
{
    // As wide as the widest of them, so that the one beside it stays under the hand that steps through them.
    int width = 0;
    for (const Notice &one : std::as_const(m_notices)) {
        m_button->setText(one.button);
        m_button->setMinimumWidth(0);
        width = std::max(width, m_button->sizeHint().width());
    }
    m_button->setMinimumWidth(width);
    const std::optional<Notice> shown = notice();
    m_button->setText(shown ? shown->button : QString());
    m_button->setAccessibleDescription(shown ? shown->text : QString());
    m_button->setVisible(shown.has_value());
    const QString place = tr("%1 of %2").arg(m_shown + 1).arg(m_notices.size());
    m_next->setIcon(icon(u"next"_s));
    m_next->setText(place);
    m_next->setAccessibleName(tr("Matter %1: show the next").arg(place));
    m_next->setVisible(m_notices.size() > 1);
}

// It comes by itself, wherever one is at work.
void Banner::tell()
{
    announce(m_text, m_text->fullText());
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lockkeeper::ui
