// The headers of a message or of one of its parts (RFC 5322, RFC 2045). Pure; any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

#include <utility>
#include <vector>

namespace lockkeeper::sources::mailman {

inline constexpr qsizetype longestId = 300; // characters of a message id

class MailHeaders final
{
public:
    // Reads up to the first blank line, folded lines joined. At most 500 headers of 64 KiB together count.
    explicit MailHeaders(QByteArrayView message);

    // The first of that name (lower case), unfolded, as its bytes; empty if there is none.
    [[nodiscard]] QByteArray value(const char *name) const;
    [[nodiscard]] QByteArrayView body() const { return m_body; }

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArrayView m_body;
};

// "text/plain; charset=utf-8" -> "text/plain"
[[nodiscard]] QByteArray mediaType(const QByteArray &contentType);
// Its value, without quotes; the name in lower case.
[[nodiscard]] QByteArray parameter(const QByteArray &contentType, const QByteArray &name);

// A header's text: encoded words (RFC 2047) decoded, blanks in a row made one.
[[nodiscard]] QString headerText(const QByteArray &value, const QByteArray &charset = {});

// The message ids in In-Reply-To or References, without angle brackets.
[[nodiscard]] QStringList messageIds(const QByteArray &value);

} // namespace lockkeeper::sources::mailman
