#include "ui/onboarding/FindingLine.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int iconSize = 16;
} // namespace

FindingLine::FindingLine(int lines, QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_icon->setFixedWidth(iconSize);
    m_icon->setAlignment(Qt::AlignTop);
    m_text->setObjectName(u"finding"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumHeight(m_text->fontMetrics().lineSpacing() * lines);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
}

void FindingLine::set(const QString &text, const QIcon &picture, const QString &word)
{
    m_icon->setPixmap(picture.pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    m_text->setText(text);
    m_text->setAccessibleName(word.isEmpty() ? text : word + u": "_s + text);
}

void FindingLine::show(const Outcome &outcome)
{
    const CheckLook look = checkLook(outcome.state);
    set(wholeText(outcome), icon(look.icon, look.tone), look.word);
}

void FindingLine::showHint(const QString &text)
{
    set(text, {}, {});
}

QString FindingLine::text() const
{
    return m_text->text();
}

} // namespace lockkeeper::ui
