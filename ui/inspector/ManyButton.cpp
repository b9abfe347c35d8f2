#include "ui/inspector/ManyButton.h"

#include "ui/common/Spoken.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

ManyButton::ManyButton(QString what, QWidget *parent)
    : QPushButton(parent)
    , m_what(std::move(what))
    , m_menu(new QMenu(this))
{
    m_menu->installEventFilter(this);
    setMenu(m_menu);
    setAutoDefault(false);
    showChosen();
}

void ManyButton::setChoices(const QList<Choice> &choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    fill();
    showChosen();
}

QStringList ManyButton::chosen() const
{
    QStringList values;
    for (const Choice &choice : m_choices) {
        if (m_chosen.contains(choice.value))
            values.append(choice.value);
    }
    return values;
}

void ManyButton::choose(const QStringList &values)
{
    m_chosen = values;
    fill();
    showChosen();
}

// Some styles draw the arrow at the end of the text.
QSize ManyButton::sizeHint() const
{
    constexpr int beforeArrow = 8;
    return QPushButton::sizeHint() + QSize(beforeArrow, 0);
}

void ManyButton::fill()
{
    m_menu->clear();
    const auto add = [this](const QString &title, const QString &value, bool checked) {
        QAction *action = m_menu->addAction(QString(title).replace('&'_L1, u"&&"_s));
        action->setCheckable(true);
        action->setChecked(checked);
        action->setData(value);
        connect(action, &QAction::triggered, this, [this, action] { toggle(action); });
    };
    add(tr("All"), {}, chosen().isEmpty());
    m_menu->addSeparator();
    for (const Choice &choice : std::as_const(m_choices))
        add(choice.title, choice.value, m_chosen.contains(choice.value));
}

void ManyButton::toggle(QAction *action)
{
    const QString value = action->data().toString();
    if (value.isEmpty())
        m_chosen.clear();
    else if (!m_chosen.removeOne(value))
        m_chosen.append(value);
    if (m_chosen.size() == m_choices.size()) // the same as all, but for what comes later
        m_chosen.clear();
    const QList<QAction *> actions = m_menu->actions();
    for (QAction *one : actions) {
        const QString its = one->data().toString();
        one->setChecked(its.isEmpty() ? m_chosen.isEmpty() : m_chosen.contains(its));
    }
    showChosen();
    announce(this, accessibleName()); // the menu stays open, and says nothing of a tick
    Q_EMIT choiceChanged();
}

void ManyButton::showChosen()
{
    const QStringList values = chosen();
    QString text = tr("%1: all").arg(m_what);
    if (values.size() == 1) {
        for (const Choice &choice : std::as_const(m_choices)) {
            if (choice.value == values.constFirst())
                text = tr("%1: %2").arg(m_what, fontMetrics().elidedText(choice.title, Qt::ElideRight, 140));
        }
    } else if (values.size() > 1) {
        text = tr("%1: %2 of %3").arg(m_what).arg(values.size()).arg(m_choices.size());
    }
    setText(QString(text).replace('&'_L1, u"&&"_s));
    setAccessibleName(text);
    updateGeometry();
}

// A tick by pointer or space leaves the menu open; Enter and Escape close it.
bool ManyButton::eventFilter(QObject *watched, QEvent *event)
{
    QAction *action = nullptr;
    if (event->type() == QEvent::MouseButtonRelease)
        action = m_menu->actionAt(static_cast<QMouseEvent *>(event)->position().toPoint());
    else if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space)
        action = m_menu->activeAction();
    if (!action || action->isSeparator())
        return QPushButton::eventFilter(watched, event);
    action->trigger();
    return true;
}

} // namespace lockkeeper::ui
