// Names of tables, columns and indexes as SQL takes them, whatever characters they have. Pure.
#pragma once

#include <QString>

namespace lockkeeper::store {

[[nodiscard]] inline QString quotedName(QString name)
{
    return u'"' + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace lockkeeper::store
