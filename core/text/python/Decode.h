// A Python file's bytes as text, by PEP 263.
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace lockkeeper::text {

// As UTF-8 without a byte order mark, every line ended by \n: what CPython's tokenizer sees. Errors: an
// encoding nobody knows, bytes that are not of the encoding.
[[nodiscard]] Result<QByteArray> decodePython(const QByteArray &bytes);

} // namespace lockkeeper::text
