// lockkeeper-screenshots DIR [--appearance light|dark] [--size WxH] [--locks]: pictures of the window as it
// greets, runs, is done, was stopped, shows what failed and rehearses, over the demo; with --locks, of the
// Locks page over a demo whose server is asked as fast as it answers. The scale is Qt's own:
// QT_SCALE_FACTOR=2.
#include "gui/Session.h"
#include "resources/Translations.h"
#include "ui/common/Theme.h"
#include "ui/contention/ContentionPage.h"
#include "ui/contention/LockCanvas.h"
#include "ui/dashboard/ColumnHeader.h"
#include "ui/dashboard/CommunityTree.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {

class Photographer final
{
public:
    Photographer(QString folder, QString appearance, QSize size)
        : m_folder(std::move(folder))
        , m_appearance(std::move(appearance))
        , m_size(size)
    {
    }

    bool take(QWidget &widget, const QString &what)
    {
        QTest::qWait(150); // for what is still to be laid out
        const QString name = u"%1/%2-%3-%4x%5.png"_s.arg(m_folder, what, m_appearance)
                                 .arg(m_size.width())
                                 .arg(m_size.height());
        if (widget.grab().save(name))
            return true;
        std::fputs(qPrintable(u"%1 cannot be written\n"_s.arg(name)), stderr);
        return false;
    }

private:
    QString m_folder;
    QString m_appearance;
    QSize m_size;
};

bool waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 60'000);
}

// Beside the demo's own: a community whose configuration has a fault, and one whose repository is gone.
void addTroubledCommunities(const QString &communities)
{
    QDir().mkpath(communities + u"/lab-archive"_s);
    QFile gone(communities + u"/lab-archive/config.yaml"_s);
    if (gone.open(QIODevice::WriteOnly))
        gone.write(
            "id: lab-archive\nname: Lab Archive\ngithub:\n  repos:\n    - lab-archive/retired-tools\n");
    QDir().mkpath(communities + u"/neuro-lab"_s);
    QFile config(communities + u"/neuro-lab/config.yaml"_s);
    if (config.open(QIODevice::WriteOnly))
        config.write("id: neuro-lab\nname: Neuro Lab\ngithub:\n  repos:\n    - neuro-lab/tools\n    - not a "
                     "repository\n");
}

// So that its sources want to write at once.
app::Settings hurriedDemo(app::Settings settings, const QString &dataDir)
{
    settings.demo = true;
    settings.dataDir = dataDir;
    for (const QString &name : settings.endpoints.names()) {
        if (!settings.endpoints.setPace(name, 500))
            std::fputs(qPrintable(u"%1 keeps its pace\n"_s.arg(name)), stderr);
    }
    return settings;
}

