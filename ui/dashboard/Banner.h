// One line above the tree and one button, for what the maintainer should know before anything else. GUI
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

    void setNotice(const std::optional<Notice> &notice); // none: hidden

Q_SIGNALS:
    void pressed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QLabel *m_icon;
    ElidedLabel *m_text;
    QPushButton *m_button;
    std::optional<Notice> m_notice;
    bool m_dressing = false;
};

} // namespace lockkeeper::ui
