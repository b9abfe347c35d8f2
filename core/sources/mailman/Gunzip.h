// Unpacks a gzip file (RFC 1952) whole, or says that it is not whole. Pure; any thread.
#pragma once

#include <QByteArray>

#include <optional>

namespace lockkeeper::sources::mailman {

enum class GzipFault { NotGzip, Damaged, CutShort, TooLarge };

struct Unpacked
{
    QByteArray bytes;
    std::optional<GzipFault> fault; // then `bytes` is empty
};

[[nodiscard]] bool isGzip(const QByteArray &bytes);

// Every member's length and checksum is verified. Never unpacks more than `maxBytes`.
[[nodiscard]] Unpacked gunzip(const QByteArray &packed, qsizetype maxBytes);

} // namespace lockkeeper::sources::mailman
