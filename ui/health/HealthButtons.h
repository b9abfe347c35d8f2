// A button for each task, and the same as a context menu. GUI thread.
#pragma once

#include "ui/health/HealthTasks.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QPushButton;

namespace lockkeeper::ui {

class HealthButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit HealthButtons(QWidget *parent = nullptr);

    void setChosen(const QList<DatabaseRow> &rows); // what of it suits them
    [[nodiscard]] bool compactBackups() const;
    void showMenu(const QPoint &globalPosition);

Q_SIGNALS:
    void pressed(lockkeeper::ui::HealthTask task);
    void lookWanted(); // at everything again

private:
    QHash<int, QPushButton *> m_buttons; // by task
    QCheckBox *m_compact;
};

} // namespace lockkeeper::ui
