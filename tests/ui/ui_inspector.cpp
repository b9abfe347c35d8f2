// The search as it is typed: hits come in, newer questions win, filters narrow, keys reach everything, and
// where nothing is found it says why.
#include "InspectorSheet.h"
#include "resources/Translations.h"
#include "ui/inspector/ManyButton.h"
#include "ui/inspector/item/ItemText.h"
#include "ui/inspector/search/DayField.h"
#include "ui/inspector/search/SearchMessages.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::InspectorFiles;
using tests::inspectorPatience;
using tests::InspectorSheet;

namespace {
const QString rejection = u"Epochs: rejection drops good channels"_s;
const QString annotation = u"Document the rejection of epochs by annotation"_s;
const QString blinks = u"How are epochs with blinks found?"_s;

inspect::Hit madeUp(int score)
{
    inspect::Hit hit;
    hit.ref.table = u"github_items"_s;
    hit.ref.id = score;
    hit.title = u"Hit %1"_s.arg(score);
    hit.score = score;
    return hit;
}
} // namespace

class UiInspector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void findsWhileItIsTyped();
    void enterAsksAtOnce();
    void aNewerQuestionWins();
    void numbersLeadToTheirItem();
    void nothingTypedBreaksIt();
    void whatIsReadStaysInPlace();
    void theEndFallsOff();
    void marksAreToldByMoreThanColour();
    void moreHits();
    void howManyHitsThereAre();
    void keysAlone();
    void whyNothingIsFound();
    void aDatabaseThatCannotBeRead();
    void nothingIsOpenedUnseen();
    void aNewDatabaseIsSearchedToo();
    void everythingHasAName();
};

void UiInspector::findsWhileItIsTyped()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    QVERIFY(sheet.message().startsWith(u"Type what you look for"_s));
    sheet.type(u"rejection epo"_s); // the last word has only begun
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), (QStringList{annotation, rejection, blinks}),
                              inspectorPatience);
    QTRY_COMPARE(sheet.line(), u"3 hits in 2 databases"_s);
    QCOMPARE(sheet.list().model()->index(0, 0).data().toString().section(u". "_s, 0, 1),
             annotation + u". MNE · pull request · mne-tools/mne-python #2023 · closed · 2023-03-14"_s);
    sheet.type(u"title:rejection"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 2, inspectorPatience);
    sheet.type({});
    QTRY_VERIFY(sheet.message().startsWith(u"Type what you look for"_s));
    QCOMPARE(sheet.list().hits(), 0);
    QCOMPARE(sheet.line(), QString());
}

void UiInspector::enterAsksAtOnce()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.field().setText(u"blinks"_s);
    QTest::keyClick(&sheet.field(), Qt::Key_Return); // before the pause was over
    QVERIFY(sheet.field().hasFocus());
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{blinks}, inspectorPatience);
    QTest::keyClick(&sheet.field(), Qt::Key_Return); // nothing new to ask
    QVERIFY(sheet.list().hasFocus());
    QTRY_COMPARE_WITH_TIMEOUT(sheet.title(), blinks, inspectorPatience);
}

void UiInspector::aNewerQuestionWins()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    for (const QString &text : {u"rejection"_s, u"epochs"_s, u"analysis"_s, u"covariance"_s}) {
        sheet.field().setText(text);
        QTest::keyClick(&sheet.field(), Qt::Key_Return);
    }
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{u"ICA fails on a rank-deficient covariance"_s},
                              inspectorPatience);
    QTest::qWait(300); // whatever came late was dropped
    QCOMPARE(sheet.list().hits(), 1);
    QCOMPARE(sheet.line(), u"1 hit in 2 databases"_s);
}

void UiInspector::numbersLeadToTheirItem()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    for (const QString &text : {u"#2023"_s, u"PR 2023"_s, u"mne-tools/mne-python#2023"_s,
                                u"https://github.com/mne-tools/mne-python/pull/2023"_s}) {
        sheet.type({});
        sheet.type(text);
        QTRY_VERIFY2_WITH_TIMEOUT(!sheet.titles().isEmpty() && sheet.titles().constFirst() == annotation,
                                  qPrintable(text), inspectorPatience);
    }
}

