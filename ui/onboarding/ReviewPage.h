// The last step: what will be written, what the first sync costs, and what is still to be mended. GUI thread.
#pragma once

#include "ui/onboarding/OnboardingPage.h"

class QCheckBox;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;

namespace lockkeeper::ui {

class FindingLine;

class ReviewPage final : public OnboardingPage
{
    Q_OBJECT

public:
    ReviewPage(OnboardingForm &form, LiveChecks &checks, QWidget *parent);

    void load() override;
    void focusFirst() override;
    // The file of a community that is there, as it is on the disk; nothing: a new one.
    void setLoaded(const std::optional<QByteArray> &text);
    void showProblem(const Error &error); // saving has failed

    [[nodiscard]] bool isReady() const { return m_ready; } // no errors

Q_SIGNALS:
    void jumpWanted(const lockkeeper::ui::FormIssue &issue);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeState();
    void makeTexts();
    void refresh();
    void showState();
    void showText(const QString &written);
    [[nodiscard]] Result<QByteArray> text();
    [[nodiscard]] QString costHtml() const;

    QList<FormIssue> m_issues;
    bool m_ready = false;
    std::optional<QByteArray> m_loaded;
    bool m_differs = false; // what changes is shown
    QStringList m_kept;     // comments beside values that have changed
    FindingLine *m_state = nullptr;
    QPushButton *m_jump = nullptr;
    QPlainTextEdit *m_yaml = nullptr;
    QCheckBox *m_whole = nullptr; // of a community that is there: the file, rather than what changes in it
    QTextBrowser *m_cost = nullptr;
    QCheckBox *m_start = nullptr;
    QString m_html;
};

} // namespace lockkeeper::ui
