// A failure on standard error: a line, and below it, indented, what to do about it.
#pragma once

#include "base/Error.h"

#include <QString>

namespace lockkeeper::cli {

// Of work on a community's database. Of damage, the command is named that tells what can be done.
void tellError(const QString &community, const Error &error);
void tellHint(const QString &hint); // nothing where it is empty

} // namespace lockkeeper::cli
