// One line above every view and one button, for what the maintainer should know before anything else. Of
// several matters it shows one and how many there are; a second button leads to the others. It keeps its
// place while there is nothing to tell, so that what is below never moves under the hand. GUI thread.
#pragma once

#include <QFrame>
#include <QList>
#include <QString>

#include <optional>

class QLabel;
class QPushButton;

namespace lockkeeper::ui {

class ElidedLabel;

struct Notice
{
    enum class Weight { Warning, Failure };

    Weight weight = Weight::Warning;
    QString text;
    QString button;

    friend bool operator==(const Notice &, const Notice &) = default;
};

class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    // `shown`: which of them, from 0. Another one than before is told to screen readers.
    void setNotices(const QList<Notice> &notices, qsizetype shown = 0);

Q_SIGNALS:
    void pressed();
    void nextWanted(); // another one of them

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void dressButtons();
    [[nodiscard]] std::optional<Notice> notice() const; // that is shown
    void tell();

    QLabel *m_icon;
    ElidedLabel *m_text;
    QPushButton *m_next;
    QPushButton *m_button;
    QList<Notice> m_notices;
    qsizetype m_shown = 0;
    bool m_dressing = false;
};

} // namespace lockkeeper::ui
