// What a rehearsal measures, that it leaves the original alone, and that nothing of it stays. Counts only:
// times depend on the machine.
#include "health/Rehearsal.h"
#include "tests/support/CommunityFile.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::health;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::Sqlite;

namespace {
constexpr RehearsalOptions shortOne{.writers = 3, .eachRegime = 200ms};

// Another program that inserts until its standard input ends, waits as Python does, and says how often.
class PythonWriter final
{
public:
    explicit PythonWriter(const QString &path)
    {
        m_process.start(
            QStandardPaths::findExecutable(u"python3"_s),
            {u"-c"_s,
             u"import sqlite3, sys, threading\n"
             "db = sqlite3.connect(sys.argv[1], timeout=5)\n"
             "ended = threading.Event()\n"
             "threading.Thread(target=lambda: (sys.stdin.read(), ended.set())).start()\n"
             "n = 0\n"
             "while not ended.is_set():\n"
             "    with db:\n"
             "        db.execute('INSERT INTO papers(source, external_id, title, url, synced_at)'\n"
             "                   ' VALUES(?, ?, ?, ?, ?)', ('pubmed', str(n), 'T', 'u', 't'))\n"
             "    n += 1\n"
             "    if n == 1: print('begun', flush=True)\n"
             "print(n)\n"_s,
             path});
    }
    bool begun()
    {
        QByteArray told;
        while (!told.contains("begun") && m_process.waitForReadyRead(30'000))
            told += m_process.readAllStandardOutput();
        return told.contains("begun");
    }
    // Empty where it failed.
    QByteArray end()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(30'000) || m_process.exitCode() != 0)
            return {};
        return m_process.readAllStandardOutput().trimmed();
    }

private:
    QProcess m_process;
};

qint64 sum(const RegimeFigures &figures, qint64 WriterFigures::*member)
{
    qint64 result = 0;
    for (const WriterFigures &writer : figures.writers)
        result += writer.*member;
    return result;
}
} // namespace

class RehearsalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeRegimes_data();
    void threeRegimes();
    void progressGoesForward();
    void withoutItemsTextsAreOurOwn();
    void schemaOfEarly2026();
    void whileAnotherProgramWrites_data();
    void whileAnotherProgramWrites();
    void throughALink();
};

void RehearsalTest::threeRegimes_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("wal") << u"wal"_s;
    QTest::newRow("delete") << u"delete"_s;
}

void RehearsalTest::threeRegimes()
{
    QFETCH(const QString, mode);
    const CommunityFile original;
    original.make(mode, 300);
    const QByteArray before = original.bytes();

    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY2(report, report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->path, original.path());
    QCOMPARE(report->journalMode, mode);
    QCOMPARE(report->writers, 3);
    QCOMPARE(report->sampleRows, 200);
    QVERIFY(report->bytes > 0);
    QCOMPARE(report->regimes.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const RegimeFigures &figures = report->regimes.at(i);
        QCOMPARE(figures.regime, regimes.at(static_cast<std::size_t>(i)));
        QCOMPARE(figures.writers.size(), 3);
        QVERIFY(figures.transactions() > 0);
        QCOMPARE(figures.rows(), 50 * figures.transactions());
        QCOMPARE(figures.rows(), sum(figures, &WriterFigures::rows));
        QCOMPARE(figures.transactions(), sum(figures, &WriterFigures::transactions));
        QCOMPARE(figures.lockErrors(), sum(figures, &WriterFigures::lockErrors));
        QCOMPARE(qRound(100 * (figures.share(0) + figures.share(1) + figures.share(2))), 100);
        QVERIFY(figures.medianWaitNs <= figures.wait99Ns && figures.wait99Ns <= figures.longestWaitNs);
        QVERIFY(figures.longestWaitNs > 0);
    }
    QCOMPARE(report->regimes.at(0).walBytesPeak, 0);
    QVERIFY(report->regimes.at(1).walBytesPeak > 0);
    QVERIFY(report->regimes.at(2).walBytesPeak > 0);
    const RegimeFigures &gate = report->regimes.at(2);
    QCOMPARE(gate.lockErrors(), 0);
    for (const WriterFigures &writer : gate.writers)
        QVERIFY2(writer.transactions > 0, "nobody starves behind the gate");

    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    QCOMPARE(original.bytes(), before);
    if (mode == "delete"_L1)
        QVERIFY(!QFile::exists(original.path() + u"-wal"_s) && !QFile::exists(original.path() + u"-shm"_s));
    Sqlite look(original.path());
    QCOMPARE(look.value(u"PRAGMA journal_mode"_s), mode);
    QCOMPARE(look.value(u"SELECT count(*), count(DISTINCT repo) FROM github_items"_s), u"300|1"_s);
}

