// RFC 2045's quoted-printable and base64, forgiving: what is broken stays as it is. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace lockkeeper::sources::mailman {

[[nodiscard]] QByteArray fromQuotedPrintable(QByteArrayView text);
// Line ends and other characters that do not belong are passed over.
[[nodiscard]] QByteArray fromBase64(QByteArrayView text);

} // namespace lockkeeper::sources::mailman
