#include "ui/onboarding/OnboardingPage.h"

#include <QLabel>
#include <QVBoxLayout>

namespace lockkeeper::ui {

OnboardingPage::OnboardingPage(Step step, OnboardingForm &form, LiveChecks &checks, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_checks(checks)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(stepTitle(step));
    m_column->setContentsMargins(0, 0, 0, 0);
}

void OnboardingPage::setWords(const QString &title, const QString &words)
{
    auto *head = new QLabel(title, this);
    QFont big = head->font();
    big.setPointSizeF(big.pointSizeF() * 1.3);
    big.setWeight(QFont::DemiBold);
    head->setFont(big);
    m_column->addWidget(head);
    auto *text = new QLabel(words, this);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    m_column->addWidget(text);
}

} // namespace lockkeeper::ui
