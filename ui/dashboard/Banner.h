// One line above every view and one button, for what the maintainer should know before anything else. It
// keeps its place while there is nothing to tell, so that what is below never moves under the hand. GUI
// thread.
#pragma once

#include <QFrame>
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

    void setNotice(const std::optional<Notice> &notice); // a new one is told to screen readers

Q_SIGNALS:
    void pressed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void tell();

    QLabel *m_icon;
    ElidedLabel *m_text;
    QPushButton *m_button;
    std::optional<Notice> m_notice;
    bool m_dressing = false;
};

} // namespace lockkeeper::ui
