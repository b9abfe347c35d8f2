#include "ui/inspector/ProgressStrip.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Spoken.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int stripSteps = 1000;
constexpr int stripIcon = 16;
} // namespace

ProgressStrip::ProgressStrip(const QString &id, const QString &cancel, QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_icon(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(cancel, this))
    , m_take(new QPushButton(this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(id);
    m_text->setObjectName(id + u"Text"_s);
    m_bar->setObjectName(id + u"Bar"_s);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setFixedWidth(180);
    m_cancel->setObjectName(id + u"Cancel"_s);
    m_take->setObjectName(id + u"Take"_s);
    m_take->hide();
    m_close->setObjectName(id + u"Close"_s);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressStrip::cancelled);
    connect(m_take, &QPushButton::clicked, this, &ProgressStrip::taken);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    layout->addWidget(m_take);
    layout->addWidget(m_close);
    hide();
}

void ProgressStrip::showRunning(const QString &text, qint64 done, qint64 of)
{
    m_text->setFullText(text);
    m_icon->setPixmap(
        icon(u"state-running"_s, IconTone::Running).pixmap(QSize(stripIcon, stripIcon), devicePixelRatioF()));
    m_bar->setRange(0, of > 0 ? stripSteps : 0);
    m_bar->setValue(of > 0 ? static_cast<int>(std::min<qint64>(stripSteps, done * stripSteps / of)) : 0);
    m_bar->show();
    m_cancel->show();
    m_take->hide();
    m_close->hide();
    show();
}

void ProgressStrip::showOutcome(const QString &text, bool failed)
{
    m_icon->setPixmap(
        (failed ? icon(u"state-failed"_s, IconTone::Failed) : icon(u"state-done"_s, IconTone::Done))
            .pixmap(QSize(stripIcon, stripIcon), devicePixelRatioF()));
    m_take->hide();
    tell(text);
}

void ProgressStrip::showOffer(const QString &text, const QString &button)
{
    m_icon->setPixmap(icon(u"info"_s).pixmap(QSize(stripIcon, stripIcon), devicePixelRatioF()));
    m_take->setText(button);
    m_take->show();
    tell(text);
}

void ProgressStrip::tell(const QString &text)
{
    m_text->setFullText(text);
    m_text->setAccessibleName(text);
    m_bar->hide();
    m_cancel->hide();
    m_close->show();
    show();
    announce(m_text, text);
}

} // namespace lockkeeper::ui
