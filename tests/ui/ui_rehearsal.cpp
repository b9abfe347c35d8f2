// The rehearsal's dialog by keyboard over a real database, and its chart's geometry.
#include "Samples.h"
#include "health/RehearsalReport.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/MainWindow.h"
#include "ui/health/RehearsalChart.h"
#include "ui/health/RehearsalChartLayout.h"
#include "ui/health/RehearsalDialog.h"
#include "ui/health/RehearsalRunner.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
// A dialog over a folder with a database "mne" (empty, as another program may have left it).
struct Rehearsed
{
    QTemporaryDir folder;
    RehearsalDialog dialog;

    Rehearsed()
    {
        sqlite3 *database = nullptr;
        sqlite3_open(path().toUtf8().constData(), &database);
        sqlite3_exec(database, "CREATE TABLE notes(x)", nullptr, nullptr, nullptr);
        sqlite3_close(database);
        dialog.setDatabases({{.community = u"bids"_s, .path = folder.filePath(u"bids.db"_s)},
                             {.community = u"mne"_s, .path = path()}},
                            u"mne"_s);
        dialog.show();
    }
    [[nodiscard]] QString path() const { return folder.filePath(u"mne.db"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return dialog.findChild<T *>(name);
    }
    [[nodiscard]] QPushButton *start() const { return child<QPushButton>(u"rehearsalStart"_s); }
    [[nodiscard]] QString state() const { return child<QLabel>(u"rehearsalState"_s)->text(); }
    [[nodiscard]] bool idle() const { return child<QSpinBox>(u"rehearsalWriters"_s)->isEnabled(); }
};
} // namespace

class UiRehearsal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chartFillsItsWidth();
    void smallValuesAreSeen();
    void narrowChart();
    void byKeyboard();
    void escapeCancelsThenCloses();
    void goneInTheMiddle();
    void theWindowEndsOnceItIsOver();
    void failureIsTold();
    void withoutDatabases();
    void everyControlHasAName();
};

void UiRehearsal::chartFillsItsWidth()
{
    const ChartRoom room{.width = 500, .lineHeight = 20, .labelWidth = 100, .figureWidth = 60};
    const ChartLayout layout = layoutChart({{10, 20, 40}, {0, 0, 0}, {5, 5, 5}}, room);
    QCOMPARE(layout.groups.size(), 3);
    const QList<ChartBar> &first = layout.groups.at(0).bars;
    QCOMPARE(first.at(2).bar, QRectF(first.at(2).track)); // the largest
    QCOMPARE(first.at(1).bar.width(), first.at(1).track.width() / 2.0);
    QCOMPARE(first.at(0).bar.width(), first.at(0).track.width() / 4.0);
    QCOMPARE(first.at(0).figure.right() + 1, 500);
    for (const ChartBar &bar : layout.groups.at(1).bars)
        QVERIFY(bar.bar.isNull()); // none is not a little
    for (const ChartBar &bar : layout.groups.at(2).bars)
        QCOMPARE(bar.bar, QRectF(bar.track));
    QList<QRect> all; // nothing lies on anything else
    for (const ChartGroup &group : layout.groups) {
        all.append(group.title);
        for (const ChartBar &bar : group.bars)
            all << bar.label << bar.track << bar.figure;
    }
    for (int i = 0; i < all.size(); ++i) {
        QVERIFY(all.at(i).bottom() < layout.height);
        for (int j = i + 1; j < all.size(); ++j)
            QVERIFY(!all.at(i).intersects(all.at(j)));
    }
}

void UiRehearsal::smallValuesAreSeen()
{
    const ChartLayout layout =
        layoutChart({{1, 1'000'000}}, {.width = 400, .lineHeight = 20, .labelWidth = 50, .figureWidth = 50});
    QCOMPARE(layout.groups.first().bars.first().bar.width(), 3.0);
    QCOMPARE(layoutChart({}, {.width = 400, .lineHeight = 20}).height, 0);
    QVERIFY(layoutChart({{}}, {.width = 400, .lineHeight = 20}).groups.first().bars.isEmpty());
}

void UiRehearsal::narrowChart()
{
    const ChartLayout layout =
        layoutChart({{1, 2}}, {.width = 10, .lineHeight = 20, .labelWidth = 50, .figureWidth = 50});
    for (const ChartBar &bar : layout.groups.first().bars)
        QVERIFY(bar.track.width() > 0 && bar.bar.right() <= bar.track.right() + 1);
}

