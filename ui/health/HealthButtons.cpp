#include "ui/health/HealthButtons.h"

#include "ui/common/FlowLayout.h"
#include "ui/health/HealthLimits.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QKeySequence>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
bool begins(HealthTask task) // a group of them
{
    return task == HealthTask::Optimise || task == HealthTask::BackUp;
}

// These ask for a file, so they are for one database.
bool ofOne(HealthTask task)
{
    return task == HealthTask::Restore || task == HealthTask::Recover;
}
} // namespace

HealthButtons::HealthButtons(QWidget *parent)
    : QWidget(parent)
    , m_compact(new QCheckBox(tr("compact the backup"), this))
{
    setObjectName(u"healthButtons"_s);
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(8, 6, 8, 2);
    layout->setSpacing(4);
    for (const HealthTask task : healthTasks) {
        const TaskWords words = taskWords(task);
        auto *button = new QPushButton(words.button, this);
        button->setObjectName(words.name);
        button->setAccessibleName(words.title);
        button->setToolTip(words.toolTip);
        connect(button, &QPushButton::clicked, this, [this, task] { Q_EMIT pressed(task); });
        m_buttons.insert(static_cast<int>(task), button);
        layout->addWidget(button);
        if (task == HealthTask::BackUp)
            layout->addWidget(m_compact);
    }
    auto *look = new QPushButton(tr("Look a&gain"), this);
    look->setObjectName(u"healthLook"_s);
    look->setAccessibleName(tr("Look again"));
    look->setToolTip(tr("Read how every database is (%1); what changes is noticed by itself, too, some "
                        "seconds later")
                         .arg(QKeySequence::mnemonic(look->text()).toString(QKeySequence::NativeText)));
    connect(look, &QPushButton::clicked, this, &HealthButtons::lookWanted);
    layout->addWidget(look);
    m_compact->setObjectName(u"healthCompactBackup"_s);
    m_compact->setAccessibleName(tr("Compact backup"));
    m_compact->setToolTip(
        tr("Leave free pages out of the backup (VACUUM INTO): smaller, but it takes the room "
           "twice for a while"));
    setChosen({});
}

// Where none of them can be worked on, the tool tip says why.
void HealthButtons::setChosen(const QList<DatabaseRow> &rows)
{
    for (const HealthTask task : healthTasks) {
        QString reason;
        if (rows.isEmpty() || (ofOne(task) && rows.size() > 1))
            reason = tr("Choose one database for it.");
        else if (std::ranges::none_of(rows, [task](const DatabaseRow &row) { return suits(task, row); }))
            reason = hindrance(task, rows.constFirst());
        QPushButton *button = m_buttons.value(static_cast<int>(task));
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason.isEmpty() ? taskWords(task).toolTip : reason);
    }
    m_compact->setEnabled(m_buttons.value(static_cast<int>(HealthTask::BackUp))->isEnabled());
}

bool HealthButtons::compactBackups() const
{
    return m_compact->isChecked();
}

void HealthButtons::showMenu(const QPoint &globalPosition)
{
    // Some platforms send the menu key's own event and the menu's.
    if (QApplication::activePopupWidget())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"healthMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const HealthTask task : healthTasks) {
        if (begins(task))
            menu->addSeparator();
        const QPushButton *button = m_buttons.value(static_cast<int>(task));
        QAction *action = menu->addAction(button->text());
        action->setToolTip(button->toolTip());
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, this, [this, task] { Q_EMIT pressed(task); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Look a&gain")), &QAction::triggered, this, &HealthButtons::lookWanted);
    menu->popup(globalPosition);
}

} // namespace lockkeeper::ui
