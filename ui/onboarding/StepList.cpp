#include "ui/onboarding/StepList.h"

#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int stepListWidth = 172;
} // namespace

StepList::StepList(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"onboardingSteps"_s);
    setAccessibleName(tr("Steps"));
    setFixedWidth(stepListWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setIconSize({16, 16});
    setSpacing(1);
    setTextElideMode(Qt::ElideRight);
    for (int step = 0; step < stepCount; ++step)
        addItem(stepTitle(static_cast<Step>(step)));
    connect(this, &QListWidget::currentRowChanged, this,
            [this](int row) { Q_EMIT stepWanted(static_cast<Step>(std::max(0, row))); });
}

void StepList::showLook(Step step, const StepLook &look)
{
    QListWidgetItem &one = *item(static_cast<int>(step));
    const QString text = look.title + '\n'_L1 + look.words;
    if (one.text() == text && one.data(Qt::UserRole).toString() == look.icon)
        return;
    one.setText(text);
    one.setData(Qt::UserRole, look.icon);
    one.setData(Qt::AccessibleTextRole, look.title + u": "_s + look.words);
    one.setToolTip(look.title + u": "_s + look.words);
    one.setIcon(icon(look.icon, look.tone));
}

void StepList::showStep(Step step)
{
    const QSignalBlocker quiet(*this);
    setCurrentRow(static_cast<int>(step));
}

} // namespace lockkeeper::ui
