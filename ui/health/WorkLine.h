// Below the buttons: what is at work with its progress and Stop, or what came of it. GUI thread.
#pragma once

#include "ui/dashboard/LogModel.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lockkeeper::ui {

class WorkLine final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkLine(QWidget *parent = nullptr);

    void showRunning(const QString &text, double done, bool stopping); // `done` 0 … 1; below 0: not known
    // Told to screen readers. `stopped`: neither done nor failed.
    void showOutcome(LogLevel level, bool stopped, const QString &text);
    void showNothing();

Q_SIGNALS:
    void stopPressed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QLabel *m_icon;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    LogLevel m_level = LogLevel::Info;
    bool m_stopped = false;
    bool m_outcome = false;
};

} // namespace lockkeeper::ui
