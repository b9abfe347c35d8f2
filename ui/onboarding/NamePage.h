// The first step: what may be pasted to be looked at, and what the community is called. GUI thread.
#pragma once

#include "ui/onboarding/OnboardingPage.h"

#include <stop_token>

class QFormLayout;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace lockkeeper::ui {

class FindingLine;
class ProposalModel;

class NamePage final : public OnboardingPage
{
    Q_OBJECT

public:
    NamePage(OnboardingForm &form, LiveChecks &checks, QWidget *parent);
    ~NamePage() override; // a look that is under way is cancelled

    void load() override;
    void focusFirst() override;
    void jump(const FormIssue &issue) override;

Q_SIGNALS:
    void editWanted(const QString &community); // one that is there

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makePaste();
    void makeNames();
    void look();
    void stopLooking();
    void take(const onboarding::Discovery &discovery);
    void showNames();

    ProposalModel *m_proposals;
    QLineEdit *m_paste = nullptr;
    QPushButton *m_look = nullptr;
    FindingLine *m_found = nullptr;
    QTreeView *m_table = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_id = nullptr;
    FindingLine *m_idFinding = nullptr;
    QPushButton *m_editThere = nullptr;
    QLineEdit *m_description = nullptr;
    QLineEdit *m_homepage = nullptr;
    std::stop_source m_stop;
    quint64 m_number = 0; // of the newest look; an older one's answer is dropped
    QString m_looked;     // what was looked at last
};

} // namespace lockkeeper::ui
