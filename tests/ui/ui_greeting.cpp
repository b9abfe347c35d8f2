// The first start: nothing is configured, and each of the three choices leads somewhere.
#include "community/Loader.h"
#include "gui/Session.h"
#include "settings/Catalogue.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/ExampleConfig.h"
#include "ui/dashboard/GreetingPage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
// A program with its settings and data in a folder of its own.
struct Program
{
    QTemporaryDir folder;
    QSettings file{folder.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat};
    QSettings state{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ui::Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), state};
    std::unique_ptr<app::Session> session;

    Program()
    {
        app::Settings settings;
        settings.dataDir = folder.filePath(u"data"_s);
        settings.communitiesDir = settings.dataDir + u"/communities"_s;
        session = std::make_unique<app::Session>(settings, file, state, theme);
        session->begin();
    }
    [[nodiscard]] ui::MainWindow &window() const { return session->window(); }
    [[nodiscard]] QString page() const
    {
        return window().findChild<QStackedWidget *>(u"pages"_s)->currentWidget()->objectName();
    }
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return window().findChild<T *>(name);
    }
    void writeCommunity(const QString &under) const
    {
        QVERIFY(QDir().mkpath(under + u"/my-community"_s));
        QFile config(under + u"/my-community/config.yaml"_s);
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(ui::exampleConfig().toUtf8());
    }
};
} // namespace

class UiGreeting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greetsWhereNothingIsConfigured();
    void exampleIsACommunity();
    void demoIsOneKeyAway();
    void chosenFolderIsRemembered();
    void folderWithoutCommunitiesIsNamed();
    void configurationWrittenMeanwhileIsFound();
    void aDataFolderThatCannotBeMadeIsTold();
};

void UiGreeting::greetsWhereNothingIsConfigured()
{
    const Program program;
    QTRY_COMPARE(program.page(), u"greetingPage"_s);
    QVERIFY(program.child<QLabel>(u"greetingNotice"_s)->isHidden()); // a first start is no failure
    QCOMPARE(program.child<QLabel>(u"greetingDefaultPath"_s)->text(),
             QDir::toNativeSeparators(program.folder.filePath(u"data/communities"_s)));
    QVERIFY(!program.child<QWidget>(u"greetingExample"_s)->accessibleName().isEmpty());
    program.child<QAbstractButton>(u"greetingCopy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text(), ui::exampleConfig());
    for (const char *action : {"syncAll", "find"})
        QVERIFY2(!program.child<QAction>(QLatin1StringView(action))->isEnabled(), action);
    for (const char *widget : {"filterField", "stateFilter"}) // there is nothing to filter
        QVERIFY2(!program.child<QWidget>(QLatin1StringView(widget))->isEnabled(), widget);
    const QSize screen = program.window().screen()->availableGeometry().size();
    QCOMPARE(program.window().size().boundedTo(screen), program.window().size());
}

void UiGreeting::exampleIsACommunity()
{
    const Program program;
    program.writeCommunity(program.folder.path());
    const community::LoadedCommunity loaded =
        community::loadFile(program.folder.filePath(u"my-community/config.yaml"_s));
    QVERIFY2(!loaded.broken(),
             loaded.problems.isEmpty() ? "" : qPrintable(loaded.problems.first().describe()));
    QVERIFY2(loaded.problems.isEmpty(),
             loaded.problems.isEmpty() ? "" : qPrintable(loaded.problems.first().describe()));
    QCOMPARE(loaded.community->githubRepositories, QStringList{u"owner/repository"_s});
}

void UiGreeting::demoIsOneKeyAway()
{
    const Program program;
    QTRY_COMPARE(program.page(), u"greetingPage"_s);
    QVERIFY(QTest::qWaitForWindowExposed(&program.window()));
    auto *demo = program.child<QAbstractButton>(u"greetingDemo"_s);
    QTRY_VERIFY(demo->hasFocus());
    QTest::keyClick(demo, Qt::Key_Space);
    auto *tree = program.child<ui::CommunityTree>(u"communityTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 4);
    QCOMPARE(program.page(), u"dashboardPage"_s);
    QVERIFY(program.window().windowTitle().contains(u"demo"_s));
    QVERIFY(program.child<QAction>(u"syncAll"_s)->isEnabled());
    QVERIFY(!QDir(program.folder.filePath(u"data/knowledge"_s)).entryList({u"*.db"_s}).contains(u"mne.db"_s));
}

void UiGreeting::chosenFolderIsRemembered()
{
    const Program program;
    QTRY_COMPARE(program.page(), u"greetingPage"_s);
    const QString folder = program.folder.filePath(u"assistants"_s);
    program.writeCommunity(folder);
    program.child<QAbstractButton>(u"greetingOpen"_s)->click();
    auto *dialog = program.child<QFileDialog>(u"folderDialog"_s);
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder);
    auto *tree = program.child<ui::CommunityTree>(u"communityTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 1);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"My Community"_s);
    QCOMPARE(program.file.value(QLatin1StringView(settings::key::CommunitiesDir)).toString(), folder);
}

void UiGreeting::folderWithoutCommunitiesIsNamed()
{
    const Program program;
    QTRY_COMPARE(program.page(), u"greetingPage"_s);
    Q_EMIT program.window().foldersChosen(program.folder.filePath(u"nowhere"_s), {});
    auto *notice = program.child<QLabel>(u"greetingNotice"_s);
    QTRY_VERIFY(!notice->isHidden());
    QVERIFY2(notice->text().contains(u"nowhere"_s), qPrintable(notice->text()));
}

void UiGreeting::configurationWrittenMeanwhileIsFound()
{
    const Program program;
    QTRY_COMPARE(program.page(), u"greetingPage"_s);
    program.writeCommunity(program.folder.filePath(u"data/communities"_s));
    program.child<QAction>(u"reload"_s)->trigger();
    QTRY_COMPARE(program.page(), u"dashboardPage"_s);
}

void UiGreeting::aDataFolderThatCannotBeMadeIsTold()
{
    const QTemporaryDir folder;
    QFile inTheWay(folder.filePath(u"data"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSettings file(folder.filePath(u"lockkeeper.ini"_s), QSettings::IniFormat);
    ui::Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()), file);
    app::Settings settings;
    settings.dataDir = folder.filePath(u"data"_s);
    settings.communitiesDir = folder.filePath(u"communities"_s);
    app::Session session(settings, file, file, theme);
    session.begin();
    const auto notice = [&session] {
        const auto *label = session.window().findChild<QLabel *>(u"greetingNotice"_s);
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(notice().contains(settings.dataDir));
}

QTEST_MAIN(UiGreeting)
#include "ui_greeting.moc"
