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
    void takeOverAll(); // the repositories with code whose docstrings can be read
    void takeOver(const Entry &repository);

    QList<QPair<EntryKind, EntryEditor *>> m_editors;
    QList<Entry> m_awaited; // to be taken over once their check has answered
};

} // namespace lockkeeper::ui
