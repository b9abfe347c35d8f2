// What is known about an entry at the moment, in words: of a check that is under way, too. Pure.
#pragma once

#include "onboarding/Findings.h"
#include "ui/common/Icons.h"
#include "ui/onboarding/Entry.h"

#include <QString>

namespace lockkeeper::ui {

enum class CheckState { Checking, Fine, Warning, Error, NotChecked };

struct Outcome
{
    CheckState state = CheckState::NotChecked;
    QString text;    // sentences
    QString hint;    // what to do about it; may be empty
    QString newName; // of a repository that was moved
};

struct CheckLook
{
    QString word; // "fine", "error"
    QString icon;
    IconTone tone = IconTone::Muted;
};
[[nodiscard]] CheckLook checkLook(CheckState state);

// Of what was found; nothing of it where there is no answer yet.
[[nodiscard]] Outcome outcomeOf(const onboarding::Findings &findings, const Entry &entry);

// Text and hint in one.
[[nodiscard]] QString wholeText(const Outcome &outcome);

} // namespace lockkeeper::ui
