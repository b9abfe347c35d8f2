#include "gui/Session.h"

#include "common/Secrets.h"
#include "common/Settings.h"
#include "resources/Translations.h"
#include "ui/common/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
constexpr int wrongUse = 2; // as the command line's twin exits
constexpr int cannotStart = 3;

// Qt aborts where it finds no display.
bool hasDisplay()
{
    const auto isSet = [](const char *name) {
        return !qEnvironmentVariableIsEmpty(name);
    };
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

bool asksForWordsOnly(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--help-all" ||
               argument == "--version" || argument == "-v";
    });
}

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
    app::writeNoCoreDumps();
    if (!hasDisplay()) {
        if (!asksForWordsOnly(argc, argv)) {
            std::fputs("lockkeeper: There is no display here.\n"
                       "lockkeeper-cli does the same on the command line; lockkeeper-cli --help says how.\n",
                       stderr);
            return cannotStart;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
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
