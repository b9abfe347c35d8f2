// HTML's character references (HTML 4.01, 24): numbers, the names of Latin-1, and of typographic characters.
#pragma once

#include <QString>
#include <QStringView>

namespace lockkeeper::sources::mailman {

// What is no reference stays as it is.
[[nodiscard]] QString withoutEntities(QStringView text);

} // namespace lockkeeper::sources::mailman
