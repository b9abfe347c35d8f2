// When each source is synced: a choice of usual times, or a cron line, told in words with its next runs. GUI
// thread.
#pragma once

#include "ui/onboarding/OnboardingPage.h"

#include <QList>

class QComboBox;
class QLabel;
class QLineEdit;

namespace lockkeeper::ui {

class FindingLine;

class SchedulePage final : public OnboardingPage
{
    Q_OBJECT

public:
    SchedulePage(OnboardingForm &form, LiveChecks &checks, QWidget *parent);

    void load() override { showAll(); }
    void focusFirst() override;
    void jump(const FormIssue &issue) override;

private:
    struct Row
    {
        QString source;
        QWidget *box = nullptr;
        QComboBox *choice = nullptr;
        QLineEdit *line = nullptr;
        FindingLine *words = nullptr;
    };
    void addRow(const QString &source);
    void choose(const Row &row, int index);
    void showAll();
    void showRow(const Row &row);

    QList<Row> m_rows;
    QLabel *m_none;
};

} // namespace lockkeeper::ui
