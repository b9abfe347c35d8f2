// A button whose menu ticks some of several, or none, which means all. The menu stays open while it is
// ticked. GUI thread.
#pragma once

#include <QPushButton>
#include <QStringList>

class QAction;
class QMenu;

namespace lockkeeper::ui {

class ManyButton final : public QPushButton
{
    Q_OBJECT

public:
    struct Choice
    {
        QString value;
        QString title;

        friend bool operator==(const Choice &, const Choice &) = default;
    };

    explicit ManyButton(QString what, QWidget *parent = nullptr); // "Communities"

    void setChoices(const QList<Choice> &choices); // those chosen stay so, as far as they are there
    [[nodiscard]] QStringList chosen() const;      // in their order; empty: all
    [[nodiscard]] QSize sizeHint() const override;
    void choose(const QStringList &values); // tells nobody; those that are not there yet count later

Q_SIGNALS:
    void choiceChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void toggle(QAction *action);
    void showChosen();

    QString m_what;
    QMenu *m_menu;
    QList<Choice> m_choices;
    QStringList m_chosen;
};

} // namespace lockkeeper::ui
