// An mbox file taken apart into its messages (RFC 4155; qmail's mbox(5) for the quoting of "From " lines).
// Pure; any thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>

#include <vector>

namespace lockkeeper::sources::mailman {

// Views into the file, which outlives it.
struct RawMail
{
    QByteArrayView separator; // the "From " line
    QByteArrayView text;      // headers, blank line, body
};

// A line begins a message if it looks like "From name date" and headers follow: a sentence that begins with
// "From " and was not quoted does neither. Empty where the file does not begin with a message.
[[nodiscard]] std::vector<RawMail> splitMbox(QByteArrayView file);

// "From name  Tue Jun  1 10:44:27 2010": when it was delivered; invalid where the line has no date.
[[nodiscard]] QDateTime deliveryTime(QByteArrayView separator);

// Body lines ">From ", ">>From " … lose one ">".
[[nodiscard]] QString withoutFromQuotes(const QString &body);

} // namespace lockkeeper::sources::mailman
