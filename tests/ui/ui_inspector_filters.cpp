// What a search is narrowed to: each filter, how many are on, and what is typed into them.
#include "InspectorSheet.h"
#include "resources/Translations.h"
#include "ui/inspector/ManyButton.h"
#include "ui/inspector/search/DayField.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::InspectorFiles;
using tests::inspectorPatience;
using tests::InspectorSheet;

class UiInspectorFilters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void communitiesAndSources();
    void ticksByKeys();
    void originsAreTypedOrChosen();
    void languageAndStatus();
    void timeFromAndTo();
    void daysAsTheyAreTyped_data();
    void daysAsTheyAreTyped();
    void hiddenButOn();
};

namespace {
void tick(ManyButton &button, const QString &value)
{
    for (QAction *action : button.menu()->actions()) {
        if (!action->isSeparator() && action->data().toString() == value)
            action->trigger();
    }
}

QString toggleText(const InspectorSheet &sheet)
{
    return sheet.child<QPushButton>(u"searchFiltersShown"_s).text();
}
} // namespace

void UiInspectorFilters::communitiesAndSources()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
    auto &communities = sheet.child<ManyButton>(u"searchCommunities"_s);
    tick(communities, u"eeglab"_s);
    QCOMPARE(communities.text(), u"Communities: EEGLAB"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.line(), u"2 hits in 1 database"_s, inspectorPatience);
    auto &sources = sheet.child<ManyButton>(u"searchSources"_s);
    tick(sources, u"mailman"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{u"Re: [Eeglablist] epochs after pop_rejepoch"_s},
                              inspectorPatience);
    QCOMPARE(toggleText(sheet), u"F&ilters (2)"_s);
    tick(sources, u"docstrings"_s);
    QCOMPARE(sources.text(), u"Sources: 2 of 7"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 2, inspectorPatience);
    tick(communities, u"mne"_s); // all of them are the same as none
    QCOMPARE(communities.text(), u"Communities: all"_s);
    tick(sources, {});
    QCOMPARE(sources.text(), u"Sources: all"_s);
    QCOMPARE(toggleText(sheet), u"F&ilters"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
}

void UiInspectorFilters::ticksByKeys()
{
    ManyButton button(u"Sources"_s);
    button.setChoices({{.value = u"a"_s, .title = u"A & B"_s}, {.value = u"b"_s, .title = u"C"_s}});
    QMenu &menu = *button.menu();
    menu.popup({0, 0});
    QVERIFY(QTest::qWaitForWindowExposed(&menu));
    menu.setActiveAction(menu.actions().at(2));
    QTest::keyClick(&menu, Qt::Key_Space);
    QVERIFY(menu.isVisible()); // for the next one
    QCOMPARE(button.chosen(), QStringList{u"a"_s});
    QCOMPARE(button.accessibleName(), u"Sources: A & B"_s);
    QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(menu.actions().at(2)).center());
    QVERIFY(menu.isVisible());
    QCOMPARE(button.chosen(), QStringList());
    QTest::keyClick(&menu, Qt::Key_Escape);
    QTRY_VERIFY(!menu.isVisible());
}

void UiInspectorFilters::originsAreTypedOrChosen()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
    auto &origin = sheet.child<QComboBox>(u"searchOrigin"_s);
    QTRY_COMPARE_WITH_TIMEOUT(origin.count(), 6, inspectorPatience);
    origin.lineEdit()->setFocus();
    QTest::keyClicks(origin.lineEdit(), u"discourse"_s);
    QTest::qWait(300);
    QCOMPARE(sheet.list().hits(), 9); // not while it is being typed
    QTest::keyClick(origin.lineEdit(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 1, inspectorPatience);
    QCOMPARE(origin.currentText(), u"https://mne.discourse.group"_s); // only one has that in it
    QCOMPARE(toggleText(sheet), u"F&ilters (1)"_s);
    origin.setCurrentIndex(origin.findText(u"sccn/eeglab"_s));
    Q_EMIT origin.activated(origin.currentIndex());
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{u"pop_rejepoch"_s}, inspectorPatience);
    origin.clearEditText();
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
}

void UiInspectorFilters::languageAndStatus()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
    auto &language = sheet.child<QComboBox>(u"searchLanguage"_s);
    language.setCurrentIndex(language.findText(u"MATLAB"_s));
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{u"pop_rejepoch"_s}, inspectorPatience);
    language.setCurrentIndex(0);
    auto &status = sheet.child<QComboBox>(u"searchStatus"_s);
    status.setCurrentIndex(status.findText(u"closed"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        sheet.titles(), QStringList{u"Document the rejection of epochs by annotation"_s}, inspectorPatience);
}

void UiInspectorFilters::timeFromAndTo()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
    auto &since = sheet.child<DayField>(u"searchSince"_s);
    auto &until = sheet.child<DayField>(u"searchUntil"_s);
    since.setText(u"2023"_s);
    until.setText(u"2023-03"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        sheet.titles(), QStringList{u"Document the rejection of epochs by annotation"_s}, inspectorPatience);
    until.setText(u"2023-05-01"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 2, inspectorPatience);
    until.setText(u"2023-"_s); // no day: it does not count, and says so
    QCOMPARE(toggleText(sheet), u"F&ilters (1)"_s);
    QVERIFY(until.accessibleDescription().contains(u"Not a day"_s));
}

void UiInspectorFilters::daysAsTheyAreTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QDate>("first");
    QTest::addColumn<QDate>("last");
    QTest::newRow("year") << u"2024"_s << QDate(2024, 1, 1) << QDate(2024, 12, 31);
    QTest::newRow("month") << u"2024-02"_s << QDate(2024, 2, 1) << QDate(2024, 2, 29);
    QTest::newRow("short month") << u" 2023-2 "_s << QDate(2023, 2, 1) << QDate(2023, 2, 28);
    QTest::newRow("day") << u"2024-05-17"_s << QDate(2024, 5, 17) << QDate(2024, 5, 17);
    QTest::newRow("no such day") << u"2023-02-29"_s << QDate() << QDate();
    QTest::newRow("no such month") << u"2023-13"_s << QDate() << QDate();
    QTest::newRow("words") << u"May 2023"_s << QDate() << QDate();
    QTest::newRow("none") << QString() << QDate() << QDate();
}

void UiInspectorFilters::daysAsTheyAreTyped()
{
    QFETCH(const QString, typed);
    QTEST(typedDay(typed, DayField::Edge::First), "first");
    QTEST(typedDay(typed, DayField::Edge::Last), "last");
}

// The line of filters can be put away; what is on counts, and the button says how many.
void UiInspectorFilters::hiddenButOn()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    auto &bar = sheet.child<QWidget>(u"searchFilters"_s);
    QVERIFY(bar.isVisible());
    tick(sheet.child<ManyButton>(u"searchSources"_s), u"faq"_s);
    sheet.child<QPushButton>(u"searchFiltersShown"_s).click();
    QVERIFY(!bar.isVisible());
    QCOMPARE(toggleText(sheet), u"F&ilters (1)"_s);
    sheet.type(u"epochs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().contains(u"A filter is on"_s), inspectorPatience);
    auto &clear = sheet.child<QPushButton>(u"searchClearFilters"_s);
    QVERIFY(clear.isVisible());
    clear.click();
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 9, inspectorPatience);
    QVERIFY(!bar.isVisible());
}

QTEST_MAIN(UiInspectorFilters)
#include "ui_inspector_filters.moc"
