// Sums, words and plans: plain values.
#include "sync/Snapshot.h"
#include "sync/Plan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

class SnapshotTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsOverJobs()
    {
        RunSnapshot run;
        for (int i = 1; i <= 3; ++i) {
            JobSnapshot job;
            job.key = {
                .community = i == 3 ? u"b"_s : u"a"_s, .kind = u"github"_s, .name = QString::number(i)};
            job.state = i == 1 ? JobState::Failed : JobState::Done;
            job.counts = {.added = i, .changed = 10 * i, .unchanged = 1, .deleted = 2, .skipped = 1};
            job.costs.requests = i;
            job.costs.locks.queued = i;
            job.costs.locks.longestWaitNs = 100 * i;
            if (i == 1)
                job.error = Error{.kind = ErrorKind::Locked, .text = u"locked"_s, .hint = {}, .url = {}};
            run.jobs.append(job);
        }
        QCOMPARE(run.counts(),
                 (Counts{.added = 6, .changed = 60, .unchanged = 3, .deleted = 6, .skipped = 3}));
        QCOMPARE(run.counts().done(), 78);
        QCOMPARE(run.costs().requests, 6);
        QCOMPARE(run.costs().locks.queued, 6);
        QCOMPARE(run.costs().locks.longestWaitNs, 300);
        QCOMPARE(run.jobsIn(JobState::Done), 2);
        QCOMPARE(run.jobsIn(JobState::Failed), 1);
        QCOMPARE(run.lockErrors(), 1);
        QCOMPARE(run.communities(), 2);
    }

    void statesHaveTheWordsOfTheCommandLine()
    {
        QCOMPARE(jobStateName(JobState::Done), "done"_L1);
        QCOMPARE(jobStateName(JobState::Failed), "failed"_L1);
        QCOMPARE(jobStateName(JobState::Cancelled), "cancelled"_L1);
        QCOMPARE(jobStateName(JobState::Skipped), "skipped"_L1);
    }

    void planHasAJobARemote()
    {
        community::Community first;
        first.id = u"first"_s;
        first.githubRepositories = {u"o/a"_s, u"o/b"_s};
        community::Community empty;
        empty.id = u"empty"_s;
        const Plan plan = makePlan({first, empty});
        QCOMPARE(plan.communities.size(), 1);
        QCOMPARE(plan.jobs.size(), 2);
        QCOMPARE(plan.jobs.at(1), (JobKey{.community = u"first"_s, .kind = u"github"_s, .name = u"o/b"_s}));
        QVERIFY(makePlan({first}, {u"discourse"_s}).jobs.isEmpty());
        QCOMPARE(makePlan({first}, {u"github"_s}).jobs.size(), 2);
        QVERIFY(sourceKinds().contains(u"github"_s));
        QCOMPARE(sourceTitle(u"github"_s), u"GitHub"_s);
        QCOMPARE(remotesOf(first, u"github"_s), (QStringList{u"o/a"_s, u"o/b"_s}));
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshot.moc"
