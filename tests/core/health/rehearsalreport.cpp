// A report's words, table and bars.
#include "health/RehearsalReport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::health;
using namespace std::chrono_literals;

namespace {
RehearsalReport sample()
{
    RehearsalReport report;
    report.path = u"/data/knowledge/mne.db"_s;
    report.journalMode = u"delete"_s;
    report.bytes = 3 * 1024 * 1024;
    report.writers = 2;
    report.eachRegime = 3s;
    report.sampleRows = 200;
    const auto add = [&report](Regime regime, qint64 transactions, std::int64_t longest, qint64 errors) {
        RegimeFigures figures;
        figures.regime = regime;
        figures.seconds = 2.0;
        figures.writers = {{.transactions = transactions, .rows = 50 * transactions, .lockErrors = errors},
                           {.transactions = 3 * transactions, .rows = 150 * transactions, .lockErrors = 0}};
        figures.longestWaitNs = longest;
        figures.wait99Ns = longest / 2;
        figures.medianWaitNs = longest / 10;
        figures.walBytesPeak = regime == Regime::Rollback ? 0 : 4 * 1024 * 1024;
        report.regimes.append(figures);
    };
    add(Regime::Rollback, 10, 2'600'000'000, 1);
    add(Regime::Wal, 20, 900'000'000, 0);
    add(Regime::WalGate, 25, 42'000'000, 0);
    return report;
}

QStringList cellsOf(const QString &label)
{
    for (const ReportRow &row : reportTable(sample())) {
        if (row.label == label)
            return row.cells;
    }
    return {};
}
} // namespace

class RehearsalReportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table();
    void measuresForAChart();
    void verdictCompares();
    void text();
    void regimesThatWroteNothing();
    void everyPhaseHasItsWords();
};

void RehearsalReportTest::table()
{
    QCOMPARE(cellsOf(u"Rows a second"_s), (QStringList{u"1,000"_s, u"2,000"_s, u"2,500"_s}));
    QCOMPARE(cellsOf(u"Transactions"_s), (QStringList{u"40"_s, u"80"_s, u"100"_s}));
    QCOMPARE(cellsOf(u"Longest wait"_s), (QStringList{u"2,600 ms"_s, u"900 ms"_s, u"42 ms"_s}));
    QCOMPARE(cellsOf(u"99 % of waits up to"_s), (QStringList{u"1,300 ms"_s, u"450 ms"_s, u"21 ms"_s}));
    QCOMPARE(cellsOf(u"Median wait"_s), (QStringList{u"260 ms"_s, u"90 ms"_s, u"4.2 ms"_s}));
    QCOMPARE(cellsOf(u"Lock errors"_s), (QStringList{u"1"_s, u"0"_s, u"0"_s}));
    QCOMPARE(cellsOf(u"Share of each writer"_s), QStringList(3, u"25 – 75 %"_s));
    QCOMPARE(cellsOf(u"WAL at most"_s), (QStringList{u"–"_s, u"4.0 MiB"_s, u"4.0 MiB"_s}));
}

void RehearsalReportTest::measuresForAChart()
{
    const QList<Measure> all = measures(sample());
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).values, (QList<double>{1000, 2000, 2500}));
    QCOMPARE(all.at(1).values, (QList<double>{2.6e9, 9e8, 4.2e7}));
    QCOMPARE(all.at(2).values, (QList<double>{1, 0, 0}));
    for (const Measure &measure : all)
        QCOMPARE(measure.texts.size(), 3);
}

void RehearsalReportTest::verdictCompares()
{
    const QString text = verdict(sample());
    QVERIFY2(
        text.startsWith(u"WAL alone wrote 2.0 times the rows of the rollback journal, WAL with the gate 2.5 "
                        "times. The longest wait was 2,600 ms with the rollback journal, 900 ms with WAL "
                        "alone, 42 ms with the gate; lock errors: 1, 0, 0."_s),
        qPrintable(text));
    QVERIFY(text.contains(u"no longer than a wait lasts"_s)); // 3 s of contest cannot show a 5 s time-out
    RehearsalReport longer = sample();
    longer.eachRegime = 6s;
    QVERIFY(!verdict(longer).contains(u"no longer than"_s));
    QCOMPARE(verdict({}), QString());
}

void RehearsalReportTest::text()
{
    const QStringList lines = reportText(sample(), 10, true).split(u'\n');
    QVERIFY2(lines.first().startsWith(u"/data/knowledge/mne.db: journal mode delete, 3.0 MiB."_s),
             qPrintable(lines.first()));
    QVERIFY(lines.contains(u"  Rollback journal  ████ 1,000"_s));
    QVERIFY(lines.contains(u"  WAL with gate     ██████████ 2,500"_s));
    QVERIFY(lines.contains(u"  WAL with gate     0"_s)); // no lock errors, no bar
    QVERIFY(lines.contains(u"Lock errors                          1                 0                 0"_s));
    QVERIFY(lines.contains(verdict(sample())));
    const QString plain = reportText(sample(), 10, false);
    QVERIFY(plain.contains(u"  Rollback journal  #### 1,000\n"_s) && !plain.contains(u'█'));
}

void RehearsalReportTest::regimesThatWroteNothing()
{
    RehearsalReport report = sample();
    for (WriterFigures &writer : report.regimes.first().writers)
        writer = {.transactions = 0, .rows = 0, .lockErrors = 2};
    QVERIFY2(verdict(report).contains(u"the rollback journal none"_s), qPrintable(verdict(report)));
    QCOMPARE(reportTable(report).at(6).cells.first(), u"–"_s);
    QVERIFY(!reportText(report, 20, true).contains(u"nan"_s));
}

void RehearsalReportTest::everyPhaseHasItsWords()
{
    using Phase = RehearsalProgress::Phase;
    QStringList words{progressText({.phase = Phase::Copying})};
    for (const Regime regime : regimes) {
        words += progressText({.phase = Phase::Preparing, .regime = regime});
        words += progressText({.phase = Phase::Writing, .regime = regime});
        QVERIFY(!regimeMeaning(regime).isEmpty() && !regimeKey(regime).isEmpty());
    }
    QCOMPARE(words.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(RehearsalReportTest)
#include "rehearsalreport.moc"
