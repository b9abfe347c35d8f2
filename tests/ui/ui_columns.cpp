// How columns are written to settings and read back, whatever the file holds.
#include "ui/dashboard/ColumnState.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::ui;

class UiColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreStable();
    void comesBackAsItWas();
    void survivesAnything_data();
    void survivesAnything();
    void aNewColumnComesWhereItBelongs();
};

void UiColumns::idsAreStable()
{
    QStringList ids;
    for (int i = 0; i < columnCount; ++i) {
        const ColumnInfo &info = columnInfo(static_cast<Column>(i));
        QCOMPARE(static_cast<int>(info.column), i);
        QVERIFY(!columnTitle(info.column).isEmpty());
        QVERIFY(!columnToolTip(info.column).isEmpty());
        ids.append(info.id);
    }
    // Settings of earlier versions name these: never change one.
    QCOMPARE(ids.join(' '_L1),
             u"name state progress new changed unchanged failed requests rate waits time-waited "
             "lock-held last-sync next-run"_s);
}

void UiColumns::comesBackAsItWas()
{
    QList<ColumnState> states = defaultColumnStates();
    states.move(5, 2);
    states[3].width = 321;
    states[4].hidden = !states[4].hidden;
    QCOMPARE(columnStatesFromText(columnStatesToText(states)), states);
}

void UiColumns::survivesAnything_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("noise") << u"::,,;%$\u0000:hidden,\n"_s;
    QTest::newRow("unknown ids") << u"colour:12,name:200,taste"_s;
    QTest::newRow("repeats") << u"new:50,new:60,new:70:hidden,name:9"_s;
    QTest::newRow("absurd widths") << u"name:-5,state:99999999999,progress:1,new:abc"_s;
    QTest::newRow("name hidden and last") << u"state:100,progress:100,name:100:hidden"_s;
    QTest::newRow("endless") << u"new:50,"_s.repeated(100'000);
}

void UiColumns::survivesAnything()
{
    QFETCH(QString, text);
    const QList<ColumnState> states = columnStatesFromText(text);
    QCOMPARE(states.size(), columnCount);
    QSet<int> seen;
    for (const ColumnState &state : states) {
        seen.insert(static_cast<int>(state.column));
        QVERIFY2(state.width >= 24 && state.width <= 2000, qPrintable(QString::number(state.width)));
    }
    QCOMPARE(seen.size(), columnCount);
    QCOMPARE(states.first().column, Column::Name);
    QVERIFY(!states.first().hidden);
}

void UiColumns::aNewColumnComesWhereItBelongs()
{
    QList<ColumnState> older = defaultColumnStates();
    older.removeIf([](const ColumnState &state) { return state.column == Column::Waits; });
    const QList<ColumnState> now = columnStatesFromText(columnStatesToText(older));
    QCOMPARE(now, defaultColumnStates());
}

QTEST_APPLESS_MAIN(UiColumns)
#include "ui_columns.moc"
