// `history` of the built program: what it tells is what `sync --json` said; and a history that cannot be
// written stops no sync.
#include "cli/HistoryText.h"
#include "tests/support/HistoryRuns.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
constexpr int longEnough = 100'000; // milliseconds

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject last() const
    {
        return QJsonDocument::fromJson(out.trimmed().split('\n').constLast()).object();
    }
};
} // namespace

class HistoryCommandTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    QString m_data;

    Outcome run(const QStringList &words) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DATA_DIR"_s, u"LOCKKEEPER_COMMUNITIES"_s})
            environment.remove(name);
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
        environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        process.setProcessEnvironment(environment);
        process.start(QLatin1StringView(LOCKKEEPER_BIN) + "/lockkeeper-cli"_L1,
                      words + QStringList{u"--data-dir"_s, m_data});
        if (!process.waitForFinished(longEnough) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    Outcome sync(const QStringList &more = {}) const
    {
        return run(QStringList{u"sync"_s, u"--demo"_s, u"--community"_s, u"strandform"_s, u"--source"_s,
                               u"github"_s, u"--pace"_s, u"github=100"_s, u"--json"_s} +
                   more);
    }
    QString file() const { return m_data + "/lockkeeper/history.db"_L1; }
    void put(const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(file()).path()));
        QFile made(file());
        QVERIFY(made.open(QIODevice::WriteOnly));
        QCOMPARE(made.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_data = m_home.filePath(u"data %1"_s.arg(++number));
        QVERIFY(QDir().mkpath(m_data));
    }

    void nothingYet()
    {
        const Outcome text = run({u"history"_s});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.contains("No runs in " + file().toUtf8()), text.out.constData());
        const Outcome json = run({u"history"_s, u"--json"_s});
        QCOMPARE(json.exitCode, 0);
        QCOMPARE(json.last().value("runs"_L1).toArray().size(), 0);
        QCOMPARE(json.last().value("path"_L1).toString(), file());
        QVERIFY2(QDir(m_data).isEmpty(), "reading makes nothing");
        QVERIFY(!QFileInfo::exists(m_home.filePath(u"data/lockkeeper"_s)));
    }

    void tellsWhatTheRunsSaid()
    {
        const Outcome first = sync({u"--limit"_s, u"40"_s});
        const Outcome second = sync({u"--full"_s});
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(second.exitCode, 0);
        QVERIFY2(second.err.isEmpty(), second.err.constData());

        const Outcome history = run({u"history"_s, u"--json"_s, u"--verbose"_s});
        QCOMPARE(history.exitCode, 0);
        QCOMPARE(history.out.count('\n'), 1); // one object
        const QJsonArray runs = history.last().value("runs"_L1).toArray();
        QCOMPARE(runs.size(), 2);
        const QList<Outcome> newestFirst{second, first};
        for (int i = 0; i < 2; ++i) {
            const QJsonObject run = runs.at(i).toObject();
            const QJsonObject summary = newestFirst.at(i).last();
            for (const QString &member : {u"seconds"_s, u"jobs"_s, u"new"_s, u"changed"_s, u"unchanged"_s,
                                          u"deleted"_s, u"requests"_s, u"not_modified"_s, u"bytes"_s,
                                          u"waits"_s, u"holds"_s, u"lock_errors"_s, u"databases"_s})
                QVERIFY2(run.value(member) == summary.value(member) && !run.value(member).isUndefined(),
                         qPrintable(member));
            QCOMPARE(run.value("by"_L1).toString(), u"cli"_s);
            QCOMPARE(run.value("full"_L1).toBool(), i == 0);
            QCOMPARE(run.value("limit"_L1).toInt(), i == 0 ? 0 : 40);
            // The jobs: the lines before the summary, in whatever order they ended.
            QList<QJsonObject> ended;
            for (const QByteArray &line : newestFirst.at(i).out.trimmed().split('\n'))
                ended.append(QJsonDocument::fromJson(line).object());
            ended.removeLast();
            const QJsonArray jobs = run.value("job_list"_L1).toArray();
            QCOMPARE(jobs.size(), ended.size());
            for (QJsonObject &job : ended) {
                job.remove("event"_L1);
                QVERIFY2(jobs.contains(job), QJsonDocument(job).toJson().constData());
            }
        }

        const Outcome text = run({u"history"_s, u"--last"_s, u"1"_s, u"--community"_s, u"strandform"_s});
        QCOMPARE(text.exitCode, 0);
        QCOMPARE(text.out.count('\n'), 2); // heading and run
        QVERIFY2(text.out.contains("#2"), text.out.constData());

        const Outcome comparison = run({u"history"_s, u"--compare"_s, u"1"_s, u"2"_s, u"--json"_s});
        QCOMPARE(comparison.exitCode, 0);
        QCOMPARE(comparison.last().value("before"_L1).toObject().value("run"_L1).toInt(), 1);
        QCOMPARE(comparison.last().value("after"_L1).toObject().value("run"_L1).toInt(), 2);
        const QJsonObject job = comparison.last().value("jobs"_L1).toArray().at(0).toObject();
        QCOMPARE(job.value("change"_L1).toString(), u"changed"_s);
        QCOMPARE(job.value("before"_L1).toObject().value("new"_L1).toInt(), 40);
        const Outcome people = run({u"history"_s, u"--compare"_s, u"1"_s, u"2"_s});
        QVERIFY2(people.out.contains("~ changed") && people.out.contains("Run #1"), people.out.constData());
    }

    void whatIsNotThere()
    {
        QCOMPARE(sync().exitCode, 0);
        const Outcome run9 = run({u"history"_s, u"--compare"_s, u"1"_s, u"9"_s});
        QCOMPARE(run9.exitCode, 2);
        QVERIFY2(run9.err.contains("no run 9"), run9.err.constData());
        const Outcome community = run({u"history"_s, u"--community"_s, u"strandfrom"_s});
        QCOMPARE(community.exitCode, 2);
        QVERIFY2(community.err.contains("strandform"), community.err.constData());
        QVERIFY2(!community.err.contains("QCommandLineParser"), community.err.constData());
    }

    void aHistoryThatCannotBeWrittenStopsNothing()
    {
        const QByteArray garbage(5000, 'x');
        put(garbage);
        const Outcome synced = sync();
        QCOMPARE(synced.exitCode, 0);
        QVERIFY2(synced.err.contains("The history does not have this run"), synced.err.constData());
        QCOMPARE(synced.last().value("jobs"_L1).toObject().value("failed"_L1).toInt(), 0);
        QFile kept(file());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), garbage);

        const Outcome history = run({u"history"_s});
        QCOMPARE(history.exitCode, 3);
        QVERIFY2(history.err.contains(file().toUtf8()), history.err.constData());
        QVERIFY2(history.out.isEmpty(), history.out.constData());
    }

    void textForPeople()
    {
        history::RunDetails run;
        const sync::RunSnapshot snapshot =
            tests::endedRun(QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC), 4'000'000);
        run.summary.id = 7;
        run.summary.startedAt = snapshot.startedAt;
        run.summary.seconds = snapshot.seconds;
        run.summary.counts = snapshot.counts();
        run.summary.costs = snapshot.costs();
        run.summary.lockErrors = 1;
        run.jobs = snapshot.jobs;
        history::IncidentRecord other = tests::incidentIn(u"mne"_s, snapshot.startedAt, 40'000'000);
        other.holder = {};
        other.pid = 4711;
        history::IncidentRecord named = other;
        named.holder.name = u"python3"_s;
        run.incidents = {other, named};
        const QStringList lines = cli::historyText({run.summary}, {run});
        const QString text = lines.join('\n'_L1);
        for (const QString &part :
             {u"#7"_s, u"21 s"_s, u"12,000,603"_s, u"12,000,612"_s, u"failed: mne github c/d"_s,
              u"another process (pid 4711) for 31 ms"_s, u"python3 (pid 4711) for 31 ms"_s, u"40 ms in all"_s,
              u"mne papers q waited 40 ms"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u"\n---\n"_s + text));
        // Numbers end beneath the ends of their headings.
        QCOMPARE(lines.at(0).indexOf("Duration"_L1) + 8, lines.at(1).indexOf("21 s"_L1) + 4);
        QCOMPARE(lines.at(0).indexOf("Deleted"_L1) + 7, lines.at(1).indexOf("12,000,612"_L1) + 10);
        // A run that was stopped doesn't look like one that is done.
        history::RunSummary stopped = run.summary;
        stopped.cancelled = 417;
        const QStringList told = cli::historyText({stopped}, {});
        QCOMPARE(told.at(0).indexOf("Cancelled"_L1) + 9, told.at(1).indexOf("417"_L1) + 3);

        history::RunDetails later = run;
        later.summary.id = 8;
        later.jobs.removeFirst();
        later.jobs[0].counts.added += 1;
        const QString compared = cli::comparisonText(history::compare(run, later), false).join('\n'_L1);
        for (const QString &part : {u"#7"_s, u"#8"_s, u"~ changed   mne github c/d"_s,
                                    u"− removed   bids github a/b"_s, u"--verbose shows them"_s})
            QVERIFY2(compared.contains(part), qPrintable(part + u"\n---\n"_s + compared));
        const QString every = cli::comparisonText(history::compare(run, later), true).join('\n'_L1);
        QVERIFY2(every.contains(u"= same"_s), qPrintable(every));
    }
};

QTEST_GUILESS_MAIN(HistoryCommandTest)
#include "cli_history.moc"
