// What a screen reader is told beyond what Qt tells it: announcements, boxes with their choice, lists that
// are sorted by keys.
#include "ui/common/ElidedLabel.h"
#include "ui/common/SortMenu.h"
#include "ui/common/Spoken.h"

#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace lockkeeper::ui;

namespace {
QString saidIn(const QWidget &window)
{
    auto *said = window.findChild<QWidget *>(u"announcement"_s);
    const QAccessibleInterface *heard = said ? QAccessible::queryAccessibleInterface(said) : nullptr;
    // Readers on Linux say nothing else that has no focus, and nothing that is not in sight.
    return heard != nullptr && heard->role() == QAccessible::Notification && !heard->state().invisible
               ? heard->text(QAccessible::Name)
               : QString();
}
} // namespace

class UiSpoken final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesWhatIsInSight();
    void aLabelSaysWhatItComesToRestAt();
    void aBoxTellsWhatItIsAndWhatIsChosen();
    void aListIsSortedByKeys();
};

void UiSpoken::announcesWhatIsInSight()
{
    QWidget window;
    QLabel label(&window);
    announce(&label, u"Not seen"_s);
    QCOMPARE(saidIn(window), QString());
    window.show();
    announce(&label, u"Three hits"_s);
    QCOMPARE(saidIn(window), u"Three hits"_s);
    announce(&label, {});
    QCOMPARE(saidIn(window), u"Three hits"_s);
    announce(&label, u"No hits"_s);
    QCOMPARE(saidIn(window), u"No hits"_s);
    // Nobody sees it, and one is enough.
    QCOMPARE(window.findChildren<QWidget *>(u"announcement"_s).size(), 1);
    QVERIFY(!window.findChild<QWidget *>(u"announcement"_s)->isVisible());
}

void UiSpoken::aLabelSaysWhatItComesToRestAt()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *line = new ElidedLabel(&window);
    auto *quiet = new ElidedLabel(&window);
    layout->addWidget(line);
    layout->addWidget(quiet);
    line->sayChanges();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    quiet->setFullText(u"Something beside"_s);
    line->setFullText(u"Searching…"_s);
    line->setFullText(u"3 hits"_s);
    QTRY_COMPARE(saidIn(window), u"3 hits"_s);
    line->setFullText(u"3 hits"_s);
    line->setFullText(u"Running…"_s);
    line->setPassingText(u"Running for 1 s…"_s);
    QTest::qWait(600);
    QCOMPARE(saidIn(window), u"3 hits"_s);
    line->setFullText(u"Interrupted."_s);
    QTRY_COMPARE(saidIn(window), u"Interrupted."_s);
}

void UiSpoken::aBoxTellsWhatItIsAndWhatIsChosen()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *alone = new QComboBox(&window);
    alone->addItems({u"Any status"_s, u"open"_s});
    nameBox(alone, u"Status"_s);
    auto *label = new QLabel(u"&Table:"_s, &window);
    auto *labelled = new QComboBox(&window);
    label->setBuddy(labelled);
    labelled->addItems({u"papers"_s, u"items"_s});
    nameBox(labelled, u"Table"_s);
    for (QWidget *one : QList<QWidget *>{alone, label, labelled})
        layout->addWidget(one);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    alone->setCurrentIndex(1);
#ifdef Q_OS_LINUX
    const auto told = [](QWidget *box, QAccessible::Text text) {
        return QAccessible::queryAccessibleInterface(box)->text(text);
    };
    QCOMPARE(told(alone, QAccessible::Name), u"open"_s); // what Qt has for it
    QCOMPARE(told(alone, QAccessible::Description), u"Status"_s);
    QCOMPARE(told(labelled, QAccessible::Description), u"papers"_s);
    labelled->setCurrentIndex(1);
    QCOMPARE(told(labelled, QAccessible::Description), u"items"_s);
    alone->setFocus();
    {
        const QSignalBlocker filled(labelled);
        labelled->clear();
        labelled->addItem(u"topics"_s);
    }
    labelled->setFocus();
    QCOMPARE(told(labelled, QAccessible::Description), u"topics"_s);
#endif
    QCOMPARE(alone->accessibleName(), u"Status"_s);
    QCOMPARE(labelled->accessibleName(), u"Table"_s);
}

void UiSpoken::aListIsSortedByKeys()
{
    QStandardItemModel model(3, 2);
    model.setHorizontalHeaderLabels({u"Name"_s, u"Salt & pepper"_s});
    const QStringList names{u"b"_s, u"c"_s, u"a"_s};
    for (int row = 0; row < 3; ++row)
        model.setItem(row, 0, new QStandardItem(names.at(row)));
    QTreeView view;
    view.setModel(&model);
    view.setSortingEnabled(true);
    view.header()->setSortIndicatorClearable(true);
    view.header()->setSortIndicator(-1, Qt::AscendingOrder);
    addSortMenu(&view, view.header());
    view.show();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    const auto choose = [&view](const QString &text) {
        view.activateWindow(); // the menu was it
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTest::keyClick(&view, Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto *menu = view.findChild<QMenu *>(u"sortMenu"_s);
        QVERIFY(menu != nullptr && menu->isVisible());
        QStringList texts;
        for (QAction *action : menu->actions()) {
            texts.append(action->text());
            if (action->text() == text) {
                menu->setActiveAction(action);
                QTest::keyClick(menu, Qt::Key_Return);
                QTRY_VERIFY(view.findChild<QMenu *>(u"sortMenu"_s) == nullptr);
                return;
            }
        }
        QFAIL(qPrintable(texts.join(u'\n')));
    };
    choose(u"By Name"_s);
    QCOMPARE(model.item(0)->text(), u"a"_s);
    choose(u"By Name, downwards"_s);
    QCOMPARE(model.item(0)->text(), u"c"_s);
    choose(u"By Salt && pepper"_s);
    QCOMPARE(view.header()->sortIndicatorSection(), 1);
    choose(u"As they came"_s);
    QCOMPARE(view.header()->sortIndicatorSection(), -1);
}

QTEST_MAIN(UiSpoken)
#include "ui_spoken.moc"