void RehearsalTest::progressGoesForward()
{
    const CommunityFile original;
    original.make(u"wal"_s, 10, 3'000'000);
    QList<RehearsalProgress> told;
    QVERIFY(rehearse(original.path(), shortOne, [&](const RehearsalProgress &now) { told.append(now); }));
    using Phase = RehearsalProgress::Phase;
    QCOMPARE(told.first().phase, Phase::Copying);
    QCOMPARE(told.last().phase, Phase::Writing);
    QCOMPARE(told.last().regime, Regime::WalGate);
    for (int i = 1; i < told.size(); ++i)
        QVERIFY(told.at(i).done >= told.at(i - 1).done);
    QVERIFY(told.last().done > 0.99 && told.last().done < 1.01);
    const auto steps = std::ranges::count(told, Phase::Copying, &RehearsalProgress::phase);
    QVERIFY2(steps >= 3, "a copy of 3 MB has steps of 1 MiB");
}

void RehearsalTest::withoutItemsTextsAreOurOwn()
{
    const CommunityFile original;
    original.make(u"wal"_s, 0);
    const Result<RehearsalReport> report = rehearse(original.path(), {.writers = 1, .eachRegime = 100ms});
    QVERIFY(report);
    QCOMPARE(report->sampleRows, 0);
    QCOMPARE(report->writers, 1);
    for (const RegimeFigures &figures : report->regimes) {
        QVERIFY(figures.rows() > 0);
        QCOMPARE(figures.lockErrors(), 0); // alone, nobody is in the way
        QCOMPARE(figures.share(0), 1.0);
    }
}

void RehearsalTest::schemaOfEarly2026()
{
    const CommunityFile original;
    QVERIFY(QDir().mkpath(original.knowledge()));
    {
        Sqlite old(original.path());
        QCOMPARE(
            old.execute(
                u"CREATE TABLE docstrings(id INTEGER PRIMARY KEY AUTOINCREMENT, repo TEXT NOT NULL, "
                "file_path TEXT NOT NULL, language TEXT NOT NULL, symbol_name TEXT NOT NULL, "
                "symbol_type TEXT NOT NULL, docstring TEXT NOT NULL, line_number INTEGER, "
                "synced_at TEXT NOT NULL, UNIQUE(repo, file_path, symbol_name));"
                "CREATE TABLE github_items(id INTEGER PRIMARY KEY AUTOINCREMENT, repo TEXT NOT NULL, "
                "item_type TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, "
                "first_message TEXT, status TEXT NOT NULL, url TEXT NOT NULL, created_at TEXT NOT NULL, "
                "synced_at TEXT NOT NULL, UNIQUE(repo, item_type, number));"
                "INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, "
                "synced_at) VALUES('o/r', 'issue', 7, 'kept', 'open', 'u', '2020-01-01', '2025-05-05')"_s),
            0);
    }
    const QByteArray before = original.bytes();
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY2(report, report ? "" : qPrintable(report.error().text));
    QCOMPARE(report->journalMode, u"delete"_s);
    QCOMPARE(report->sampleRows, 1);
    for (const RegimeFigures &figures : report->regimes)
        QVERIFY(figures.rows() > 0);
    QCOMPARE(original.bytes(), before);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalTest::whileAnotherProgramWrites_data()
{
    threeRegimes_data();
}

void RehearsalTest::whileAnotherProgramWrites()
{
    QFETCH(const QString, mode);
    const CommunityFile original;
    original.make(mode, 50, 12'000'000);
    PythonWriter other(original.path());
    QVERIFY2(other.begun(), "python3 is one of the packages the tests need");
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    const QByteArray written = other.end();
    QVERIFY2(report, report ? "" : qPrintable(report.error().text));
    QVERIFY2(!written.isEmpty(), "it waited as long as it does, and was let in");
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    Sqlite look(original.path());
    QCOMPARE(look.value(u"SELECT count(*) FROM papers"_s), QString::fromLatin1(written));
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), u"50"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void RehearsalTest::throughALink()
{
    const CommunityFile original;
    original.make(u"wal"_s, 5);
    const QTemporaryDir elsewhere;
    const QString link = elsewhere.filePath(u"link.db"_s);
    QVERIFY(QFile::link(original.path(), link));
    QVERIFY(rehearse(link, {.writers = 1, .eachRegime = 100ms}));
    QCOMPARE(QDir(elsewhere.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"link.db"_s});
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

QTEST_GUILESS_MAIN(RehearsalTest)
#include "rehearsal.moc"
