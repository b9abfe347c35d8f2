// A run and what its databases keep of what it wrote: the same rows, counted by the engine and by the tables,
// under the start that the history knows the run by.
#include "EngineFixture.h"
#include "base/Time.h"
#include "tests/support/Sqlite.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;
using lockkeeper::tests::EngineFixture;
using lockkeeper::tests::Sqlite;

class KeptChangesTest final : public EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(4); }
    void cleanup() { end(); }
    void countsAreTheRuns();
    void aCancelledRunKeepsWhatItWrote();

private:
    RunSnapshot run(const Plan &plan, const RunOptions &options = {})
    {
        QSignalSpy finished(m_engine.get(), &Engine::finished);
        m_engine->start(plan, options);
        return finished.wait(30'000) ? finished.front().front().value<RunSnapshot>() : RunSnapshot();
    }
    // "repository|new|changed|deleted" of each job that wrote something.
    QStringList kept(const QString &community, const RunSnapshot &of) const
    {
        return Sqlite(path(community))
            .rows(u"SELECT source_name, added, changed, deleted FROM lockkeeper_parts JOIN lockkeeper_runs "
                  u"AS r "
                  "ON r.id = run WHERE started_at = '%1' ORDER BY 1"_s.arg(toIsoUtcMs(of.startedAt)));
    }
    static QStringList counted(const QString &community, const RunSnapshot &of)
    {
        QStringList rows;
        for (const JobSnapshot &job : of.jobs) {
            const Counts &counts = job.counts;
            if (job.key.community == community && counts.added + counts.changed + counts.deleted > 0)
                rows.append(u"%1|%2|%3|%4"_s.arg(job.key.name)
                                .arg(counts.added)
                                .arg(counts.changed)
                                .arg(counts.deleted));
        }
        rows.sort();
        return rows;
    }
};

void KeptChangesTest::countsAreTheRuns()
{
    const Plan plan = makePlan(communities(2, 3, 120));
    const RunSnapshot first = run(plan);
    QCOMPARE(first.counts().added, 720);
    for (const QString &community : {u"community-0"_s, u"community-1"_s}) {
        QCOMPARE(kept(community, first), counted(community, first));
        QCOMPARE(Sqlite(path(community)).value(u"SELECT count(*) FROM lockkeeper_changes"_s), u"360"_s);
        QCOMPARE(Sqlite(path(community))
                     .value(u"SELECT count(*) FROM lockkeeper_written AS w JOIN github_items "
                            "AS i ON w.row_id = i.id WHERE table_number = 1"_s),
                 u"360"_s);
    }
    const RunSnapshot second = run(plan); // nothing is new
    QCOMPARE(kept(u"community-0"_s, second), QStringList());
    // Rows that somebody broke are written again, and one that is no item goes.
    QCOMPARE(Sqlite(path(u"community-0"_s))
                 .execute(u"UPDATE github_items SET title = 'broken' WHERE number <= 7"_s),
             0);
    const RunSnapshot third = run(plan, {.full = true, .limit = {}});
    QCOMPARE(third.counts().changed, 21);
    QCOMPARE(kept(u"community-0"_s, third), counted(u"community-0"_s, third));
    QCOMPARE(kept(u"community-0"_s, third).size(), 3);
    QCOMPARE(Sqlite(path(u"community-0"_s))
                 .value(u"SELECT count(*) FROM lockkeeper_changes WHERE kind = 1 AND old = "
                        "'{\"title\":\"broken\"}'"_s),
             u"21"_s);
}

void KeptChangesTest::aCancelledRunKeepsWhatItWrote()
{
    const Plan plan = makePlan(communities(1, 2, 2000));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(plan);
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->snapshot().counts().added > 100, 30'000);
    m_engine->cancelAll();
    QVERIFY(finished.wait(30'000));
    const auto cancelled = finished.front().front().value<RunSnapshot>();
    QVERIFY(cancelled.counts().added < 4000);
    QCOMPARE(kept(u"community-0"_s, cancelled), counted(u"community-0"_s, cancelled));
}

QTEST_GUILESS_MAIN(KeptChangesTest)
#include "keptchanges.moc"