void UiInspector::nothingTypedBreaksIt()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    for (const QString &text :
         {u"\"epochs"_s, u"epochs AND"_s, u"epochs OR ("_s, u"NEAR(epochs,)"_s, u"epochs*:^"_s, u"{epochs}"_s,
          u"title:"_s, u"-"_s, u"* \" ' ; --"_s, u"\u202e\u0000epochs"_s}) {
        sheet.field().setText(text);
        QTest::keyClick(&sheet.field(), Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(!sheet.line().startsWith(u"Searching"_s), qPrintable(text),
                                  inspectorPatience);
        QVERIFY2(!sheet.child<QWidget>(u"searchProblem"_s).isVisible(), qPrintable(text));
        QVERIFY2(!sheet.message().contains(u"syntax"_s), qPrintable(sheet.message()));
    }
}

void UiInspector::whatIsReadStaysInPlace()
{
    HitList list;
    list.resize(400, 300);
    list.show();
    QList<inspect::Hit> first;
    for (int score = 50; score >= 10; score -= 2)
        first.append(madeUp(score));
    list.setHits(first, 1000);
    list.choose(2);
    const QPersistentModelIndex chosen = list.currentIndex();
    const int top = list.visualRect(chosen).top();
    list.addHits({madeUp(100), madeUp(99), madeUp(47), madeUp(11)});
    QCOMPARE(list.chosen()->title, u"Hit 46"_s);
    QCOMPARE(QModelIndex(chosen), list.currentIndex());
    QCOMPARE(chosen.row(), 5);
    QCOMPARE(list.visualRect(chosen).top(), top);

    // Scrolled, nothing chosen in sight: what is at the top stays there.
    list.verticalScrollBar()->setValue(list.verticalScrollBar()->maximum());
    const QPersistentModelIndex above = list.indexAt({200, 0});
    const int aboveTop = list.visualRect(above).top();
    list.addHits({madeUp(98), madeUp(97)});
    QCOMPARE(list.visualRect(above).top(), aboveTop);

    // Of a new search: the same item stays chosen, without a word.
    QSignalSpy moved(&list, &HitList::choiceMoved);
    list.setHits({madeUp(3), madeUp(46)}, 1000);
    QCOMPARE(list.chosen()->title, u"Hit 46"_s);
    QCOMPARE(list.currentIndex().row(), 0);
    list.setHits({madeUp(3)}, 1000);
    QVERIFY(!list.chosen());
    QCOMPARE(moved.count(), 0);
}

void UiInspector::theEndFallsOff()
{
    HitList list;
    list.setHits({madeUp(5), madeUp(9), madeUp(1), madeUp(7)}, 3);
    QCOMPARE(list.hits(), 3);
    list.choose(2);
    list.addHits({madeUp(8), madeUp(2)}); // the last is being read: it stays
    QCOMPARE(list.hits(), 4);
    QCOMPARE(list.chosen()->title, u"Hit 5"_s);
    QCOMPARE(list.model()->index(1, 0).data().toString(), u"Hit 8"_s);
}

void UiInspector::marksAreToldByMoreThanColour()
{
    const auto shot = [](bool marked) {
        HitList list;
        QPalette flat = list.palette();
        flat.setColor(QPalette::Link, flat.color(QPalette::Base)); // what a mark is coloured with
        list.setPalette(flat);
        list.resize(300, 90);
        inspect::Hit hit = madeUp(1);
        if (marked)
            hit.titleMarks = {{.start = 0, .length = 3}};
        list.setHits({hit}, 10);
        return list.grab().toImage();
    };
    QVERIFY(shot(false) != shot(true));
    QCOMPARE(shot(false), shot(false));
}

