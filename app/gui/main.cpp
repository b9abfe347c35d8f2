#include "gui/Session.h"

#include "common/Settings.h"
#include "resources/Translations.h"
#include "ui/common/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QSettings>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
constexpr int wrongUse = 2; // as the command line's twin exits

int refuse(const Error &error)
{
    const QString text = error.hint.isEmpty() ? error.text : error.text + '\n'_L1 + error.hint;
    std::fputs(qPrintable(u"lockkeeper: %1\n"_s.arg(text)), stderr);
    return wrongUse;
}

Result<app::Settings> settingsWithoutOptions(const QSettings &file)
{
    QCommandLineParser none;
    app::addSharedOptions(none);
    none.parse({QApplication::applicationName()});
    return app::readSettings(none, file);
}
} // namespace

int main(int argc, char *argv[])
{
    QLocale::setDefault(
        QLocale(QLocale::English, QLocale::UnitedStates)); // numbers as in the words around them
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"lockkeeper"_s);
    QApplication::setApplicationVersion(QStringLiteral(LOCKKEEPER_VERSION));
    QApplication::setDesktopFileName(u"lockkeeper"_s);
    resources::installTranslations(application);

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate(
        "lockkeeper::Main", "Keeps community knowledge bases in sync and shows who waits for "
                            "whose lock."));
    parser.addHelpOption();
    parser.addVersionOption();
    app::addSharedOptions(parser);
    parser.process(application);
    if (!parser.positionalArguments().isEmpty())
        return refuse(
            {.kind = ErrorKind::Config,
             .text = QApplication::translate("lockkeeper::Main", "“%1” is not an option.")
                         .arg(parser.positionalArguments().constFirst()),
             .hint = QApplication::translate("lockkeeper::Main", "lockkeeper --help lists them all."),
             .url = {}});

    const std::unique_ptr<QSettings> file = app::userSettings();
    const Result<app::Settings> settings = app::readSettings(parser, *file);
    if (!settings)
        return refuse(settings.error());
    // From the demo one can go on to real work, which has nothing to do with the demo's options.
    const Result<app::Settings> real = settings->demo ? settingsWithoutOptions(*file) : settings;
    if (!real)
        return refuse(real.error());

    QSettings windowState(QSettings::IniFormat, QSettings::UserScope, u"lockkeeper"_s, u"window"_s);
    ui::Theme theme(application, windowState);
    app::Session session(*real, *file, windowState, theme);
    session.begin(settings->demo ? std::optional(*settings) : std::nullopt);
    return QApplication::exec();
}
