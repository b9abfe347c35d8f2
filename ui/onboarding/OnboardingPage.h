// One step of the form. GUI thread.
#pragma once

#include "ui/onboarding/FormIssues.h"

#include <QWidget>

class QVBoxLayout;

namespace lockkeeper::ui {

class OnboardingPage : public QWidget
{
    Q_OBJECT

public:
    // `form` and `checks` outlive the page.
    OnboardingPage(Step step, OnboardingForm &form, LiveChecks &checks, QWidget *parent);

    virtual void load() {}         // of the form
    virtual void commit() {}       // what is typed and not added yet, before the step is left
    virtual void focusFirst() = 0; // where somebody begins
    virtual void jump(const FormIssue &) { focusFirst(); } // to what an issue is about

protected:
    [[nodiscard]] OnboardingForm &form() const { return m_form; }
    [[nodiscard]] LiveChecks &checks() const { return m_checks; }
    [[nodiscard]] QVBoxLayout &column() const { return *m_column; } // below title and words
    void setWords(const QString &title, const QString &words);

private:
    OnboardingForm &m_form;
    LiveChecks &m_checks;
    QVBoxLayout *m_column;
};

} // namespace lockkeeper::ui
