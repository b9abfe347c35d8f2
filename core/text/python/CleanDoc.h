// inspect.cleandoc(), as CPython's library defines it up to 3.12.
#pragma once

#include <QString>

namespace lockkeeper::text {

// Tabs become spaces, the indentation that all lines but the first share goes, and so do empty lines at both
// ends.
[[nodiscard]] QString cleanDoc(const QString &text);

} // namespace lockkeeper::text
