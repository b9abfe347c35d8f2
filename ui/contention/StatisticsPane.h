// A stretch of time in numbers, and the span that was chosen, as text that can be selected and copied; in
// two columns where there is room, since the pane is low. GUI thread.
#pragma once

#include "ui/contention/LockText.h"

#include <QWidget>

class QPushButton;
class QTextEdit;

namespace lockkeeper::ui {

class ElidedLabel;

class StatisticsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit StatisticsPane(QWidget *parent = nullptr);

    // `about`: what the numbers are of; `span`: lines about what is chosen, or none.
    void setContent(const QString &about, const QString &span, const QList<Fact> &facts);
    void copy() const; // what is selected, or all

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showContent();
    [[nodiscard]] bool wide() const; // enough for two columns

    ElidedLabel *m_title;
    QTextEdit *m_text;
    QPushButton *m_copy;
    QString m_about;
    QString m_span;
    bool m_wide = false; // as it is shown
    QList<Fact> m_facts;
};

} // namespace lockkeeper::ui
