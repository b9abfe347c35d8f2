// Cron lines: what parses, what is refused and how it is said, and when they are due.
#include "community/Cron.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using lockkeeper::community::Cron;

class TestCron final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void next_data();
    void next();
    void series_data();
    void series();
    void refused_data();
    void refused();
    void neverDue();
    void invalidTime();
    void timeOfAnotherZone();
    void seconds();

private:
    static QDateTime at(const QString &text) { return QDateTime::fromString(text + u":00Z"_s, Qt::ISODate); }
};

void TestCron::next_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("due");

    // 2024-01-01 is a Monday.
    const auto row = [](const char *name, const QString &line, const QString &after, const QString &due) {
        QTest::newRow(name) << line << after << due;
    };
    row("every minute", u"* * * * *"_s, u"2024-01-01T10:15"_s, u"2024-01-01T10:16"_s);
    row("strictly after", u"15 10 * * *"_s, u"2024-01-01T10:15"_s, u"2024-01-02T10:15"_s);
    row("later today", u"30 10 * * *"_s, u"2024-01-01T10:15"_s, u"2024-01-01T10:30"_s);
    row("next hour", u"5 * * * *"_s, u"2024-01-01T10:15"_s, u"2024-01-01T11:05"_s);
    row("over midnight", u"0 0 * * *"_s, u"2024-01-01T23:59"_s, u"2024-01-02T00:00"_s);
    row("over the year", u"0 0 1 1 *"_s, u"2024-01-01T00:00"_s, u"2025-01-01T00:00"_s);
    row("list", u"0 3,9,21 * * *"_s, u"2024-01-01T09:00"_s, u"2024-01-01T21:00"_s);
    row("range", u"0 9-11 * * *"_s, u"2024-01-01T11:30"_s, u"2024-01-02T09:00"_s);
    row("range inside", u"0 9-11 * * *"_s, u"2024-01-01T09:30"_s, u"2024-01-01T10:00"_s);
    row("step", u"*/15 * * * *"_s, u"2024-01-01T10:15"_s, u"2024-01-01T10:30"_s);
    row("step wraps to 0", u"*/25 * * * *"_s, u"2024-01-01T10:50"_s, u"2024-01-01T11:00"_s);
    row("range with step", u"10-50/20 * * * *"_s, u"2024-01-01T10:31"_s, u"2024-01-01T10:50"_s);
    row("start with step", u"40/10 * * * *"_s, u"2024-01-01T10:40"_s, u"2024-01-01T10:50"_s);
    row("start with step ends", u"40/10 * * * *"_s, u"2024-01-01T10:50"_s, u"2024-01-01T11:40"_s);
    row("list of ranges", u"0 0 * 1-2,11 *"_s, u"2024-02-29T00:00"_s, u"2024-11-01T00:00"_s);
    row("month's name", u"0 0 1 feb *"_s, u"2024-01-01T00:00"_s, u"2024-02-01T00:00"_s);
    row("names in capitals", u"0 0 * * WED"_s, u"2024-01-01T00:00"_s, u"2024-01-03T00:00"_s);
    row("range of names", u"0 0 * * tue-thu"_s, u"2024-01-04T00:00"_s, u"2024-01-09T00:00"_s);
    row("0 is Sunday", u"0 0 * * 0"_s, u"2024-01-01T00:00"_s, u"2024-01-07T00:00"_s);
    row("7 is Sunday", u"0 0 * * 7"_s, u"2024-01-01T00:00"_s, u"2024-01-07T00:00"_s);
    row("sun", u"0 0 * * sun"_s, u"2024-01-01T00:00"_s, u"2024-01-07T00:00"_s);
    row("up to 7", u"0 0 * * 6-7"_s, u"2024-01-06T00:00"_s, u"2024-01-07T00:00"_s);
    row("up to sun", u"0 0 * * fri-sun"_s, u"2024-01-06T00:00"_s, u"2024-01-07T00:00"_s);
    row("after sun", u"0 0 * * fri-sun"_s, u"2024-01-07T00:00"_s, u"2024-01-12T00:00"_s);
    row("from sun", u"0 0 * * sun-tue"_s, u"2024-01-02T00:00"_s, u"2024-01-07T00:00"_s);
    row("every second weekday", u"0 0 * * */2"_s, u"2024-01-04T00:00"_s, u"2024-01-06T00:00"_s);
    row("every second weekday, Sunday", u"0 0 * * */2"_s, u"2024-01-06T00:00"_s, u"2024-01-07T00:00"_s);
    row("every third weekday", u"0 0 * * */3"_s, u"2024-01-06T00:00"_s, u"2024-01-07T00:00"_s);
    row("7 with a step is 0 with it", u"0 0 * * 7/3"_s, u"2024-01-07T00:00"_s, u"2024-01-10T00:00"_s);
    row("31st skips short months", u"0 0 31 * *"_s, u"2024-01-31T00:00"_s, u"2024-03-31T00:00"_s);
    row("leap day", u"0 0 29 2 *"_s, u"2024-02-29T00:00"_s, u"2028-02-29T00:00"_s);
    row("leap day over 2100", u"0 0 29 2 *"_s, u"2096-02-29T00:00"_s, u"2104-02-29T00:00"_s);
    row("only day of month", u"0 0 13 * *"_s, u"2024-01-01T00:00"_s, u"2024-01-13T00:00"_s);
    row("either: weekday first", u"0 0 13 * fri"_s, u"2024-01-01T00:00"_s, u"2024-01-05T00:00"_s);
    row("either: day first", u"0 0 13 * fri"_s, u"2024-01-12T00:00"_s, u"2024-01-13T00:00"_s);
    row("step of all days does not restrict", u"0 0 */2 * fri"_s, u"2024-01-01T00:00"_s,
        u"2024-01-05T00:00"_s);
    row("step of all days holds", u"0 0 */2 * fri"_s, u"2024-01-05T00:00"_s, u"2024-01-19T00:00"_s);
    row("either holds within the month", u"0 0 1 3 mon"_s, u"2024-01-01T00:00"_s, u"2024-03-01T00:00"_s);
    row("spaces and tabs", u"  0\t 2  *   * * "_s, u"2024-01-01T00:00"_s, u"2024-01-01T02:00"_s);
    row("leading zeros", u"05 02 01 01 *"_s, u"2024-01-01T00:00"_s, u"2024-01-01T02:05"_s);
}

