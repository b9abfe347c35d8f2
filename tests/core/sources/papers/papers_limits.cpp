// Runs that a limit ends while papers are asked for by their ids: what was not stored is not taken for done.
#include "PaperSite.h"

#include "tests/support/Sqlite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
const QString openAlex = QStringLiteral("openalex:eeg");

QStringList skippedKeys(const PaperFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT item_key FROM lockkeeper_skipped ORDER BY item_key"_s);
}

QStringList ids(const PaperFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT external_id FROM papers ORDER BY length(external_id), external_id"_s);
}

QStringList idsUpTo(int count)
{
    QStringList ids;
    for (int i = 1; i <= count; ++i)
        ids.append(u"W%1"_s.arg(i));
    return ids;
}

QStringList marks(const PaperFixture &fixture)
{
    Sqlite look(fixture.databasePath());
    return look.rows(u"SELECT last_sync_at FROM sync_metadata"_s) +
           look.rows(u"SELECT cursor FROM lockkeeper_cursors"_s);
}

// After a first run that could not read W3 and W4: they can be read now, but are beyond the two results that
// are asked for.
void leaveTwoBehind(PaperFixture &fixture)
{
    QJsonArray works = generatedWorks(5);
    for (const int place : {2, 3}) {
        QJsonObject work = works.at(place).toObject();
        work.insert("title"_L1, 17);
        works.replace(place, work);
    }
    fixture.site().setWorks(works);
    const SyncOutcome run = fixture.run(openAlex);
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 3);
    QCOMPARE(skippedKeys(fixture), (QStringList{u"W3"_s, u"W4"_s}));
    fixture.site().setWorks(generatedWorks(5));
    fixture.setResults(2);
}

// After a first run over `before` works, of which `now` are left.
void leave(PaperFixture &fixture, int before, int now)
{
    fixture.site().setWorks(generatedWorks(before));
    QVERIFY(fixture.run(openAlex).result);
    fixture.site().setWorks(generatedWorks(now));
}
} // namespace

class PapersLimitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metExactlyByTheListing();
    void reachedAmongThoseAskedForAgain();
    void metExactlyByAFullListing();
    void reachedAmongDeletions();
    void reachedAmongMergedPapers();
};

void PapersLimitsTest::metExactlyByTheListing()
{
    PaperFixture fixture;
    leaveTwoBehind(fixture);
    const QStringList before = marks(fixture);
    const SyncOutcome limited = fixture.run(openAlex, false, 2);
    QVERIFY(limited.result);
    QCOMPARE(limited.requests, 1); // what it would ask for by ids it could not store
    QCOMPARE(limited.counts, (store::CommitCounts{.unchanged = 2}));
    QCOMPARE(skippedKeys(fixture), (QStringList{u"W3"_s, u"W4"_s}));
    QCOMPARE(marks(fixture), before);
    const SyncOutcome rest = fixture.run(openAlex);
    QVERIFY(rest.result);
    QCOMPARE(rest.requests, 2);
    QCOMPARE(rest.counts, (store::CommitCounts{.added = 2, .unchanged = 2}));
    QCOMPARE(ids(fixture), idsUpTo(5));
    QCOMPARE(skippedKeys(fixture), QStringList());
}

void PapersLimitsTest::reachedAmongThoseAskedForAgain()
{
    PaperFixture fixture;
    leaveTwoBehind(fixture);
    const QStringList before = marks(fixture);
    const SyncOutcome limited = fixture.run(openAlex, false, 3);
    QVERIFY(limited.result);
    QCOMPARE(limited.counts, (store::CommitCounts{.added = 1, .unchanged = 2}));
    QCOMPARE(skippedKeys(fixture), QStringList{u"W4"_s});
    QCOMPARE(marks(fixture), before);
    QCOMPARE(fixture.run(openAlex).counts, (store::CommitCounts{.added = 1, .unchanged = 2}));
    QCOMPARE(ids(fixture), idsUpTo(5));
    QCOMPARE(skippedKeys(fixture), QStringList());
    QVERIFY(marks(fixture) != before);
}

void PapersLimitsTest::metExactlyByAFullListing()
{
    PaperFixture fixture;
    leave(fixture, 10, 9);
    const SyncOutcome limited = fixture.run(openAlex, true, 9);
    QVERIFY(limited.result);
    QCOMPARE(limited.requests, 1);
    QCOMPARE(limited.counts, (store::CommitCounts{.unchanged = 9}));
    QCOMPARE(fixture.run(openAlex, true).counts, (store::CommitCounts{.unchanged = 9, .deleted = 1}));
    QCOMPARE(ids(fixture), idsUpTo(9));
}

void PapersLimitsTest::reachedAmongDeletions()
{
    PaperFixture fixture;
    leave(fixture, 9, 6);
    const QStringList before = marks(fixture);
    const SyncOutcome limited = fixture.run(openAlex, true, 8);
    QVERIFY(limited.result);
    QCOMPARE(limited.counts, (store::CommitCounts{.unchanged = 6, .deleted = 2}));
    QCOMPARE(ids(fixture).size(), 7);
    QCOMPARE(marks(fixture), before);
    QCOMPARE(fixture.run(openAlex, true).counts, (store::CommitCounts{.unchanged = 6, .deleted = 1}));
    QCOMPARE(ids(fixture), idsUpTo(6));
}

// What the two became parts of is stored, both by the answer for them all and by the first one's own.
void PapersLimitsTest::reachedAmongMergedPapers()
{
    PaperFixture fixture;
    leave(fixture, 9, 7);
    fixture.site().setMerged(u"W8"_s, u"W6"_s);
    fixture.site().setMerged(u"W9"_s, u"W7"_s);
    const SyncOutcome limited = fixture.run(openAlex, true, 11);
    QVERIFY(limited.result);
    QCOMPARE(limited.counts, (store::CommitCounts{.unchanged = 10, .deleted = 1}));
    QCOMPARE(ids(fixture).size(), 8);
    QCOMPARE(fixture.run(openAlex, true).counts.deleted, 1);
    QCOMPARE(ids(fixture), idsUpTo(7));
}

QTEST_GUILESS_MAIN(PapersLimitsTest)
#include "papers_limits.moc"
