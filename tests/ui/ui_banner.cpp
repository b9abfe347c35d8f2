// The line above the views: what it tells, that it never moves what is below it, and the way to it by keys.
#include "ui/common/ElidedLabel.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/MainWindow.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
sync::Catalog catalogIn(const QString &journalMode)
{
    sync::Catalog catalog;
    for (const QString &id : {u"hed"_s, u"mne"_s}) {
        sync::CatalogEntry entry;
        entry.loaded.id = id;
        entry.databaseExists = true;
        entry.database = {.community = id,
                          .path = u"/data/%1.db"_s.arg(id),
                          .journalMode = id == u"mne"_s ? journalMode : u"wal"_s,
                          .bytes = 4096,
                          .walBytes = 0};
        catalog.entries.append(entry);
    }
    return catalog;
}

class Window final
{
public:
    Window()
        : m_state(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat)
        , m_theme(*qobject_cast<QApplication *>(QCoreApplication::instance()), m_state)
        , window({.state = m_state, .theme = m_theme, .sqliteVersion = {}, .defaultCommunitiesDir = {}})
    {
        window.resize(900, 600);
        window.show();
        window.activateWindow();
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *window.findChild<T *>(name);
    }
    [[nodiscard]] QPushButton &button() const { return child<QPushButton>(u"bannerButton"_s); }

private:
    QTemporaryDir m_folder;
    QSettings m_state;
    Theme m_theme;

public:
    MainWindow window;
};
} // namespace

class UiBanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlarmIsTold();
    void damageAndAFullDiskComeFirst();
    void itStandsAboveEveryView();
    void nothingMoves();
    void theToolBarStaysInSight();
    void keysReachIt();
};

void UiBanner::anAlarmIsTold()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    DashboardPage page(settings);
    QVERIFY(!page.notice());
    const QSignalSpy changed(&page, &DashboardPage::noticeChanged);
    const QSignalSpy wanted(&page, &DashboardPage::locksWanted);
    const Alarm alarm{.kind = Alarm::Kind::IdleLock,
                      .where = {.community = u"mne"_s, .kind = {}, .name = {}},
                      .ofLock = true,
                      .text = u"python3 (pid 4711) has it"_s};
    page.setAlarm(alarm);
    page.setAlarm(alarm);
    QCOMPARE(changed.count(), 1);
    QVERIFY(page.notice());
    QCOMPARE(page.notice()->text, alarm.text);
    QCOMPARE(page.notice()->button, u"Show locks"_s);
    page.answerNotice();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), u"mne"_s);
    page.setAlarm({});
    QVERIFY(!page.notice());
    page.answerNotice();
    QCOMPARE(wanted.count(), 1);

    Banner banner;
    QCOMPARE(banner.findChild<ElidedLabel *>(u"bannerText"_s)->fullText(), u"Nothing needs attention."_s);
    auto *button = banner.findChild<QPushButton *>(u"bannerButton"_s);
    QVERIFY(button->isHidden());
    banner.setNotice(Notice{.weight = Notice::Weight::Failure, .text = u"It broke"_s, .button = u"Show"_s});
    QCOMPARE(banner.findChild<ElidedLabel *>(u"bannerText"_s)->accessibleName(), u"It broke"_s);
    QVERIFY(!button->isHidden());
    QCOMPARE(button->accessibleDescription(), u"It broke"_s); // of what it is the button
    banner.setNotice({});
    QVERIFY(button->isHidden());
}

void UiBanner::damageAndAFullDiskComeFirst()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    DashboardPage page(settings);
    const QSignalSpy wanted(&page, &DashboardPage::databasesWanted);
    sync::Catalog catalog = catalogIn(u"delete"_s);
    page.setCatalog(catalog);
    QVERIFY(page.notice()->text.contains(u"not in WAL mode"_s));
    catalog.room = 300 << 20;
    page.setCatalog(catalog);
    QVERIFY(page.notice()->text.contains(u"not in WAL mode"_s));
    catalog.room = 90 << 20;
    page.setCatalog(catalog);
    QCOMPARE(page.notice()->text, u"The databases’ disk is nearly full: 90 MiB are left."_s);
    page.answerNotice();
    QCOMPARE(wanted.last().first().toString(), QString());
    catalog.entries.first().databaseError =
        Error{.kind = ErrorKind::Corrupt, .text = u"It is damaged."_s, .hint = {}, .url = {}};
    page.setCatalog(catalog);
    QVERIFY2(page.notice()->text.endsWith(u"hed"_s), qPrintable(page.notice()->text));
    page.answerNotice();
    QCOMPARE(wanted.last().first().toString(), u"hed"_s);
    page.setDamaged({u"mne"_s}); // a check found it
    QVERIFY2(page.notice()->text.endsWith(u"mne, hed"_s), qPrintable(page.notice()->text));
    QCOMPARE(page.notice()->weight, Notice::Weight::Failure);
    // Locked is not corrupt.
    page.setDamaged({});
    catalog.entries.first().databaseError->kind = ErrorKind::Locked;
    page.setCatalog(catalog);
    QVERIFY(page.notice()->text.contains(u"nearly full"_s));
}

