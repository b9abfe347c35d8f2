// Numbers, times and sizes as people read them.
#include "base/Format.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
constexpr std::int64_t ms = 1'000'000;
constexpr qint64 KiB = 1024;
} // namespace

class FormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void numbers();
    void durations_data();
    void durations();
    void waits_data();
    void waits();
    void waitsInOneUnit();
    void sizes_data();
    void sizes();
};

// The words around them are English: so are they, whatever the user's locale.
void FormatTest::init()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
}

void FormatTest::numbers()
{
    QCOMPARE(formatNumber(0), u"0"_s);
    QCOMPARE(formatNumber(4812), u"4,812"_s);
    QCOMPARE(formatNumber(1'234'567), u"1,234,567"_s);
    QCOMPARE(formatFigure(0.44), u"0.4"_s);
    QCOMPARE(formatFigure(9.94), u"9.9"_s);
    QCOMPARE(formatFigure(9.96), u"10"_s);
    QCOMPARE(formatFigure(1234.4), u"1,234"_s);
}

void FormatTest::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("tenths") << 0.44 << u"0.4 s"_s;
    QTest::newRow("below ten") << 9.94 << u"9.9 s"_s;
    QTest::newRow("ten") << 9.96 << u"10 s"_s;
    QTest::newRow("almost a minute") << 59.4 << u"59 s"_s;
    QTest::newRow("rounds to a minute") << 59.6 << u"1 min 00 s"_s;
    QTest::newRow("minutes") << 185.0 << u"3 min 05 s"_s;
    QTest::newRow("hours") << 7620.0 << u"2 h 07 min"_s;
    QTest::newRow("clock went back") << -3.0 << u"0.0 s"_s;
}

void FormatTest::durations()
{
    QFETCH(double, seconds);
    QTEST(formatDuration(seconds), "text");
}

void FormatTest::waits_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 ms"_s;
    QTest::newRow("too short to tell") << qint64(10'000) << u"<0.1 ms"_s;
    QTest::newRow("short") << qint64(300'000) << u"0.3 ms"_s;
    QTest::newRow("milliseconds") << qint64(12 * ms) << u"12 ms"_s;
    QTest::newRow("almost a second") << qint64(999 * ms) << u"999 ms"_s;
    QTest::newRow("rounds to a second") << qint64(999'600'000) << u"1.0 s"_s;
    QTest::newRow("a second") << qint64(1'400 * ms) << u"1.4 s"_s;
}

void FormatTest::waits()
{
    QFETCH(qint64, nanoseconds);
    QTEST(formatNanoseconds(nanoseconds), "text");
}

// Where the cells of a row have to compare.
void FormatTest::waitsInOneUnit()
{
    QCOMPARE(formatMilliseconds(300'000), u"0.3 ms"_s);
    QCOMPARE(formatMilliseconds(2'600 * ms), u"2,600 ms"_s);
}

void FormatTest::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 B"_s;
    QTest::newRow("almost a unit") << KiB - 1 << u"1023 B"_s;
    QTest::newRow("a unit") << KiB << u"1.0 KiB"_s;
    QTest::newRow("a decimal") << KiB + KiB / 2 << u"1.5 KiB"_s;
    QTest::newRow("three digits") << 812 * KiB << u"812 KiB"_s;
    QTest::newRow("rounds to the next unit") << KiB * KiB - 1 << u"1.0 MiB"_s;
    QTest::newRow("megabytes") << 12 * KiB * KiB << u"12 MiB"_s;
    QTest::newRow("past the last unit") << KiB * KiB * KiB * KiB * 4096 << u"4,096 TiB"_s;
}

void FormatTest::sizes()
{
    QFETCH(qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

QTEST_GUILESS_MAIN(FormatTest)
#include "format.moc"
