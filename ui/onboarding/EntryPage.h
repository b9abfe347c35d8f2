// The steps at which sources are listed: repositories, docstrings, forum, papers, mailing lists. GUI thread.
#pragma once

#include "ui/onboarding/OnboardingPage.h"

#include <QList>

namespace lockkeeper::ui {

class EntryEditor;
class ForumPicks;

class EntryPage final : public OnboardingPage
{
    Q_OBJECT

public:
    EntryPage(Step step, OnboardingForm &form, LiveChecks &checks, QWidget *parent);

    void load() override;
    void commit() override;
    void focusFirst() override;
    void jump(const FormIssue &issue) override;

private:
    void makeTakeOver();
    void takeOver(); // the repositories with code whose docstrings can be read

    QList<QPair<EntryKind, EntryEditor *>> m_editors;
};

} // namespace lockkeeper::ui
