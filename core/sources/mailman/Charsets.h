// Bytes of mail into text. UTF-8, UTF-16, UTF-32 and Latin-1 are Qt's; every other charset is the C library's
// iconv(3). A name nobody knows, or none, means: UTF-8 if it is that, else Windows-1252. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace lockkeeper::sources::mailman {

// What the charset has no character for becomes U+FFFD.
[[nodiscard]] QString decodeText(QByteArrayView bytes, const QByteArray &charset);

} // namespace lockkeeper::sources::mailman