void TestCron::next()
{
    QFETCH(QString, line);
    QFETCH(QString, after);
    QFETCH(QString, due);
    const auto cron = Cron::parse(line);
    QVERIFY2(cron.ok(), cron.ok() ? "" : qPrintable(cron.error().text));
    const QDateTime found = cron->next(at(after));
    QCOMPARE(found, at(due));
    QCOMPARE(found.timeSpec(), Qt::UTC);
}

void TestCron::series_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("times");
    QTest::newRow("nightly") << u"0 2 * * *"_s << 365 << 365;
    QTest::newRow("weekly") << u"0 3 * * 0"_s << 364 << 52;
    QTest::newRow("monthly") << u"0 6 1 * *"_s << 365 << 12;
    QTest::newRow("quarters of office hours") << u"*/15 9-16 * * mon-fri"_s << 7 << 5 * 8 * 4;
    QTest::newRow("13th or Friday") << u"0 0 13 * 5"_s << 31 << 5; // January 2025: 3, 10, 13, 17, 24
}

// A whole run of times: none skipped, none twice.
void TestCron::series()
{
    QFETCH(QString, line);
    QFETCH(int, days);
    QFETCH(int, times);
    const auto cron = Cron::parse(line);
    QVERIFY(cron.ok());
    const QDateTime begin = at(u"2024-12-31T00:00"_s);
    const QDateTime end = begin.addDays(days);
    int count = 0;
    QDateTime last = begin.addSecs(-60);
    for (QDateTime time = cron->next(last); time < end; time = cron->next(time)) {
        QVERIFY(time > last);
        last = time;
        ++count;
    }
    QCOMPARE(count, times);
}

