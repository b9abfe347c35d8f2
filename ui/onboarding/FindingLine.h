// What a check says, beside the field that it is about: an icon, and the words. GUI thread.
#pragma once

#include "ui/onboarding/Outcome.h"

#include <QWidget>

class QLabel;

namespace lockkeeper::ui {

class FindingLine final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingLine(int lines, QWidget *parent = nullptr); // it keeps room for, so that nothing jumps

    void show(const Outcome &outcome);
    void showHint(const QString &text); // while there is nothing to check
    using QWidget::show;
    [[nodiscard]] QString text() const;

private:
    void set(const QString &text, const QIcon &picture, const QString &word);

    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace lockkeeper::ui
