// Reads a configuration's text, as far as it is one.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lockkeeper::community {

class ProblemList;

// Known configurations have 30 KiB.
constexpr qint64 maxConfigBytes = 1024 * 1024;

// UTF-8 without its byte order mark and without control characters. No value, and an error in `problems`,
// where the file cannot be read, is too large, or holds anything else. Blocking.
[[nodiscard]] std::optional<QByteArray> readConfigFile(const QString &path, ProblemList &problems);

// The same of bytes that are there already.
[[nodiscard]] std::optional<QByteArray> checkConfigText(QByteArray text, ProblemList &problems);

} // namespace lockkeeper::community
