// The text of a message: its first text part (RFC 2046), decoded. Pure; any thread.
#pragma once

#include "sources/mailman/MailHeaders.h"

#include <QString>

namespace lockkeeper::sources::mailman {

// text/plain before text/html, whose tags are dropped. `charset` is for a part that names none. Only the
// first 256 KiB of a part are read: the database keeps 10,000 characters.
[[nodiscard]] QString mailText(const MailHeaders &mail, const QByteArray &charset);

// What the database keeps of a text: line ends as \n, blank lines at both ends gone, "From " unquoted,
// addresses masked, cleaned, cut.
[[nodiscard]] QString storedBody(const QString &text);

} // namespace lockkeeper::sources::mailman
