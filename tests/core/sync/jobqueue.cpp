// The order in which jobs get the engine's threads.
#include "sync/JobQueue.h"

#include "sync/Job.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

namespace {

std::shared_ptr<Job> job(const QString &community, const QString &kind, const QString &name,
                         const QString &host = {})
{
    return std::make_shared<Job>(JobKey{.community = community, .kind = kind, .name = name},
                                 sources::Remote{.name = name, .host = host, .sync = {}}, RunOptions(),
                                 QString());
}

QString nextOf(JobQueue &queue)
{
    const auto next = queue.take();
    return next ? next->key().name : QString();
}

} // namespace

class JobQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void empty()
    {
        JobQueue queue;
        QVERIFY(!queue.take());
    }

    // Six queries at one slow host come before everything else in the plan: a thread each would be six that
    // wait for one another.
    void everyHostBeforeOneASecondTime()
    {
        JobQueue queue;
        for (int i = 0; i < 6; ++i)
            queue.add(job(u"mne"_s, u"papers"_s, u"query-%1"_s.arg(i), u"semanticscholar"_s));
        queue.add(job(u"mne"_s, u"papers"_s, u"works"_s, u"openalex"_s));
        queue.add(job(u"mne"_s, u"discourse"_s, u"forum"_s, u"forum.example"_s));
        queue.add(job(u"mne"_s, u"github"_s, u"repository"_s));
        QStringList first;
        for (int i = 0; i < 4; ++i)
            first += nextOf(queue);
        QCOMPARE(first, QStringList({u"query-0"_s, u"works"_s, u"forum"_s, u"repository"_s}));
        QCOMPARE(nextOf(queue), u"query-1"_s); // a thread more than hosts: then it may
    }

    void everyCommunityBeforeOneASecondTime()
    {
        JobQueue queue;
        for (const QString &community : {u"bids"_s, u"mne"_s}) {
            for (int i = 0; i < 2; ++i)
                queue.add(job(community, u"github"_s, community + QString::number(i)));
        }
        QStringList order;
        for (int i = 0; i < 4; ++i)
            order += nextOf(queue);
        QCOMPARE(order, QStringList({u"bids0"_s, u"mne0"_s, u"bids1"_s, u"mne1"_s}));
    }

    void whatHasEndedNoLongerCounts()
    {
        JobQueue queue;
        queue.add(job(u"mne"_s, u"github"_s, u"one"_s));
        const auto one = queue.take();
        queue.add(job(u"mne"_s, u"github"_s, u"two"_s));
        queue.add(job(u"mne"_s, u"papers"_s, u"query"_s));
        queue.ended(*one);
        QCOMPARE(nextOf(queue), u"two"_s); // its host is free again, and it came first
    }
};

QTEST_GUILESS_MAIN(JobQueueTest)
#include "jobqueue.moc"
