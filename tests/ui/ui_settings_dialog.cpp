// The settings in the real window: found by words, checked beside the field, applied without a restart, and
// overruled by the command line where it says something.
#include "SettingsProgram.h"
#include "resources/Translations.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QMessageBox>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using test::SettingsProgram;

class UiSettingsDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { resources::installTranslations(*QCoreApplication::instance()); }

    void openedByTheKeysAndFoundByWords();
    void aSearchLeadsToWhatItFinds();
    void whatIsWrongIsSaidBesideIt();
    void appliedWithoutARestart();
    void whatTheCommandLineSays();
    void aProxyNeedsAHost();
    void howItLooksCountsAtOnce();
    void everyPartHasANameAndFits();
    void leavingAsksAboutChanges();
    void whatIsOpenedCountsNow();
};

void UiSettingsDialog::openedByTheKeysAndFoundByWords()
{
    SettingsProgram program;
    program.waitForCommunities();
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    QTest::keyClick(&program.window(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(program.dialog() && program.dialog()->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(program.dialog()));
    auto *search = program.part<QLineEdit>(u"settingsSearch"_s);
    QTRY_COMPARE(QApplication::activeWindow(), program.dialog());
    QTRY_COMPARE(QApplication::focusWidget(), program.part<QListWidget>(u"settingsPages"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"socks"_s);
    auto *pages = program.part<QListWidget>(u"settingsPages"_s);
    QStringList shown;
    for (int row = 0; row < pages->count(); ++row) {
        if (!pages->item(row)->isHidden())
            shown += pages->item(row)->text();
    }
    QCOMPARE(shown, (QStringList{u"Network"_s, u"Tokens"_s})); // the proxy's password is a secret
    QVERIFY(program.part<QComboBox>(u"proxy/kind"_s)->isVisible());
    QVERIFY(!program.part<QLineEdit>(u"contact"_s)->isVisible());
    QTest::keyClicks(search, u"zzz"_s);
    QVERIFY(!program.part<QComboBox>(u"proxy/kind"_s)->isVisible());
    search->clear();
    QVERIFY(program.part<QLineEdit>(u"contact"_s)->isVisible());
    QTest::keyClick(program.dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
}

void UiSettingsDialog::aSearchLeadsToWhatItFinds()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    QVERIFY(QTest::qWaitForWindowActive(program.dialog()));
    QTRY_COMPARE(QApplication::activeWindow(), program.dialog());
    auto *search = program.part<QLineEdit>(u"settingsSearch"_s);
    search->setFocus();
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"jobs"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(program.dialog()->isVisible()); // it is not OK that was meant
    QTRY_VERIFY(program.part<QLineEdit>(u"jobs"_s)->hasFocus());
    search->setFocus();
    search->clear();
    QTest::keyClicks(search, u"token"_s); // other pages mention it
    QCOMPARE(program.part<QListWidget>(u"settingsPages"_s)->currentItem()->text(), u"Tokens"_s);
}

void UiSettingsDialog::whatIsWrongIsSaidBesideIt()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    QVERIFY(!program.button(QDialogButtonBox::Apply)->isEnabled());
    program.enter(u"jobs"_s, u"99"_s);
    QVERIFY2(program.note(u"jobs"_s).contains(u"from 1 to 64"_s), qPrintable(program.note(u"jobs"_s)));
    program.button(QDialogButtonBox::Ok)->click();
    QVERIFY(program.dialog()->isVisible());
    QVERIFY(program.part<QLineEdit>(u"jobs"_s)->isVisible()); // it leads there
    QVERIFY(!program.file.contains(u"jobs"_s));
    program.part<QToolButton>(u"default/jobs"_s)->click();
    QCOMPARE(program.part<QLineEdit>(u"jobs"_s)->text(), u"16"_s);
    QCOMPARE(program.note(u"jobs"_s), QString());
    program.enter(u"endpoints/openalex"_s, u"https://me:hunter2@example.org"_s);
    QVERIFY(!program.note(u"endpoints/openalex"_s).isEmpty());
    QVERIFY(!program.note(u"endpoints/openalex"_s).contains(u"hunter2"_s));
}

void UiSettingsDialog::appliedWithoutARestart()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.enter(u"contact"_s, u"maintainer@example.org"_s);
    program.enter(u"jobs"_s, u"3"_s);
    program.enter(u"backups/keep"_s, u"2"_s);
    QVERIFY(program.note(u"jobs"_s).contains(u"next sync"_s));
    program.button(QDialogButtonBox::Ok)->click();
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
    QCOMPARE(program.file.value(u"jobs"_s).toString(), u"3"_s);
    QCOMPARE(program.file.value(u"backups/keep"_s).toString(), u"2"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&program] { // the command line reads it, too
            QFile written(program.file.fileName());
            return written.open(QIODevice::ReadOnly) && written.readAll().contains("jobs=3");
        }(),
        20'000);
    program.waitForCommunities();
    program.server.clearRequests();
    program.action("syncAll")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.server.requestCount() > 0, 60'000);
    const QByteArray agent = program.server.requests().constFirst().header("User-Agent");
    QVERIFY2(agent.contains("maintainer@example.org"), agent.constData());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), 60'000);
}