void TestCron::refused_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const QString &line, const QString &text) {
        QTest::newRow(name) << line << text;
    };
    row("empty", u""_s, u"A cron line has five fields; here are 0."_s);
    row("four fields", u"0 2 * *"_s, u"A cron line has five fields; here are 4."_s);
    row("six fields", u"0 0 2 * * *"_s, u"A cron line has five fields; here are 6."_s);
    row("minute", u"60 2 * * *"_s, u"The field minute goes from 0 to 59; 60 is outside."_s);
    row("hour", u"0 24 * * *"_s, u"The field hour goes from 0 to 23; 24 is outside."_s);
    row("day 0", u"0 0 0 * *"_s, u"The field day of month goes from 1 to 31; 0 is outside."_s);
    row("day 32", u"0 0 32 * *"_s, u"The field day of month goes from 1 to 31; 32 is outside."_s);
    row("month", u"0 0 * 13 *"_s, u"The field month goes from 1 to 12; 13 is outside."_s);
    row("weekday", u"0 0 * * 8"_s, u"The field day of week goes from 0 to 7; 8 is outside."_s);
    row("word", u"noon 0 * * *"_s, u"The field minute cannot hold 'noon'."_s);
    row("month's name as weekday", u"0 0 * * jan"_s, u"The field day of week cannot hold 'jan'."_s);
    row("long name", u"0 0 * january *"_s, u"The field month cannot hold 'january'."_s);
    row("negative", u"-5 0 * * *"_s, u"The field minute cannot hold ''."_s);
    row("backwards", u"0 9-5 * * *"_s, u"The field hour has a range that runs backwards: '9-5'."_s);
    row("backwards names", u"0 0 * * sat-mon"_s,
        u"The field day of week has a range that runs backwards: 'sat-mon'."_s);
    row("step 0", u"*/0 * * * *"_s, u"The field minute has a step that does not fit its range: '0'."_s);
    row("step too large", u"*/60 * * * *"_s,
        u"The field minute has a step that does not fit its range: '60'."_s);
    row("step missing", u"0 */ * * *"_s, u"The field hour has a step that does not fit its range: ''."_s);
    row("two steps", u"*/2/3 * * * *"_s,
        u"The field minute has a step that does not fit its range: '2/3'."_s);
    row("comma at the end", u"1, * * * *"_s, u"The field minute cannot hold ''."_s);
    row("open range", u"1- * * * *"_s, u"The field minute cannot hold ''."_s);
    row("nickname", u"@daily"_s, u"A cron line has five fields; here are 1."_s);
    row("question mark", u"0 0 ? * *"_s, u"The field day of month cannot hold '?'."_s);
    row("huge number", u"99999999999999999999 * * * *"_s,
        u"The field minute cannot hold '99999999999999999999'."_s);
    row("arabic digits", u"\u0665 * * * *"_s, u"The field minute cannot hold '\u0665'."_s);
    row("placeholder", u"%1 * * * *"_s, u"The field minute cannot hold '%1'."_s);
    row("endless", QString(100'000, u'*'), u"The cron line is too long."_s);
}

void TestCron::refused()
{
    QFETCH(QString, line);
    QFETCH(QString, text);
    const auto cron = Cron::parse(line);
    QVERIFY(!cron.ok());
    QCOMPARE(cron.error().kind, ErrorKind::Config);
    QCOMPARE(cron.error().text, text);
    QVERIFY(cron.error().hint.contains("0 2 * * *"_L1));
}

void TestCron::neverDue()
{
    const auto thirtieth = Cron::parse(u"0 0 30 2 *"_s);
    QVERIFY(thirtieth.ok());
    QVERIFY(!thirtieth->next(at(u"2024-01-01T00:00"_s)).isValid());
    const auto april = Cron::parse(u"0 0 31 apr,jun *"_s);
    QVERIFY(april.ok());
    QVERIFY(!april->next(at(u"2024-01-01T00:00"_s)).isValid());
}

void TestCron::invalidTime()
{
    const auto cron = Cron::parse(u"* * * * *"_s);
    QVERIFY(cron.ok());
    QVERIFY(!cron->next(QDateTime()).isValid());
}

void TestCron::timeOfAnotherZone()
{
    const auto cron = Cron::parse(u"0 2 * * *"_s);
    QVERIFY(cron.ok());
    // 03:30 at +02:00 is 01:30 UTC.
    const QDateTime after(QDate(2024, 6, 1), QTime(3, 30), Qt::OffsetFromUTC, 2 * 3600);
    QCOMPARE(cron->next(after), at(u"2024-06-01T02:00"_s));
}

void TestCron::seconds()
{
    const auto cron = Cron::parse(u"*/10 * * * *"_s);
    QVERIFY(cron.ok());
    QCOMPARE(cron->next(at(u"2024-01-01T10:09"_s).addMSecs(59'999)), at(u"2024-01-01T10:10"_s));
    QCOMPARE(cron->next(at(u"2024-01-01T10:10"_s).addMSecs(1)), at(u"2024-01-01T10:20"_s));
}

QTEST_GUILESS_MAIN(TestCron)
#include "cron.moc"
