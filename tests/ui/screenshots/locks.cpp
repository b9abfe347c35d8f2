// lockkeeper-locks-pictures DIR [--appearance light|dark] [--size WxH] [--communities N] [--sources N]
// [--seconds N]: the Locks page over a made-up run, to look at.
#include "resources/Translations.h"
#include "tests/support/MadeUpLocks.h"
#include "ui/common/Theme.h"
#include "ui/contention/ContentionPage.h"
#include "ui/contention/LockCanvas.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
constexpr std::int64_t second = 1'000'000'000;

test::MadeUpRun madeUp(int communities, int sources, int seconds)
{
    const std::vector<std::string> names{"bids", "eeglab", "fieldtrip", "hed",
                                         "mne",  "nemar",  "osl",       "psychopy"};
    test::MadeUpRun run;
    run.communities.assign(names.begin(), names.begin() + std::clamp(communities, 0, 8));
    run.kinds.resize(static_cast<std::size_t>(std::clamp(sources, 1, 6)));
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    run.time = {now - seconds * second, now};
    run.load = 1.5;
    return run;
}
} // namespace

int main(int argc, char *argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    resources::installTranslations(application);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"appearance"_s, u"light or dark"_s, u"NAME"_s, u"light"_s});
    parser.addOption({u"size"_s, u"of the page"_s, u"WxH"_s, u"1200x660"_s});
    parser.addOption({u"communities"_s, u"0 to 8"_s, u"N"_s, u"1"_s});
    parser.addOption({u"sources"_s, u"of each, 1 to 6"_s, u"N"_s, u"6"_s});
    parser.addOption({u"seconds"_s, u"of the run"_s, u"N"_s, u"40"_s});
    parser.addPositionalArgument(u"DIR"_s, u"where the pictures go"_s);
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QString folder = parser.positionalArguments().constFirst();
    QDir().mkpath(folder);
    const QStringList sides = parser.value(u"size"_s).split('x'_L1);
    const QTemporaryDir home;
    QSettings state(home.filePath(u"window.ini"_s), QSettings::IniFormat);
    ui::Theme theme(application, state);
    theme.setAppearance(parser.value(u"appearance"_s) == "dark"_L1 ? ui::Appearance::Dark
                                                                   : ui::Appearance::Light);

    events::Monitor monitor;
    const int communities = parser.value(u"communities"_s).toInt();
    if (communities > 0)
        test::tell(monitor, madeUp(communities, parser.value(u"sources"_s).toInt(),
                                   parser.value(u"seconds"_s).toInt()));
    ui::ContentionPage page(state);
    page.resize(sides.value(0).toInt(), sides.value(1).toInt());
    page.setMonitor(&monitor);
    page.show();
    const auto take = [&](const QString &what) {
        QTest::qWait(700);
        return page.grab().save(u"%1/locks-%2-%3-%4-%5.png"_s.arg(folder, what, parser.value(u"appearance"_s),
                                                                  parser.value(u"size"_s),
                                                                  parser.value(u"communities"_s)));
    };
    bool good = take(u"all"_s);
    page.findChild<QTabWidget *>(u"lockTabs"_s)->setCurrentIndex(1);
    page.canvas().goToWait(-1);
    for (int i = 0; i < 5; ++i)
        page.canvas().zoom(0.5);
    QTest::keyClick(&page.canvas(), Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    good = take(u"wait"_s) && good;
    page.findChild<QTabWidget *>(u"lockTabs"_s)->setCurrentIndex(2);
    page.canvas().clearSelection();
    for (int i = 0; i < 5; ++i)
        page.canvas().zoom(2);
    page.canvas().setFollowing(true);
    good = take(u"over-time"_s) && good;
    return good ? 0 : 1;
}
