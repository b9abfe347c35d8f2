// The live table as text, at several widths and heights.
#include "Runs.h"

#include "cli/Console.h"
#include "cli/LiveTable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::makeJob;

namespace {

sync::RunSnapshot aRun()
{
    sync::RunSnapshot run;
    run.seconds = 21.34;
    run.jobs = {makeJob(u"bids"_s, u"bids-standard/bids-specification"_s, sync::JobState::Done),
                makeJob(u"mne"_s, u"mne-tools/mne-python"_s, sync::JobState::Running),
                makeJob(u"mne"_s, u"mne-tools/mne-bids"_s, sync::JobState::Done),
                makeJob(u"hed"_s, u"hed-standard/hed-python"_s, sync::JobState::Failed),
                makeJob(u"eeglab"_s, u"sccn/eeglab"_s, sync::JobState::Waiting)};
    run.jobs[0].counts = {.added = 1200, .changed = 3, .unchanged = 31, .deleted = 0, .skipped = 0};
    run.jobs[0].total = 1234;
    run.jobs[1].counts.added = 50;
    run.jobs[1].total = 100;
    run.jobs[1].phase = sync::Phase::Reading;
    run.jobs[1].costs.locks.queued = 3;
    run.jobs[1].costs.locks.queuedNs = 12'000'000;
    run.jobs[2].total = 0;
    run.jobs[3].error = Error{.kind = ErrorKind::Gone, .text = u"It is gone."_s, .hint = {}, .url = {}};
    return run;
}

QStringList lines(const sync::RunSnapshot &run, int columns, int rows = 24, bool unicode = true)
{
    QStringList result;
    const QDateTime now(QDate(2026, 1, 27), QTime(13, 0));
    for (const cli::TableLine &line :
         cli::liveTable(run, {.columns = columns, .rows = rows, .unicode = unicode, .now = now}))
        result += cli::plainText(line);
    return result;
}

qsizetype withWord(const QStringList &table, const QString &word)
{
    return std::count_if(table.cbegin(), table.cend(),
                         [&word](const QString &line) { return line.contains(word); });
}

} // namespace

class LiveTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLineASource()
    {
        const QStringList table = lines(aRun(), 140);
        QCOMPARE(table.size(), 6); // heading, four sources, totals
        QVERIFY(table.at(0).contains(u"Community"_s) && table.at(0).contains(u"Lock waits"_s));
        QVERIFY2(table.at(1).startsWith(u"✓ bids"_s), qPrintable(table.at(1)));
        QVERIFY(table.at(1).contains(u"1,234/1,234"_s));
        QVERIFY2(table.at(2).startsWith(u"» mne"_s), qPrintable(table.at(2)));
        QVERIFY(table.at(2).contains(u"1/2"_s));
        QVERIFY(table.at(2).contains(u"50/100"_s));
        QVERIFY(table.at(2).contains(u"3, 12 ms"_s));
        QVERIFY(table.at(2).contains(u"reads the answer (mne-tools/mne-python)"_s));
        QVERIFY2(table.at(3).startsWith(u"✗ hed"_s) && table.at(3).contains(u"It is gone."_s),
                 qPrintable(table.at(3)));
        QVERIFY2(table.at(4).startsWith(u"· eeglab"_s), qPrintable(table.at(4)));
        QVERIFY(table.at(5).contains(u"1 running, 1 waiting, 2 done, 1 failed"_s));
    }

    void aBarIsAsFullAsTheWork()
    {
        const QStringList table = lines(aRun(), 80);
        QCOMPARE(table.at(1).count(u'░'), 0); // done
        const qsizetype full = table.at(2).count(u'█');
        const qsizetype all = full + table.at(2).count(u'░');
        QCOMPARE(full, all * 3 / 4); // one of two jobs done, the other half-way
        QCOMPARE(table.at(4).count(u'█'), 0);
    }

    void manySmallPartsFillTheBar()
    {
        for (const int jobs : {3, 7, 10, 11, 49}) {
            sync::RunSnapshot run;
            for (int i = 0; i < jobs; ++i)
                run.jobs += makeJob(u"mne"_s, u"a/%1"_s.arg(i), sync::JobState::Done);
            QCOMPARE(lines(run, 80).at(1).count(u'░'), 0);
        }
    }

    void whatIsDoneNowCanBeRead()
    {
        sync::RunSnapshot run = aRun();
        run.jobs[1].phase = sync::Phase::Requesting;
        run.jobs[1].phaseHost = u"api.semanticscholar.org"_s;
        QVERIFY2(lines(run, 120).at(2).endsWith(u"asks api.semanticscholar.org"_s),
                 qPrintable(lines(run, 120).at(2)));
        run.jobs[1].phase = sync::Phase::Pace;
        run.jobs[1].phaseUntil = QDateTime(QDate(2026, 1, 27), QTime(13, 0, 0, 800));
        QVERIFY2(lines(run, 119).at(2).endsWith(u"limit of api.semanticscholar.org, 0.8 s"_s),
                 qPrintable(lines(run, 119).at(2)));
    }

    void noLineIsTooWide_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 7, 20, 39, 60, 79, 80, 100, 101, 140, 300})
            QTest::addRow("%d", columns) << columns;
    }
    void noLineIsTooWide()
    {
        QFETCH(int, columns);
        sync::RunSnapshot run = aRun();
        run.jobs[1].key.name = u"日本語/"_s + QString(300, u'x');
        run.jobs[1].key.community = QString(90, u'c');
        run.jobs[1].phase = sync::Phase::Limit;
        run.jobs[1].phaseHost = QString(90, u'h');
        for (const bool unicode : {true, false}) {
            for (const QString &line : lines(run, columns, 24, unicode))
                QVERIFY2(cli::columnsOf(line) <= columns, qPrintable(line));
        }
    }

    void columnsStandBelowEachOther()
    {
        const QStringList table = lines(aRun(), 100);
        const qsizetype end = table.at(0).indexOf(u"Items"_s) + 5;
        QCOMPARE(table.at(1).mid(end - 11, 11), u"1,234/1,234"_s);
        QCOMPARE(table.at(2).mid(end - 6, 6), u"50/100"_s);
    }

    void neverHigherThanTheTerminal()
    {
        sync::RunSnapshot run;
        for (int i = 0; i < 60; ++i)
            run.jobs += makeJob(u"community-%1"_s.arg(i), u"a/b"_s, sync::JobState::Waiting);
        run.jobs[50].state = sync::JobState::Running;
        run.jobs[55].state = sync::JobState::Failed;
        for (const int rows : {1, 2, 3, 4, 10, 24}) {
            const QStringList table = lines(run, 80, rows);
            QVERIFY(table.size() <= rows);
        }
        const QStringList table = lines(run, 80, 10);
        QCOMPARE(table.size(), 10);
        QCOMPARE(withWord(table, u"community-50"_s), 1);
        QCOMPARE(withWord(table, u"community-55"_s), 1);
        QVERIFY(table.at(8).contains(u"53"_s)); // the sources left out
    }

    void aLimitIsToldAtAnyWidth()
    {
        sync::RunSnapshot run = aRun();
        run.jobs[1].phase = sync::Phase::Limit;
        run.jobs[1].phaseHost = u"api.example"_s;
        run.jobs[1].phaseUntil = QDateTime(QDate(2026, 1, 27), QTime(14, 5)).toUTC();
        for (const int columns : {60, 80, 140})
            QVERIFY(withWord(lines(run, columns), u"goes on at 14:05"_s) >= 1);
    }

    void nothingSteersTheTerminal()
    {
        sync::RunSnapshot run = aRun();
        run.jobs[3].error->text = u"\x1b[2Jgone\x07\r\n\u202e\u009b31m"_s;
        const QStringList table = lines(run, 140);
        QCOMPARE(withWord(table, u"gone"_s), 1);
        for (const QString &line : table) {
            for (const QChar c : line)
                QVERIFY(c.unicode() >= 0x20 && !(c.unicode() >= 0x7f && c.unicode() < 0xa0) &&
                        c != QChar(0x202e));
        }
    }

    void withoutUnicode()
    {
        const QStringList table = lines(aRun(), 100, 24, false);
        QCOMPARE(table.size(), lines(aRun(), 100).size());
        for (const QString &line : table) {
            for (const QChar c : line)
                QVERIFY2(c.unicode() < 0x80, qPrintable(line));
        }
    }

    void coloursChangeNothingElse()
    {
        const cli::TableLine line{
            {u"a"_s, cli::Tone::Bad}, {u"  "_s, cli::Tone::Plain}, {u"b  "_s, cli::Tone::Plain}};
        QCOMPARE(cli::plainText(line), u"a  b"_s);
        QCOMPARE(cli::colouredText(line), u"\x1b[31ma\x1b[0m  b"_s);
    }

    void ofNothing() { QVERIFY(!lines({}, 80).isEmpty()); }
};

QTEST_GUILESS_MAIN(LiveTableTest)
#include "cli_livetable.moc"
