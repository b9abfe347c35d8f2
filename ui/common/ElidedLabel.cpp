#include "ui/common/ElidedLabel.h"

#include "ui/common/Spoken.h"

#include <chrono>

namespace lockkeeper::ui {

namespace {
constexpr std::chrono::milliseconds atRest{400}; // what changes faster than that is not listened to
}

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_rest.setSingleShot(true);
    m_rest.setInterval(atRest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (isActiveWindow())
            announce(this, m_full);
    });
}

void ElidedLabel::setFullText(const QString &text)
{
    if (text != m_full && m_said)
        m_rest.start();
    put(text);
}

void ElidedLabel::setPassingText(const QString &text)
{
    m_rest.stop();
    put(text);
}

void ElidedLabel::sayChanges()
{
    m_said = true;
}

void ElidedLabel::put(const QString &text)
{
    m_full = text;
    setAccessibleName(text);
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, contentsRect().width());
    setText(shown);
    setToolTip(shown == m_full ? QString() : m_full);
}

} // namespace lockkeeper::ui