void UiSettingsDialog::whatTheCommandLineSays()
{
    SettingsProgram program({u"--timeout"_s, u"7"_s});
    program.waitForCommunities();
    program.openSettings();
    auto *timeout = program.part<QLineEdit>(u"timeoutSeconds"_s);
    QVERIFY(!timeout->isEnabled());
    QCOMPARE(timeout->text(), u"7"_s);
    QVERIFY(program.note(u"timeoutSeconds"_s).contains(u"--timeout"_s));
    QVERIFY(program.note(u"dataDir"_s).contains(u"--data-dir"_s));
    program.enter(u"jobs"_s, u"5"_s);
    program.button(QDialogButtonBox::Apply)->click();
    QVERIFY(!program.file.contains(u"timeoutSeconds"_s)); // it is not the file's
    QVERIFY(!program.file.contains(u"dataDir"_s));
}

void UiSettingsDialog::aProxyNeedsAHost()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    QVERIFY(!program.part<QLineEdit>(u"proxy/host"_s)->isEnabled());
    program.choose(u"proxy/kind"_s, u"socks5"_s);
    QVERIFY(program.part<QLineEdit>(u"proxy/host"_s)->isEnabled());
    QVERIFY(program.note(u"proxy/host"_s).contains(u"missing"_s));
    program.button(QDialogButtonBox::Apply)->click();
    QVERIFY(!program.file.contains(u"proxy/kind"_s));
    program.enter(u"proxy/host"_s, u"proxy.example.org"_s);
    program.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(program.file.value(u"proxy/kind"_s).toString(), u"socks5"_s);
    QCOMPARE(program.file.value(u"proxy/host"_s).toString(), u"proxy.example.org"_s);
}

void UiSettingsDialog::howItLooksCountsAtOnce()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.choose(u"appearance"_s, u"dark"_s);
    program.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(program.theme.appearance(), ui::Appearance::Dark);
    program.choose(u"appearance"_s, u"system"_s);
    program.button(QDialogButtonBox::Apply)->click();
    QCOMPARE(program.theme.appearance(), ui::Appearance::System);
    QVERIFY(!program.file.contains(u"appearance"_s));
}

void UiSettingsDialog::everyPartHasANameAndFits()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    ui::SettingsDialog &dialog = *program.dialog();
    QVERIFY2(dialog.width() <= 900 && dialog.height() <= 600, "larger than a small screen");
    auto *pages = program.part<QListWidget>(u"settingsPages"_s);
    for (int row = 0; row < pages->count(); ++row) {
        pages->setCurrentRow(row);
        for (const QWidget *widget : dialog.findChildren<QWidget *>()) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            const auto *labelled = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (labelled && !labelled->text().isEmpty()),
                     qPrintable(widget->objectName() + ' '_L1 +
                                QLatin1StringView(widget->metaObject()->className())));
            const QRect inside(widget->mapTo(&dialog, QPoint()), widget->size());
            QVERIFY2(inside.right() < dialog.width(), qPrintable(widget->objectName()));
        }
    }
    QVERIFY(program.button(QDialogButtonBox::Ok)->isDefault());
}

void UiSettingsDialog::leavingAsksAboutChanges()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.enter(u"jobs"_s, u"3"_s);
    const auto ask = [&program] {
        QTest::keyClick(program.dialog(), Qt::Key_Escape);
        auto *box = program.part<QMessageBox>(u"unappliedDialog"_s);
        if (box == nullptr)
            qFatal("nothing is asked");
        return box;
    };
    QTest::keyClick(ask(), Qt::Key_Escape); // goes on
    QTRY_VERIFY(program.part<QMessageBox>(u"unappliedDialog"_s) == nullptr);
    QVERIFY(program.dialog()->isVisible());
    QCOMPARE(program.part<QLineEdit>(u"jobs"_s)->text(), u"3"_s);
    ask()->findChild<QPushButton *>(u"throwAwaySettings"_s)->click();
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
    QVERIFY(!program.file.contains(u"jobs"_s));
    QTRY_VERIFY(!program.dialog());
    program.openSettings();
    program.enter(u"jobs"_s, u"4"_s);
    program.dialog()->close(); // by its frame
    program.part<QMessageBox>(u"unappliedDialog"_s)->findChild<QPushButton *>(u"applyChanges"_s)->click();
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
    QCOMPARE(program.file.value(u"jobs"_s).toString(), u"4"_s);
}

// Though the command line says another folder; that it will again is said.
void UiSettingsDialog::whatIsOpenedCountsNow()
{
    SettingsProgram program;
    program.waitForCommunities();
    const QString other = program.folder.filePath(u"other"_s);
    QVERIFY(QDir().mkpath(other + u"/knowledge"_s));
    Q_EMIT program.window().foldersChosen({}, other);
    program.waitForCommunities();
    program.openSettings();
    QCOMPARE(QDir::fromNativeSeparators(program.part<QLineEdit>(u"dataDir"_s)->text()), other);
    const QString told = program.part<QLabel>(u"settingsTold"_s)->text();
    QVERIFY2(told.contains(u"--data-dir"_s) && told.contains(u"until Lockkeeper ends"_s), qPrintable(told));
    program.enter(u"jobs"_s, u"5"_s); // no other setting brings the old folder back
    program.button(QDialogButtonBox::Ok)->click();
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
    program.waitForCommunities();
    program.action("syncAll")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(other + u"/knowledge/fern-path.db"_s), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), 60'000);
}

QTEST_MAIN(UiSettingsDialog)
#include "ui_settings_dialog.moc"
