// A draft as text, to go on with another day. Pure.
#pragma once

#include "ui/onboarding/OnboardingForm.h"

#include <optional>

namespace lockkeeper::ui {

[[nodiscard]] QByteArray draftJson(const Draft &draft);
// Nothing where it is no draft of this version; values of another type than expected are passed over.
[[nodiscard]] std::optional<Draft> draftFromJson(const QByteArray &json);

} // namespace lockkeeper::ui
