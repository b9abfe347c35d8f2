#include "base/Error.h"
#include "base/Result.h"
#include "base/Text.h"
#include "base/Time.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

class BaseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsHaveTheWordsOfTheCommandLine()
    {
        QCOMPARE(errorKindName(ErrorKind::RateLimited), "rate_limited"_L1);
        QCOMPARE(errorKindName(ErrorKind::BadAnswer), "bad_answer"_L1);
        QCOMPARE(errorKindName(ErrorKind::DiskFull), "disk_full"_L1);
        QCOMPARE(errorKindName(ErrorKind::ReadOnly), "read_only"_L1);
        QVERIFY(cancelledError().isCancelled());
    }

    void resultsHoldOneOfTwo()
    {
        const Result<int> number = 7;
        QVERIFY(number);
        QCOMPARE(*number, 7);
        const Result<int> failed = Error{.kind = ErrorKind::Gone, .text = u"gone"_s, .hint = {}, .url = {}};
        QVERIFY(!failed);
        QCOMPARE(failed.error().text, u"gone"_s);
        QVERIFY(Result<void>());
        QVERIFY(!Result<void>(cancelledError()));
    }

    void textLosesNulAndLoneSurrogates()
    {
        const QString pair = u"𝄞"_s;
        QCOMPARE(cleaned(u"plain"_s), u"plain"_s);
        QCOMPARE(cleaned(u"a"_s + QChar(0) + u"b"_s), u"ab"_s);
        QCOMPARE(cleaned(u"a"_s + pair + u"b"_s), u"a𝄞b"_s);
        QCOMPARE(cleaned(u"a"_s + pair.at(0) + u"b"_s), u"ab"_s);
        QCOMPARE(cleaned(u"a"_s + pair.at(1) + pair.at(0)), u"a"_s);
        QCOMPARE(cleaned(pair.at(0) + pair), pair);
        QVERIFY(cleaned(QString()).isNull());
    }

    void textIsCutAtWholeCharacters()
    {
        QCOMPARE(cutTo(u"abc"_s, 3), u"abc"_s);
        QCOMPARE(cutTo(u"abcd"_s, 3), u"abc"_s);
        QCOMPARE(cutTo(u"𝄞𝄞𝄞𝄞"_s, 3), u"𝄞𝄞𝄞"_s); // characters, not UTF-16 units
        QCOMPARE(cutTo(u"ab𝄞d"_s, 3), u"ab𝄞"_s);
    }

    void timesAreIsoInUtc()
    {
        const QDateTime time = fromIso(u"2026-01-27T12:15:00+02:00"_s);
        QCOMPARE(toIsoUtc(time), u"2026-01-27T10:15:00+00:00"_s);
        QCOMPARE(toIsoUtcMs(time), u"2026-01-27T10:15:00.000+00:00"_s);
        QVERIFY(fromIso(u"2026-01-27T10:15:00Z"_s) == time);
        QVERIFY(fromIso(u"2026-01-27T10:15:00.123456+00:00"_s).isValid()); // as Python writes it
        QVERIFY(!fromIso(u"2026-01-27T10:15:00"_s).isValid());
        QVERIFY(!fromIso(u"yesterday"_s).isValid());
        QVERIFY(!fromIso(QString()).isValid());
    }

    void clockTimesNameTheDayOnlyIfItIsAnother()
    {
        const QDateTime now(QDate(2026, 5, 1), QTime(23, 0), Qt::LocalTime);
        QCOMPARE(clockTime(now.addSecs(60), now), u"23:01"_s);
        QCOMPARE(clockTime(now.addSecs(2 * 3600), now), u"2026-05-02 01:00"_s);
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "base.moc"
