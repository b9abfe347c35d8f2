// The log: bounded, follows its end unless scrolled up, filtered by level, copied.
#include "ui/dashboard/LogModel.h"
#include "ui/dashboard/LogPanel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper::ui;

namespace {
QList<LogEntry> lines(int first, int count, LogLevel level = LogLevel::Info)
{
    QList<LogEntry> entries;
    for (int i = first; i < first + count; ++i)
        entries.append({.time = QDateTime::currentDateTimeUtc(),
                        .level = level,
                        .where = u"mne"_s,
                        .text = u"line %1"_s.arg(i)});
    return entries;
}
} // namespace

class UiLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isBounded();
    void aFloodKeepsTheNewest();
    void followsTheEndUnlessScrolledUp();
    void whereGetsTheRoomItNeeds();
    void filtersAndCopies();
};

void UiLog::isBounded()
{
    LogModel model(nullptr, 100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 25; ++i)
        model.append(lines(i * 10, 10));
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.entry(0).text, u"line 150"_s);
    QCOMPARE(model.entry(99).text, u"line 249"_s);
    LogModel usual;
    usual.append(lines(0, 6000));
    QCOMPARE(usual.rowCount(), 5000);
}

void UiLog::aFloodKeepsTheNewest()
{
    LogModel model(nullptr, 100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(lines(0, 60));
    model.append({});
    model.append(lines(60, 1000));
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.entry(99).text, u"line 1059"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void UiLog::followsTheEndUnlessScrolledUp()
{
    LogModel model(nullptr, 1000);
    LogPanel panel(model);
    panel.resize(600, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto *view = panel.findChild<QTreeView *>(u"logView"_s);
    QScrollBar *scroll = view->verticalScrollBar();
    model.append(lines(0, 200));
    QTRY_VERIFY(scroll->maximum() > 0);
    QTRY_COMPARE(scroll->value(), scroll->maximum());
    scroll->triggerAction(QAbstractSlider::SliderToMinimum);
    QCOMPARE(scroll->value(), 0);
    model.append(lines(200, 200));
    QTRY_VERIFY(scroll->maximum() > 300);
    QCOMPARE(scroll->value(), 0);
    scroll->triggerAction(QAbstractSlider::SliderToMaximum);
    model.append(lines(400, 100));
    QTRY_VERIFY(scroll->maximum() > 400);
    QTRY_COMPARE(scroll->value(), scroll->maximum());
}

void UiLog::whereGetsTheRoomItNeeds()
{
    LogModel model;
    LogPanel panel(model);
    model.append(lines(0, 1)); // while it is hidden, as in a window's first minutes
    panel.resize(1200, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QHeaderView *header = panel.findChild<QTreeView *>(u"logView"_s)->header();
    model.append(lines(0, 1));
    const int narrow = header->sectionSize(LogModel::Where);
    QList<LogEntry> far = lines(1, 1);
    far.first().where = u"some-community / an-organisation/with-a-rather-long-name"_s;
    model.append(far);
    const int wide = header->sectionSize(LogModel::Where);
    QVERIFY2(wide > narrow && wide > panel.fontMetrics().horizontalAdvance(far.first().where),
             qPrintable(QString::number(wide)));
    panel.resize(600, 200); // most of the line stays the text's
    QTRY_VERIFY(header->sectionSize(LogModel::Where) <= 240);
}

void UiLog::filtersAndCopies()
{
    LogModel model;
    LogPanel panel(model);
    model.append(lines(0, 3));
    model.append(lines(3, 1, LogLevel::Warning));
    model.append(lines(4, 1, LogLevel::Error));
    auto *view = panel.findChild<QTreeView *>(u"logView"_s);
    QCOMPARE(view->model()->rowCount(), 5);
    panel.setLowestLevel(LogLevel::Warning);
    QCOMPARE(view->model()->rowCount(), 2);
    panel.setLowestLevel(LogLevel::Error);
    QCOMPARE(view->model()->rowCount(), 1);
    panel.copySelected();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.endsWith(u"\terror\tmne\tline 4"_s), qPrintable(copied));
    QVERIFY(!copied.contains('\n'_L1));
}

QTEST_MAIN(UiLog)
#include "ui_log.moc"
