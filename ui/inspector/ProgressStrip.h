// A line that says what is at work, with its progress and Cancel, what came of it, or what could be done now.
// GUI thread.
#pragma once

#include "ui/common/Icons.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace lockkeeper::ui {

class ElidedLabel;

class ProgressStrip final : public QWidget
{
    Q_OBJECT

public:
    // `id` begins the names of its parts; `cancel` is the button's text with its mnemonic.
    ProgressStrip(const QString &id, const QString &cancel, QWidget *parent = nullptr);

    void showRunning(const QString &text, qint64 done, qint64 of); // `of` 0: not known
    void showOutcome(const QString &text, bool failed);            // told to screen readers; with Close
    void showOffer(const QString &text, const QString &button);    // the same, with a button that takes it up

Q_SIGNALS:
    void cancelled();
    void taken(); // the offer

private:
    void tell(const QString &text);

    ElidedLabel *m_text;
    QLabel *m_icon;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_take;
    QPushButton *m_close;
};

} // namespace lockkeeper::ui
