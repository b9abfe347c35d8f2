// A message's page: H1 the subject, B the author, I the date, PRE the body. Pure; any thread.
#pragma once

#include "sources/mailman/Letter.h"

#include <optional>

namespace lockkeeper::sources::mailman {

// Empty where it is no such page, or breaks off; `problem` says which.
[[nodiscard]] std::optional<Letter> readMessagePage(const QString &html, QString &problem);

} // namespace lockkeeper::sources::mailman
