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
    void severalAreSteppedThrough();
    void nothingMoves();
    void theToolBarStaysInSight();
    void theToolBarsButtonsStay();
    void keysReachIt();
};

void UiBanner::anAlarmIsTold()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    DashboardPage page(settings);
    QVERIFY(page.notices().isEmpty());
    const QSignalSpy changed(&page, &DashboardPage::noticeChanged);
    const QSignalSpy wanted(&page, &DashboardPage::locksWanted);
    const Alarm alarm{.kind = Alarm::Kind::IdleLock,
                      .where = {.community = u"mne"_s, .kind = {}, .name = {}},
                      .ofLock = true,
                      .text = u"python3 (pid 4711) has it"_s};
    page.setAlarm(alarm);
    page.setAlarm(alarm);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(page.notices().size(), 1);
    QCOMPARE(page.notices().first().text, alarm.text);
    QCOMPARE(page.notices().first().button, u"Show locks"_s);
    page.answerNotice();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), u"mne"_s);
    page.setAlarm({});
    QVERIFY(page.notices().isEmpty());
    page.answerNotice();
    QCOMPARE(wanted.count(), 1);

    Banner banner;
    QCOMPARE(banner.findChild<ElidedLabel *>(u"bannerText"_s)->fullText(), u"Nothing needs attention."_s);
    auto *button = banner.findChild<QPushButton *>(u"bannerButton"_s);
    QVERIFY(button->isHidden());
    banner.setNotices({{.weight = Notice::Weight::Failure, .text = u"It broke"_s, .button = u"Show"_s}});
    QCOMPARE(banner.findChild<ElidedLabel *>(u"bannerText"_s)->accessibleName(), u"It broke"_s);
    QVERIFY(!button->isHidden());
    QCOMPARE(button->accessibleDescription(), u"It broke"_s); // of what it is the button
    banner.setNotices({});
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
    QVERIFY(page.notices().first().text.contains(u"not in WAL mode"_s));
    catalog.room = 300 << 20;
    page.setCatalog(catalog);
    QVERIFY(page.notices().first().text.contains(u"not in WAL mode"_s));
    catalog.room = 90 << 20;
    page.setCatalog(catalog);
    QCOMPARE(page.notices().first().text, u"The databases’ disk is nearly full: 90 MiB are left."_s);
    page.answerNotice();
    QCOMPARE(wanted.last().first().toString(), QString());
    catalog.entries.first().databaseError =
        Error{.kind = ErrorKind::Corrupt, .text = u"It is damaged."_s, .hint = {}, .url = {}};
    page.setCatalog(catalog);
    QVERIFY2(page.notices().first().text.endsWith(u"hed"_s), qPrintable(page.notices().first().text));
    page.answerNotice();
    QCOMPARE(wanted.last().first().toString(), u"hed"_s);
    page.setDamaged({u"mne"_s}); // a check found it
    QVERIFY2(page.notices().first().text.endsWith(u"mne, hed"_s), qPrintable(page.notices().first().text));
    QCOMPARE(page.notices().first().weight, Notice::Weight::Failure);
    // Locked is not corrupt.
    page.setDamaged({});
    catalog.entries.first().databaseError->kind = ErrorKind::Locked;
    page.setCatalog(catalog);
    QVERIFY(page.notices().first().text.contains(u"nearly full"_s));
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

void UiBanner::severalAreSteppedThrough()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowActive(&window.window));
    auto &page = window.child<DashboardPage>(u"dashboardPage"_s);
    auto &banner = window.child<Banner>(u"banner"_s);
    auto &next = window.child<QPushButton>(u"bannerNext"_s);
    const auto text = [&window] {
        return window.child<ElidedLabel>(u"bannerText"_s).fullText();
    };
    sync::Catalog catalog = catalogIn(u"delete"_s);
    window.window.setCatalog(catalog);
    QApplication::processEvents();
    const int height = banner.height();
    QVERIFY(next.isHidden()); // of one there is no other
    QVERIFY(!window.child<QAction>(u"nextNotice"_s).isEnabled());

    catalog.room = 90 << 20;
    catalog.entries.first().databaseError =
        Error{.kind = ErrorKind::Corrupt, .text = u"It is damaged."_s, .hint = {}, .url = {}};
    window.window.setCatalog(catalog);
    QApplication::processEvents();
    QVERIFY(next.isVisible());
    QCOMPARE(next.text(), u"1 of 3"_s);
    QCOMPARE(next.accessibleName(), u"Matter 1 of 3: show the next"_s);
    QVERIFY2(text().contains(u"damaged"_s), qPrintable(text()));
    QCOMPARE(banner.height(), height);
    const QRect place = next.geometry();
    const QRect answer = window.button().geometry();

    next.click();
    QVERIFY2(text().contains(u"nearly full"_s), qPrintable(text()));
    QCOMPARE(next.text(), u"2 of 3"_s);
    QTest::keyClick(&window.window, Qt::Key_F8, Qt::ShiftModifier);
    QVERIFY2(text().contains(u"not in WAL mode"_s), qPrintable(text()));
    QCOMPARE(window.button().text(), u"Switch to WAL…"_s);
    QApplication::processEvents();
    QCOMPARE(next.geometry(), place); // stays under the hand that steps through them
    QCOMPARE(window.button().geometry(), answer);
    // What it is the button of, is what is shown.
    window.button().click();
    auto &sheet = window.child<QWidget>(u"migrationDialog"_s);
    QVERIFY(sheet.isVisible());
    sheet.close();
    // The one that was chosen stays in sight, also when another one goes.
    catalog.room = -1;
    window.window.setCatalog(catalog);
    QVERIFY2(text().contains(u"not in WAL mode"_s), qPrintable(text()));
    QCOMPARE(next.text(), u"2 of 2"_s);
    next.click();
    QVERIFY2(text().contains(u"damaged"_s), qPrintable(text()));
    next.click();
    // Something that presses more is told at once.
    page.setAlarm(
        Alarm{.kind = Alarm::Kind::NoProgress, .where = {}, .ofLock = false, .text = u"No progress"_s});
    QCOMPARE(text(), u"No progress"_s);
    QCOMPARE(next.text(), u"1 of 3"_s);
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

void UiBanner::theToolBarsButtonsStay()
{
    Window window;
    auto &bar = window.child<QToolBar>(u"toolBar"_s);
    const auto places = [&] {
        QApplication::processEvents();
        QList<QRect> result;
        for (const QString &name : {u"syncSelected"_s, u"retryFailed"_s, u"communitiesView"_s,
                                    u"historyView"_s, u"databasesView"_s})
            result.append(bar.widgetForAction(&window.child<QAction>(name))->geometry());
        return result;
    };
    for (const int width : {900, 1000, 1100, 1200, 1300}) {
        window.window.resize(width, 600);
        window.window.setCatalog(catalogIn(u"wal"_s));
        window.child<QAction>(u"communitiesView"_s).trigger();
        const QList<QRect> before = places();
        QVERIFY(!bar.widgetForAction(&window.child<QAction>(u"migrateNow"_s))->isVisible());
        for (const QString &view : {u"communitiesView"_s, u"locksView"_s, u"databasesView"_s}) {
            window.child<QAction>(view).trigger();
            window.window.setCatalog(catalogIn(u"delete"_s));
            QCOMPARE(places(), before);
            window.window.setCatalog(catalogIn(u"wal"_s));
            QCOMPARE(places(), before);
        }
    }
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