void UiBanner::itStandsAboveEveryView()
{
    Window window;
    auto &banner = window.child<Banner>(u"banner"_s);
    MainWindow &main = window.window;
    main.setCatalog(catalogIn(u"delete"_s));
    for (const QString &view : {u"locksView"_s, u"historyView"_s, u"communitiesView"_s}) {
        window.child<QAction>(view).trigger();
        QVERIFY2(banner.isVisible() && window.button().isVisible(), qPrintable(view));
        // What filters the communities is beside them only.
        QTRY_COMPARE(window.child<QWidget>(u"filterField"_s).isVisible(), view == u"communitiesView"_s);
        QTRY_COMPARE(window.child<QWidget>(u"stateFilter"_s).isVisible(), view == u"communitiesView"_s);
        QCOMPARE(banner.mapTo(&main, QPoint(0, banner.height())),
                 window.child<QWidget>(u"pages"_s).mapTo(&main, QPoint(0, 0)));
    }
    main.showGreeting();
    QVERIFY(!banner.isVisible());
}

void UiBanner::nothingMoves()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowActive(&window.window));
    window.window.setCatalog(catalogIn(u"wal"_s));
    QVERIFY(window.button().isHidden());
    auto &pages = window.child<QWidget>(u"pages"_s);
    QApplication::processEvents();
    const QRect before = pages.geometry();
    window.window.setCatalog(catalogIn(u"delete"_s));
    QApplication::processEvents();
    QVERIFY(window.button().isVisible());
    QCOMPARE(pages.geometry(), before);
    window.window.setCatalog(catalogIn(u"wal"_s));
    QApplication::processEvents();
    QVERIFY(window.button().isHidden());
    QCOMPARE(pages.geometry(), before);
}

void UiBanner::theToolBarStaysInSight()
{
    Window window;
    auto &bar = window.child<QToolBar>(u"toolBar"_s);
    const auto &more = *bar.findChild<QWidget *>(u"qt_toolbar_ext_button"_s);
    for (const QString &mode : {u"wal"_s, u"delete"_s}) {
        window.window.setCatalog(catalogIn(mode));
        for (const int width : {900, 960, 1020, 1080, 1140, 1200}) {
            window.window.resize(width, 600);
            QApplication::processEvents();
            QVERIFY2(!more.isVisible(), qPrintable(u"%1 in %2"_s.arg(bar.sizeHint().width()).arg(width)));
        }
    }
    const auto &offer = *bar.widgetForAction(&window.child<QAction>(u"migrateNow"_s));
    QVERIFY(offer.isVisible());
    QCOMPARE(offer.accessibleName(), u"Switch 1 to WAL…"_s);
}

void UiBanner::keysReachIt()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowActive(&window.window));
    window.window.setCatalog(catalogIn(u"wal"_s));
    QVERIFY(!window.child<QAction>(u"notice"_s).isEnabled());
    window.window.setCatalog(catalogIn(u"delete"_s));
    for (const QString &view : {u"communitiesView"_s, u"locksView"_s, u"historyView"_s}) {
        window.child<QAction>(view).trigger();
        bool reached = false;
        QStringList passed;
        for (int i = 0; i < 40 && !reached; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            passed += QApplication::focusWidget()->objectName();
            reached = QApplication::focusWidget() == &window.button();
        }
        QVERIFY2(reached, qPrintable(view + u": "_s + passed.join(' '_L1)));
    }
    // To the sheet that mends it.
    QTest::keyClick(&window.button(), Qt::Key_Space);
    auto &sheet = window.child<QWidget>(u"migrationDialog"_s);
    QVERIFY(sheet.isVisible());
    sheet.close();
    // From another view to the row it is about.
    window.child<DashboardPage>(u"dashboardPage"_s)
        .setAlarm(Alarm{.kind = Alarm::Kind::PinnedWal,
                        .where = {.community = u"mne"_s, .kind = {}, .name = {}},
                        .ofLock = false,
                        .text = u"Its WAL is large"_s});
    QVERIFY(window.child<QAction>(u"historyView"_s).isChecked());
    QTest::keyClick(&window.button(), Qt::Key_Space);
    QVERIFY(window.child<QAction>(u"communitiesView"_s).isChecked());
    auto &tree = window.child<CommunityTree>(u"communityTree"_s);
    QTRY_VERIFY(tree.hasFocus());
    QCOMPARE(tree.selectedJobs().size(), 0); // a community that has none yet
    QCOMPARE(tree.currentNode()->key.community, u"mne"_s);
    window.child<QAction>(u"locksView"_s).trigger();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F8);
    QVERIFY(window.child<QAction>(u"communitiesView"_s).isChecked());
}

QTEST_MAIN(UiBanner)
#include "ui_banner.moc"