bool takeLocks(app::Session &session, const app::Settings &settings, Photographer &photographer)
{
    ui::MainWindow &window = session.window();
    session.begin(settings);
    auto *syncAll = window.findChild<QAction *>(u"syncAll"_s);
    auto *tree = window.findChild<ui::CommunityTree *>(u"communityTree"_s);
    if (!waitFor([&] { return syncAll->isEnabled() && tree->model()->rowCount() > 0; }))
        return false;
    window.findChild<QAction *>(u"locksView"_s)->trigger();
    if (!photographer.take(window, u"locks-empty"_s))
        return false;
    syncAll->trigger();
    if (!waitFor([&] { return window.running(); }) || !waitFor([&] { return !window.running(); }))
        return false;
    QTest::qWait(300); // what happened last is on its way
    ui::LockCanvas &canvas = window.findChild<ui::ContentionPage *>(u"contentionPage"_s)->canvas();
    auto *community = window.findChild<QComboBox *>(u"lockCommunity"_s);
    community->setCurrentIndex(community->findData(u"harkwave"_s));
    QTest::keyClick(&canvas, Qt::Key_Home);
    canvas.goToWait(1);
    if (!canvas.chosen()) {
        std::fputs("Nobody waited for a lock in this demo\n", stderr);
        return false;
    }
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t from = canvas.chosen()->time.from;
    canvas.show({from - second / 10, from + second});
    QTest::qWait(600);
    return photographer.take(window, u"locks"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral(LOCKKEEPER_VERSION));
    resources::installTranslations(application);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"appearance"_s, u"light or dark"_s, u"NAME"_s, u"light"_s});
    parser.addOption({u"size"_s, u"of the window"_s, u"WxH"_s, u"1200x760"_s});
    parser.addOption({u"locks"_s, u"the Locks page only"_s});
    parser.addPositionalArgument(u"DIR"_s, u"where the pictures go"_s);
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QString folder = parser.positionalArguments().constFirst();
    const QStringList sides = parser.value(u"size"_s).split('x'_L1);
    const QSize size(sides.value(0).toInt(), sides.value(1).toInt());
    QDir().mkpath(folder);

    const QTemporaryDir home;
    QSettings file(home.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat);
    QSettings state(home.filePath(u"window.ini"_s), QSettings::IniFormat);
    ui::Theme theme(application, state);
    theme.setAppearance(parser.value(u"appearance"_s) == "dark"_L1 ? ui::Appearance::Dark
                                                                   : ui::Appearance::Light);
    app::Settings settings;
    settings.dataDir = home.filePath(u"data"_s);
    settings.communitiesDir = u"/home/maintainer/.local/share/osa/communities"_s;
    app::Session session(settings, file, state, theme);
    ui::MainWindow &window = session.window();
    window.resize(size);
    Photographer photographer(folder, parser.value(u"appearance"_s), size);

    if (parser.isSet(u"locks"_s))
        return takeLocks(session, hurriedDemo(settings, home.filePath(u"demo"_s)), photographer) ? 0 : 1;

    session.begin();
    auto *tree = window.findChild<ui::CommunityTree *>(u"communityTree"_s);
    const auto greets = [&window] {
        const auto *page = window.findChild<QWidget *>(u"greetingPage"_s);
        return page && page->isVisible();
    };
    bool good = waitFor(greets) && photographer.take(window, u"greeting"_s);

    Q_EMIT window.demoChosen();
    good = good && waitFor([&] { return tree->model()->rowCount() >= 3; });
    addTroubledCommunities(session.communitiesDir());
    window.findChild<QAction *>(u"reload"_s)->trigger();
    good = good && waitFor([&] { return tree->model()->rowCount() >= 5; });
    tree->expandAll();
    tree->setCurrentIndex(tree->model()->index(0, 0));
    good = good && photographer.take(window, u"idle"_s);

    window.findChild<QAction *>(u"syncAll"_s)->trigger();
    QTest::qWait(1800);
    good = good && photographer.take(window, u"running"_s);
    good = good && waitFor([&] { return !window.running(); }) && photographer.take(window, u"done"_s);
    window.findChild<QAction *>(u"databasesView"_s)->trigger();
    QTest::qWait(600); // for what is read of them
    good = good && photographer.take(window, u"databases"_s);
    window.findChild<QAction *>(u"communitiesView"_s)->trigger();

    window.findChild<QAction *>(u"syncFull"_s)->trigger();
    QTest::qWait(900);
    window.findChild<QAction *>(u"stop"_s)->trigger();
    good = good && waitFor([&] { return !window.running(); }) && photographer.take(window, u"stopped"_s);

    for (int row = 0; row < tree->model()->rowCount(); ++row) {
        if (tree->model()->index(row, 0).data().toString() == "neuro-lab"_L1)
            tree->setCurrentIndex(tree->model()->index(row, 0));
    }
    good = good && photographer.take(window, u"broken"_s);
    window.findChild<QAction *>(u"log"_s)->trigger();
    good = good && photographer.take(window, u"log"_s);
    window.findChild<QAction *>(u"log"_s)->trigger();
    window.findChild<QAction *>(u"rehearse"_s)->trigger();
    if (auto *dialog = window.findChild<QWidget *>(u"rehearsalDialog"_s)) {
        good = good && photographer.take(*dialog, u"rehearsal-chosen"_s);
        dialog->findChild<QAbstractButton *>(u"rehearsalStart"_s)->click();
        QTest::qWait(1500);
        good = good && photographer.take(*dialog, u"rehearsal-running"_s);
        auto *verdict = dialog->findChild<QLabel *>(u"rehearsalVerdict"_s);
        good = good && waitFor([&] { return !verdict->text().isEmpty(); }) &&
               photographer.take(*dialog, u"rehearsal"_s);
        dialog->resize(dialog->minimumSizeHint().expandedTo(QSize(420, 420)));
        good = good && photographer.take(*dialog, u"rehearsal-small"_s);
        dialog->close();
    }
    window.findChild<QAction *>(u"shortcuts"_s)->trigger();
    if (auto *dialog = window.findChild<QWidget *>(u"shortcutsDialog"_s)) {
        good = good && photographer.take(*dialog, u"shortcuts"_s);
        dialog->close();
    }
    return good ? 0 : 1;
}
