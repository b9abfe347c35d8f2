#include "ui/common/Spoken.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QEvent>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
const QString &announcementName()
{
    static const QString name = u"announcement"_s;
    return name;
}

// Never seen, always said.
class AnnouncementInterface final : public QAccessibleWidget
{
public:
    explicit AnnouncementInterface(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::Notification)
    {
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.invisible = false;
        state.offscreen = false;
        return state;
    }
};

QAccessibleInterface *makeAnnouncement(const QString &className, QObject *object)
{
    return className == "QWidget"_L1 && object->objectName() == announcementName()
               ? new AnnouncementInterface(static_cast<QWidget *>(object))
               : nullptr;
}

QWidget *announcementOf(QWidget *window)
{
    if (auto *made = window->findChild<QWidget *>(announcementName(), Qt::FindDirectChildrenOnly))
        return made;
    static const bool installed = [] {
        QAccessible::installFactory(makeAnnouncement);
        return true;
    }();
    Q_UNUSED(installed)
    auto *made = new QWidget(window);
    made->setObjectName(announcementName());
    made->setFixedSize(0, 0);
    made->hide();
    return made;
}

// As it is when somebody comes to it, however it was filled.
class ChoiceAsDescription final : public QObject
{
public:
    explicit ChoiceAsDescription(QComboBox *box)
        : QObject(box)
        , m_box(box)
    {
        box->installEventFilter(this);
        connect(box, &QComboBox::currentTextChanged, this, [this] { describe(); });
        describe();
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn)
            describe();
        return QObject::eventFilter(watched, event);
    }

private:
    void describe() { m_box->setAccessibleDescription(m_box->currentText()); }

    QComboBox *m_box;
};

bool hasLabel(const QComboBox &box)
{
    const QWidget *parent = box.parentWidget();
    const QList<QLabel *> labels =
        parent == nullptr ? QList<QLabel *>()
                          : parent->findChildren<QLabel *>(QString(), Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(labels, [&box](const QLabel *one) { return one->buddy() == &box; });
}
} // namespace

// Qt up to 6.7 passes alerts on to Windows only. What a reader on Linux does say is a notification that comes
// into sight.
void announce(QWidget *about, const QString &text)
{
    if (text.isEmpty() || !about->isVisible())
        return;
    QAccessibleEvent alert(about, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    QWidget *said = announcementOf(about->window());
    said->setAccessibleName(text);
    QAccessibleEvent shown(said, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

// On Linux Qt gives what is chosen as a box's name, and a reader says the label, if there is one, in its
// place: the other half is told as the description.
void nameBox(QComboBox *box, const QString &name)
{
    box->setAccessibleName(name);
#ifdef Q_OS_LINUX
    if (hasLabel(*box))
        new ChoiceAsDescription(box);
    else if (box->toolTip().isEmpty())
        box->setAccessibleDescription(name);
#endif
}

} // namespace lockkeeper::ui