void UiInspector::moreHits()
{
    const InspectorFiles files;
    store::Batch many;
    many.remote = {.type = u"github"_s, .name = u"mne-tools/mne-python"_s};
    for (int i = 0; i < 120; ++i) {
        many.githubItems.push_back(InspectorFiles::issue(5000 + i, u"Head movement %1"_s.arg(i), u"Text."_s));
        if (many.githubItems.size() == store::rowsPerBatch || i == 119) {
            files.write(u"mne"_s, many);
            many.githubItems.clear();
        }
    }
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"head movement"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.line(), u"The best 50 hits; there are more"_s, inspectorPatience);
    QCOMPARE(sheet.list().hits(), 50);
    auto &more = sheet.child<QPushButton>(u"searchMore"_s);
    QVERIFY(more.isVisible());
    more.click();
    QTRY_COMPARE_WITH_TIMEOUT(sheet.line(), u"120 hits in 2 databases"_s, inspectorPatience);
    QVERIFY(!more.isVisible());
    QVERIFY(sheet.list().hasFocus());
    sheet.type(u"head movement 7"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.list().hits() > 0 && sheet.list().hits() < 50, inspectorPatience);
}

// However many, and where one more is listed because it is being read.
void UiInspector::howManyHitsThereAre()
{
    SearchState state{.text = inspect::parseSearchText(u"word"_s, inspect::LastWord::Begun),
                      .places = 2,
                      .hits = 1,
                      .limit = 50,
                      .problems = {}};
    QCOMPARE(searchLine(state), u"1 hit in 2 databases"_s);
    state.hits = 50;
    QCOMPARE(searchLine(state), u"50 hits in 2 databases"_s);
    state.hits = 51;
    state.more = true;
    QCOMPARE(searchLine(state), u"The best 50 hits; there are more"_s);
    state.limit = 3200;
    state.hits = 3200;
    QCOMPARE(searchLine(state), u"The best 3,200 hits; there are more"_s);
    state.limit = 1;
    QCOMPARE(searchLine(state), u"The best hit; there are more"_s);
    state.limit = 50;
    state.hits = 50;
    state.searching = true;
    QCOMPARE(searchLine(state), u"Searching 2 databases… · the best 50 hits; there are more"_s);
}

void UiInspector::keysAlone()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    QVERIFY(sheet.field().hasFocus());
    QTest::keyClicks(&sheet.field(), u"rejection epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 3, inspectorPatience);
    QTest::keyClick(&sheet.field(), Qt::Key_Down);
    QVERIFY(sheet.list().hasFocus());
    QCOMPARE(sheet.list().chosen()->title, annotation);
    QVERIFY(sheet.list().selectionModel()->isSelected(sheet.list().currentIndex())); // and is seen to be
    QTRY_COMPARE_WITH_TIMEOUT(sheet.title(), annotation, inspectorPatience);         // beside it at once
    QTest::keyClick(&sheet.list(), Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.title(), rejection, inspectorPatience);
    QTest::keyClick(&sheet.list(), Qt::Key_Return);
    auto &text = sheet.child<ItemText>(u"itemText"_s);
    QTRY_VERIFY(text.hasFocus());
    QVERIFY(text.toPlainText().startsWith(u"When I call epochs.drop_bad"_s));
    QTest::keyClick(&text, Qt::Key_Escape);
    QTRY_VERIFY(sheet.list().hasFocus());
    QTest::keyClick(&sheet.list(), Qt::Key_Up);
    QVERIFY(sheet.list().hasFocus());
    QTest::keyClick(&sheet.list(), Qt::Key_Up); // at the top
    QTRY_VERIFY(sheet.field().hasFocus());
    QTest::keyClick(&sheet.field(), Qt::Key_Escape);
    QCOMPARE(sheet.field().text(), QString());

    // Tab goes through all of it in reading order.
    const QStringList order{u"searchFiltersShown"_s, u"searchCommunities"_s, u"searchSources"_s,
                            u"searchOrigin"_s,       u"searchLanguage"_s,    u"searchStatus"_s,
                            u"searchSince"_s,        u"searchUntil"_s};
    for (const QString &name : order) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), name);
    }
}

