// What a Python string literal evaluates to.
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace lockkeeper::text {

// `prefix`: what stands before the quotes ("", "r", "U" …); `content`: what stands between them. Nothing for
// bytes, f-strings and other prefixes. An escape that Python does not know stays as it is written.
[[nodiscard]] std::optional<QString> evaluateLiteral(QStringView prefix, const QString &content);

} // namespace lockkeeper::text
