// The sources that are built in. A new one is one folder beside this file and one line in Registry.cpp.
#pragma once

#include "sources/Source.h"

#include <QList>

namespace lockkeeper::sources {

[[nodiscard]] const QList<Source> &registry(); // in the order they are shown

} // namespace lockkeeper::sources
