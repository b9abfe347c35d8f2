// Failures of a run by their reason.
#include "sync/Failures.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

class FailuresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneReasonOfAHost();
    void eachOfItsOwn();

private:
    static JobSnapshot failed(const QString &name, ErrorKind kind, const QString &text)
    {
        JobSnapshot job;
        job.key = {.community = u"mne"_s, .kind = u"github"_s, .name = name};
        job.state = JobState::Failed;
        job.error = Error{.kind = kind, .text = text, .hint = {}, .url = u"https://x.example/"_s + name};
        return job;
    }
};

void FailuresTest::oneReasonOfAHost()
{
    JobSnapshot done;
    done.state = JobState::Done;
    const QList<FailureGroup> groups =
        failureGroups({failed(u"a"_s, ErrorKind::Network, u"x is not there."_s), done,
                       failed(u"b"_s, ErrorKind::Network, u"y is not there."_s),
                       failed(u"c"_s, ErrorKind::Network, u"x is not there."_s),
                       failed(u"d"_s, ErrorKind::Timeout, u"x is not there."_s)});
    QCOMPARE(groups.size(), 3);
    QCOMPARE(groups[0].jobs.size(), 2);
    QCOMPARE(groups[0].jobs[1].name, u"c"_s);
    QCOMPARE(groups[0].error.url, u"https://x.example/a"_s);
    QCOMPARE(groups[1].jobs.size(), 1);
    QCOMPARE(groups[2].error.kind, ErrorKind::Timeout);
}

void FailuresTest::eachOfItsOwn() // of what was asked for, not of the host
{
    const QList<FailureGroup> groups = failureGroups({failed(u"a"_s, ErrorKind::Gone, u"It is gone."_s),
                                                      failed(u"b"_s, ErrorKind::Gone, u"It is gone."_s)});
    QCOMPARE(groups.size(), 2);
    QCOMPARE(groups[1].error.url, u"https://x.example/b"_s);
}

QTEST_GUILESS_MAIN(FailuresTest)
#include "failures.moc"