void UiRehearsal::byKeyboard()
{
    const Rehearsed rehearsed;
    QVERIFY(QTest::qWaitForWindowExposed(const_cast<RehearsalDialog *>(&rehearsed.dialog)));
    auto *community = rehearsed.child<QComboBox>(u"rehearsalCommunity"_s);
    QCOMPARE(community->currentText(), u"mne"_s);
    QTRY_VERIFY(community->hasFocus());
    QTest::keyClick(community, Qt::Key_Tab);
    auto *writers = rehearsed.child<QSpinBox>(u"rehearsalWriters"_s);
    QVERIFY(writers->hasFocus());
    QCOMPARE(writers->value(), 4);
    QTest::keyClicks(writers, u"2"_s);
    QTest::keyClick(writers, Qt::Key_Tab);
    auto *seconds = rehearsed.child<QDoubleSpinBox>(u"rehearsalSeconds"_s);
    QVERIFY(seconds->hasFocus());
    seconds->setValue(0.2);
    QVERIFY(!rehearsed.child<QPushButton>(u"rehearsalCopy"_s)->isEnabled());

    QTest::keyClick(seconds, Qt::Key_Return); // Start is the default button
    QVERIFY(!rehearsed.idle());
    QVERIFY(rehearsed.child<QProgressBar>(u"rehearsalProgress"_s)->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(rehearsed.idle(), 60'000);

    auto *table = rehearsed.child<QTableWidget>(u"rehearsalTable"_s);
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->columnCount(), 3);
    QVERIFY(table->rowCount() >= 8);
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < 3; ++column)
            QVERIFY(!table->item(row, column)->text().isEmpty());
    }
    QCOMPARE(table->verticalHeaderItem(5)->text(), u"Lock errors"_s);
    QCOMPARE(table->item(5, 2)->text(), u"0"_s); // through the gate
    const QString verdict = rehearsed.child<QLabel>(u"rehearsalVerdict"_s)->text();
    QVERIFY2(verdict.contains(u"WAL with the gate"_s), qPrintable(verdict));
    auto *copy = rehearsed.child<QPushButton>(u"rehearsalCopy"_s);
    QVERIFY(copy->isEnabled());
    copy->setFocus();
    QTest::keyClick(copy, Qt::Key_Space);
    const QString text = QApplication::clipboard()->text();
    QVERIFY2(text.contains(verdict) && text.contains(rehearsed.path()) &&
                 text.contains(table->item(0, 0)->text()),
             qPrintable(text));
    QVERIFY(rehearsed.files().filter(u".lockkeeper"_s).isEmpty());
}

void UiRehearsal::escapeCancelsThenCloses()
{
    Rehearsed rehearsed;
    rehearsed.child<QDoubleSpinBox>(u"rehearsalSeconds"_s)->setValue(60);
    QTest::keyClick(rehearsed.start(), Qt::Key_Return);
    QTRY_VERIFY(!rehearsed.files().filter(u".lockkeeper"_s).isEmpty());
    QTest::keyClick(&rehearsed.dialog, Qt::Key_Escape);
    QVERIFY(rehearsed.dialog.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(rehearsed.idle(), 20'000);
    QVERIFY2(rehearsed.state().contains(u"Cancelled"_s), qPrintable(rehearsed.state()));
    QVERIFY(rehearsed.start()->isEnabled());
    QVERIFY(rehearsed.files().filter(u".lockkeeper"_s).isEmpty());
    QTest::keyClick(&rehearsed.dialog, Qt::Key_Escape);
    QVERIFY(!rehearsed.dialog.isVisible());
}

void UiRehearsal::goneInTheMiddle()
{
    auto rehearsed = std::make_unique<Rehearsed>();
    rehearsed->child<QDoubleSpinBox>(u"rehearsalSeconds"_s)->setValue(60);
    rehearsed->start()->click();
    QTRY_VERIFY(!rehearsed->files().filter(u".lockkeeper"_s).isEmpty());
    delete rehearsed->child<RehearsalRunner>(QString()); // as at the program's end
    QVERIFY(rehearsed->files().filter(u".lockkeeper"_s).isEmpty());
}

// Closing the window cancels it, and nobody waits for it standing still.
void UiRehearsal::theWindowEndsOnceItIsOver()
{
    const Rehearsed rehearsed; // its folder
    QSettings state(rehearsed.folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()), state);
    MainWindow window({.state = state, .theme = theme, .sqliteVersion = {}, .defaultCommunitiesDir = {}});
    sync::CatalogEntry entry = test::communityWith(u"mne"_s, {u"mne/a"_s});
    entry.databaseExists = true;
    entry.database.path = rehearsed.path();
    window.setCatalog(test::catalogOf({entry}));
    window.show();
    window.findChild<QAction *>(u"rehearse"_s)->trigger();
    auto *dialog = window.findChild<RehearsalDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QDoubleSpinBox *>(u"rehearsalSeconds"_s)->setValue(60);
    dialog->findChild<QPushButton *>(u"rehearsalStart"_s)->click();
    QTRY_VERIFY(!rehearsed.files().filter(u".lockkeeper"_s).isEmpty());

    QVERIFY(!window.close());
    QVERIFY(dialog->running());
    QVERIFY(!window.close()); // somebody who is impatient
    QVERIFY(window.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 20'000);
    QVERIFY(!dialog->running());
    QVERIFY(rehearsed.files().filter(u".lockkeeper"_s).isEmpty());
}

void UiRehearsal::failureIsTold()
{
    const Rehearsed rehearsed;
    rehearsed.child<QComboBox>(u"rehearsalCommunity"_s)->setCurrentIndex(0); // bids: the file is not there
    rehearsed.start()->click();
    QTRY_VERIFY(rehearsed.idle());
    QVERIFY2(rehearsed.state().contains(u"bids.db"_s), qPrintable(rehearsed.state()));
    QVERIFY(!rehearsed.files().contains(u"bids.db"_s));
}

void UiRehearsal::withoutDatabases()
{
    RehearsalDialog dialog;
    dialog.setDatabases({}, {});
    QVERIFY(!dialog.findChild<QPushButton *>(u"rehearsalStart"_s)->isEnabled());
    QVERIFY(!dialog.findChild<QLabel *>(u"rehearsalState"_s)->text().isEmpty());
}

void UiRehearsal::everyControlHasAName()
{
    const RehearsalDialog dialog;
    for (const char *name : {"rehearsalCommunity", "rehearsalWriters", "rehearsalSeconds",
                             "rehearsalProgress", "rehearsalChart", "rehearsalTable"})
        QVERIFY2(!dialog.findChild<QWidget *>(QLatin1StringView(name))->accessibleName().isEmpty(), name);
}

QTEST_MAIN(UiRehearsal)
#include "ui_rehearsal.moc"