void UiInspector::whyNothingIsFound()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"epochs zebra"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().startsWith(u"No item has all of “epochs”, “zebra”."_s),
                             inspectorPatience);
    QVERIFY(sheet.message().contains(u"try fewer"_s));
    auto &without = sheet.child<QPushButton>(u"searchWithoutFilters"_s);
    QVERIFY(!without.isVisible());
    sheet.type(u"-epochs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().startsWith(u"Only what must not occur"_s), inspectorPatience);
    sheet.type(u"!?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().startsWith(u"There is no letter"_s), inspectorPatience);

    sheet.child<DayField>(u"searchSince"_s).setText(u"2031"_s);
    sheet.type(u"epochs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().contains(u"A filter is on"_s), inspectorPatience);
    QVERIFY(sheet.message().startsWith(u"Nothing that the filters let through has “epochs”."_s));
    QVERIFY(without.isVisible());
    without.click();
    QTRY_VERIFY_WITH_TIMEOUT(sheet.list().hits() > 3, inspectorPatience);
    QVERIFY(sheet.field().hasFocus());

    sheet.page.setPlaces({});
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().startsWith(u"There is no database yet"_s), inspectorPatience);
}

void UiInspector::aDatabaseThatCannotBeRead()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.page.setPlaces(files.places() + QList<inspect::Place>{files.broken()});
    sheet.type(u"rejection epochs"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), (QStringList{annotation, rejection, blinks}),
                              inspectorPatience); // the others all the same
    auto &problem = sheet.child<ElidedLabel>(u"searchProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem.isVisible(), inspectorPatience);
    QVERIFY2(problem.fullText().startsWith(u"Not searched: Broken Lab"_s), qPrintable(problem.fullText()));
    sheet.type(u"zebra"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.message().contains(u"Broken Lab"_s), inspectorPatience);
    QVERIFY(!problem.isVisible());
    // Failed is not empty.
    QVERIFY2(sheet.message().startsWith(u"Nothing was found, but not everything could be searched:\n"_s),
             qPrintable(sheet.message()));
    QCOMPARE(sheet.line(), u"0 hits in 2 of 3 databases"_s);
}

void UiInspector::nothingIsOpenedUnseen()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    auto &origins = sheet.child<QComboBox>(u"searchOrigin"_s);
    sheet.page.setPlaces(files.places());
    QTest::qWait(500);
    QCOMPARE(origins.count(), 0);
    sheet.show();
    QTRY_COMPARE_WITH_TIMEOUT(origins.count(), 6, inspectorPatience);
    QCOMPARE(origins.itemText(0), u"eeglablist"_s);
}

void UiInspector::aNewDatabaseIsSearchedToo()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.page.setPlaces({files.places().constFirst()});
    sheet.type(u"blinks"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.line(), u"0 hits in 1 database"_s, inspectorPatience);
    QVERIFY(!sheet.child<QWidget>(u"searchCommunities"_s).isVisible()); // there is no choice
    sheet.page.setPlaces(files.places());
    QTRY_COMPARE_WITH_TIMEOUT(sheet.titles(), QStringList{blinks}, inspectorPatience);
}

void UiInspector::everythingHasAName()
{
    const InspectorFiles files;
    InspectorSheet sheet(files);
    sheet.show();
    sheet.type(u"analysis"_s);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.list().hits(), 2, inspectorPatience);
    sheet.list().choose(0);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.title().isEmpty(), inspectorPatience);
    const QList<QWidget *> widgets = sheet.child<QWidget>(u"searchTab"_s).findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->isHidden() || widget->focusProxy() ||
            widget->objectName().startsWith("qt_"_L1) || widget->inherits("QTabBar") ||
            widget->inherits("QComboBoxListView") || widget->inherits("QStackedWidget") ||
            widget->inherits("QTabWidget") || qobject_cast<const QMenu *>(widget) ||
            qobject_cast<const QComboBox *>(widget->parentWidget()))
            continue;
        const QAccessibleInterface *spoken =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY(spoken);
        QVERIFY2(
            !spoken->text(QAccessible::Name).isEmpty() || !spoken->text(QAccessible::Value).isEmpty(),
            qPrintable(widget->objectName() + u' ' + QLatin1StringView(widget->metaObject()->className())));
    }
}

QTEST_MAIN(UiInspector)
#include "ui_inspector.moc"
