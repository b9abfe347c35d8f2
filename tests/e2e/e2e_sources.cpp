// Every source of every community of the demo, by the built program: a first run, one some days later, and
// one that was killed again and again.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper::tests;

namespace {

const QStringList communities{u"bids"_s, u"harkwave"_s, u"quillcue"_s, u"strandform"_s};
const QSet<QString> everyKind{u"github"_s, u"docstrings"_s, u"discourse"_s,
                              u"papers"_s, u"mailman"_s,    u"beps"_s};
const QStringList contentTables{u"github_items"_s,          u"docstrings"_s,
                                u"discourse_topics"_s,      u"papers"_s,
                                u"mailing_list_messages"_s, u"bep_items"_s};

QStringList words(const QString &folder)
{
    QStringList result{u"sync"_s, u"--demo"_s, u"--json"_s, u"--data-dir"_s, folder};
    for (const QString &name : {u"github"_s, u"github-raw"_s, u"discourse"_s, u"openalex"_s, u"pubmed"_s,
                                u"mailman"_s, u"semanticscholar"_s})
        result << u"--pace"_s << name + u"=500"_s;
    return result;
}

QString database(const QString &folder, const QString &community)
{
    return u"%1/knowledge/%2.db"_s.arg(folder, community);
}

// "" if the databases hold every source's rows, whole, each remote vouched for.
QString contentProblem(const QString &folder, qint64 remotes)
{
    QMap<QString, qint64> rows;
    qint64 marks = 0;
    for (const QString &community : communities) {
        Sqlite look(database(folder, community));
        if (const QString problem = look.integrityProblem(); !problem.isEmpty())
            return community + u": "_s + problem;
        for (const QString &table : contentTables)
            rows[table] += look.value(u"SELECT count(*) FROM "_s + table).toLongLong();
        marks += look.value(u"SELECT count(*) FROM sync_metadata"_s).toLongLong();
        if (const QStringList skipped = look.rows(u"SELECT * FROM lockkeeper_skipped"_s); !skipped.isEmpty())
            return u"skipped: "_s + skipped.join(u'\n');
    }
    for (const QString &table : contentTables) {
        if (rows.value(table) == 0)
            return table + u" is empty"_s;
    }
    return marks == remotes ? QString() : u"%1 of %2 remotes in sync_metadata"_s.arg(marks).arg(remotes);
}

} // namespace

class EndToEndSourcesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySourceOfEveryCommunity();
    void someDaysLater();
    void killedAndContinued();

private:
    void checkDone(const Outcome &outcome, const QString &folder);

    Program m_program;
    QTemporaryDir m_folder;
    qint64 m_requests = 0;
};

void EndToEndSourcesTest::checkDone(const Outcome &outcome, const QString &folder)
{
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QSet<QString> kinds;
    for (const QJsonObject &job : report.jobs) {
        QCOMPARE(job.value("state"_L1).toString(), u"done"_s);
        kinds.insert(job.value("source"_L1).toString());
    }
    QCOMPARE(kinds, everyKind);
    QCOMPARE(report.count("lock_errors"), 0);
    QCOMPARE(report.sum("skipped"), 0);
    QCOMPARE(contentProblem(folder, report.jobs.size()), QString());
}

void EndToEndSourcesTest::everySourceOfEveryCommunity()
{
    const Outcome outcome = m_program.run(words(m_folder.path()));
    checkDone(outcome, m_folder.path());
    m_requests = outcome.report().count("requests");
    const qint64 items = outcome.report().count("new");
    QVERIFY(items > 2000);
    QVERIFY2(m_requests * 10 < items, qPrintable(u"%1 requests for %2 items"_s.arg(m_requests).arg(items)));
}

void EndToEndSourcesTest::someDaysLater()
{
    const Outcome outcome = m_program.run(words(m_folder.path()));
    checkDone(outcome, m_folder.path());
    const Report report = outcome.report();
    for (const char *what : {"new", "changed", "deleted", "not_modified"})
        QVERIFY2(report.count(what) > 0, what);
    QVERIFY(report.count("requests") < m_requests);
}

void EndToEndSourcesTest::killedAndContinued()
{
    const QTemporaryDir folder;
    int midSync = 0;
    for (int kill = 0; kill < 12; ++kill) {
        QProcess process;
        m_program.start(process, words(folder.path()));
        QVERIFY(process.waitForStarted());
        QTest::qSleep(QRandomGenerator::global()->bounded(40, 900));
        midSync += process.state() == QProcess::Running ? 1 : 0;
        process.kill();
        (void)Program::finish(process);
    }
    QVERIFY(midSync > 0);
    checkDone(m_program.run(words(folder.path())), folder.path());
}

QTEST_GUILESS_MAIN(EndToEndSourcesTest)
#include "e2e_sources.moc"
