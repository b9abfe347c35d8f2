// Dates as mail has them: RFC 5322 ("Tue, 1 Jun 2010 10:44:27 -0400"), C's asctime with and without a zone
// ("Tue Jun  1 10:44:27 EDT 2010", pipermail's pages), and what odd programs made of them. Pure; any thread.
#pragma once

#include <QDateTime>
#include <QString>

namespace lockkeeper::sources::mailman {

// In UTC; invalid where there is no date in it. A zone that is missing, unknown or impossible counts as UTC.
[[nodiscard]] QDateTime readMailDate(const QString &text);

} // namespace lockkeeper::sources::mailman
