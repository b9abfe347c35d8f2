#include "resources/Translations.h"

#include <QCoreApplication>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace lockkeeper::resources {

bool installTranslations(QCoreApplication &application)
{
    auto *translator = new QTranslator(&application);
    return translator->load(u":/i18n/lockkeeper_en.qm"_s) && QCoreApplication::installTranslator(translator);
}

} // namespace lockkeeper::resources
