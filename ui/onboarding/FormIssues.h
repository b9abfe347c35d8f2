// What a form still has to be told about: errors, which hold saving back, and warnings; and how each step
// stands. Pure.
#pragma once

#include "ui/onboarding/LiveChecks.h"
#include "ui/onboarding/OnboardingForm.h"

#include <optional>

namespace lockkeeper::ui {

struct FormIssue
{
    Step step = Step::Name;
    std::optional<EntryKind> kind = {}; // of an entry, or of what stands in its field
    int row = -1;                       // of the entry
    QString source = {};                // of a schedule
    bool isError = true;
    bool isOpen = false; // not wrong, only not done: no error while its step is the one worked on
    QString text;
    QString hint = {};
};

[[nodiscard]] QList<FormIssue> formIssues(const OnboardingForm &form, const LiveChecks &checks);

struct StepLook
{
    QString title; // "Repositories"
    QString words; // "nothing", "3, 1 warning"
    QString icon;
    IconTone tone = IconTone::Muted;
};
[[nodiscard]] QString stepTitle(Step step);
[[nodiscard]] StepLook stepLook(Step step, const OnboardingForm &form, const LiveChecks &checks,
                                const QList<FormIssue> &issues);

} // namespace lockkeeper::ui
