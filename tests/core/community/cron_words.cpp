// Cron lines in words.
#include "community/CronWords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

class TestCronWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void wrong();
    void next();
};

void TestCronWords::words_data()
{
    QTest::addColumn<QString>("words");
    const auto row = [](const char *line, const QString &said) {
        QTest::newRow(line) << said;
    };
    row("0 2 * * *", u"every day at 02:00 UTC"_s);
    row("0 2,14 * * *", u"every day at 02:00 and 14:00 UTC"_s);
    row("30 3 * * mon", u"on Mondays at 03:30 UTC"_s);
    row("30 3 * * 0", u"on Sundays at 03:30 UTC"_s);
    row("0 4 * * 1,3,7", u"on Mondays, Wednesdays and Sundays at 04:00 UTC"_s);
    row("0 4 * * 1-5", u"on weekdays at 04:00 UTC"_s);
    row("0 6 1 * *", u"on day 1 of the month at 06:00 UTC"_s);
    row("0 6 1,15 jan,jul *", u"on day 1 and 15 of the month in January and July at 06:00 UTC"_s);
    row("* * * * *", u"every minute"_s);
    row("*/15 * * * *", u"every 15 minute(s)"_s);
    row("0 * * * *", u"every hour"_s);
    row("20 * * * *", u"20 minute(s) past every hour"_s);
    row("0 */6 * * *", u"every 6 hour(s)"_s);
    row("30 1-23/8 * * *", u"every 8 hour(s), first at 01:30 UTC"_s);
    row("0 */6 * * sat", u"on Saturdays every 6 hour(s)"_s);
    row("0 2 1 * mon", u"on day 1 of the month and on Mondays at 02:00 UTC"_s);
    row("0 2 */10 * mon", u"on Mondays that are day 1, 11, 21 and 31 of the month at 02:00 UTC"_s);
    row("*/7 1-5 * * *", u"every day at minute */7 of hour 1-5 UTC"_s);
    row("0 0 * 2 *", u"every day in February at 00:00 UTC"_s);
}

void TestCronWords::words()
{
    QFETCH(QString, words);
    const auto said = cronWords(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(said);
    QCOMPARE(*said, words); // untranslated, so with its plural forms unresolved
}

void TestCronWords::wrong()
{
    const auto said = cronWords(u"61 * * * *"_s);
    QVERIFY(!said && said.error().kind == ErrorKind::Config);
    QVERIFY(nextRuns(u"61 * * * *"_s, QDateTime::currentDateTimeUtc(), 3).isEmpty());
}

void TestCronWords::next()
{
    const QDateTime from(QDate(2026, 1, 31), QTime(3, 30), Qt::UTC);
    QCOMPARE(nextRuns(u"30 3 1 * *"_s, from, 3),
             QList<QDateTime>({QDateTime(QDate(2026, 2, 1), QTime(3, 30), Qt::UTC),
                               QDateTime(QDate(2026, 3, 1), QTime(3, 30), Qt::UTC),
                               QDateTime(QDate(2026, 4, 1), QTime(3, 30), Qt::UTC)}));
    QVERIFY(nextRuns(u"0 0 30 2 *"_s, from, 3).isEmpty());
    QVERIFY(nextRuns(u"* * * * *"_s, from, 0).isEmpty());
}

QTEST_GUILESS_MAIN(TestCronWords)
#include "cron_words.moc"
