// The steps at the left: how each stands, by icon and words, and which one is shown. GUI thread.
#pragma once

#include "ui/onboarding/FormIssues.h"

#include <QListWidget>

namespace lockkeeper::ui {

class StepList final : public QListWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget *parent);

    void showLook(Step step, const StepLook &look);
    void showStep(Step step);

Q_SIGNALS:
    void stepWanted(lockkeeper::ui::Step step);
};

} // namespace lockkeeper::ui
