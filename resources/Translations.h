// English has two forms of "%n jobs"; the strings in the sources have one. This installs the other. Both
// programs call it.
#pragma once

class QCoreApplication;

namespace lockkeeper::resources {

// Loads the plural forms compiled into the program. False if they are not there: texts then read "1 jobs".
bool installTranslations(QCoreApplication &application);

} // namespace lockkeeper::resources
