// Runs after the first: nothing is written and next to nothing asked where nothing changed; changes arrive;
// what could not be read is tried again; a full run asks for everything.
#include "PaperSite.h"

#include "tests/support/Sqlite.h"

#include <QTest>

#include <memory>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
const QString openAlex = QStringLiteral("openalex:eeg");
const QString scholar = QStringLiteral("semanticscholar:eeg");
const QString pubmed = QStringLiteral("pubmed:eeg");

QMap<QString, QString> recordsUpTo(int count)
{
    QMap<QString, QString> records;
    for (int i = 1; i <= count; ++i)
        records.insert(QString::number(i), generatedRecord(i));
    return records;
}

QStringList idsUpTo(int count)
{
    QStringList ids;
    for (int i = 1; i <= count; ++i)
        ids.append(QString::number(i));
    return ids;
}

void fill(PaperSite &site, int papers)
{
    site.setWorks(generatedWorks(papers));
    site.setScholarPapers(generatedScholarPapers(papers));
    site.setRecords(recordsUpTo(papers), idsUpTo(papers));
}

QJsonArray changed(QJsonArray list, int place, const QString &member, const QJsonValue &value)
{
    QJsonObject object = list.at(place).toObject();
    object.insert(member, value);
    list.replace(place, object);
    return list;
}

QString askedIds(PaperFixture &fixture)
{
    for (const demo::HttpRequest &request : fixture.server().requests()) {
        if (request.url.path() == "/efetch.fcgi"_L1)
            return formField(request.body, u"id"_s);
    }
    return {};
}

QStringList skippedKeys(const PaperFixture &fixture)
{
    return Sqlite(fixture.databasePath())
        .rows(u"SELECT item_key FROM lockkeeper_skipped ORDER BY item_key"_s);
}

QString titleOf(const PaperFixture &fixture, const QString &id)
{
    return Sqlite(fixture.databasePath())
        .value(u"SELECT title FROM papers WHERE external_id = '%1'"_s.arg(id));
}
} // namespace

class PapersIncrementalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChanged_data();
    void nothingChanged();
    void changesArrive();
    void etag();
    void etagOfAnotherQuestion();
    void pubmedAsksForWhatIsNew();
    void pubmedAsksForAllNowAndThen();
    void pubmedAsksForRowsThatAreGone();
    void pubmedUntitledAreAskedOnce();
    void pubmedMissingRecordIsTriedAgain();
    void malformedWorksAreTriedAgain();
    void malformedScholarPapersAreTriedAgain();
    void unlistedIsNotGone();
    void goneIsDeletedByAFullRun();
    void failuresDeleteNothing();
    void mergedPapersBecomeOne();
    void partialListingsTellNothingOfTheRest();
    void samePaperFromSeveralJobs();
    void pubmedAsksWhatWasModified();
    void pubmedCorrectionsThatBrokeOffAreContinued();
    void pubmedForgetsWhatItNoLongerLists();
};

void PapersIncrementalTest::nothingChanged_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {openAlex, scholar, pubmed, u"citing_10.5555/x"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void PapersIncrementalTest::nothingChanged()
{
    QFETCH(QString, name);
    PaperFixture fixture;
    fill(fixture.site(), 80);
    fixture.site().setWorkOfDoi(u"10.5555/x"_s, u"W9"_s);
    QVERIFY(fixture.run(name).result);
    Sqlite look(fixture.databasePath());
    const auto content = [&] {
        return look.rows(u"SELECT * FROM papers"_s) + look.rows(u"SELECT * FROM lockkeeper_cursors"_s) +
               look.rows(u"SELECT source_name FROM sync_metadata"_s);
    };
    const QStringList before = content();
    const SyncOutcome run = fixture.run(name);
    QVERIFY(run.result);
    QCOMPARE(run.requests, 1);
    QCOMPARE(run.counts.added + run.counts.changed + run.counts.deleted, 0);
    QCOMPARE(content(), before);
    QCOMPARE(look.value(u"SELECT items_synced FROM sync_metadata"_s), u"0"_s);
    // A full run looks at everything, and finds the same.
    const SyncOutcome full = fixture.run(name, true);
    QVERIFY(full.result);
    QCOMPARE(full.counts.unchanged, 80);
    QCOMPARE(full.counts.added + full.counts.changed + full.counts.deleted, 0);
}

void PapersIncrementalTest::changesArrive()
{
    PaperFixture fixture;
    fill(fixture.site(), 30);
    for (const QString &name : {openAlex, scholar, pubmed})
        QVERIFY(fixture.run(name).result);
    fixture.site().setWorks(changed(generatedWorks(31), 4, u"title"_s, u"Renamed work"_s));
    fixture.site().setScholarPapers(changed(generatedScholarPapers(31), 4, u"abstract"_s, QJsonValue()));
    QMap<QString, QString> records = recordsUpTo(31);
    records.insert(u"5"_s, generatedRecord(5, u"Corrected record"_s));
    fixture.site().setRecords(records, idsUpTo(31));
    const SyncOutcome works = fixture.run(openAlex);
    QCOMPARE(works.counts, (store::CommitCounts{.added = 1, .changed = 1, .unchanged = 29}));
    QCOMPARE(titleOf(fixture, u"W5"_s), u"Renamed work"_s);
    QCOMPARE(fixture.run(scholar).counts, (store::CommitCounts{.added = 1, .changed = 1, .unchanged = 29}));
    QCOMPARE(fixture.run(pubmed).counts, (store::CommitCounts{.added = 1})); // corrections: see below
    QCOMPARE(fixture.run(pubmed, true).counts, (store::CommitCounts{.changed = 1, .unchanged = 30}));
    QCOMPARE(titleOf(fixture, u"5"_s), u"Corrected record"_s);
    QCOMPARE(Sqlite(fixture.databasePath()).integrityProblem(), QString());
}

void PapersIncrementalTest::etag()
{
    PaperFixture fixture;
    fill(fixture.site(), 30);
    fixture.site().setEtags(true);
    QVERIFY(fixture.run(openAlex).result);
    const SyncOutcome same = fixture.run(openAlex);
    QVERIFY(same.result);
    QCOMPARE(same.notModified, 1);
    QCOMPARE(same.requests, 1);
    QCOMPARE(same.counts, store::CommitCounts{});
    QCOMPARE(fixture.run(openAlex).notModified, 1); // it is kept
    QCOMPARE(fixture.run(openAlex, true).notModified, 0);
    fixture.site().setWorks(generatedWorks(31));
    QCOMPARE(fixture.run(openAlex).counts.added, 1);
    QCOMPARE(fixture.run(openAlex).notModified, 1);
}

void PapersIncrementalTest::etagOfAnotherQuestion()
{
    PaperFixture fixture;
    fill(fixture.site(), 30);
    fixture.site().setEtags(true);
    QVERIFY(fixture.run(openAlex).result);
    fixture.setResults(20); // another page size: another question
    fixture.server().clearRequests();
    QVERIFY(fixture.run(openAlex).result);
    QVERIFY(fixture.server().requests().constFirst().header("If-None-Match").isEmpty());
    // Of several pages, the first says nothing of the others.
    fixture.setResults(250);
    fixture.site().setWorks(generatedWorks(400));
    QVERIFY(fixture.run(openAlex).result);
    const SyncOutcome again = fixture.run(openAlex);
    QCOMPARE(again.requests, 3);
    QCOMPARE(again.notModified, 0);
}

void PapersIncrementalTest::pubmedAsksForWhatIsNew()
{
    PaperFixture fixture;
    fixture.site().setRecords(recordsUpTo(20), idsUpTo(18));
    QVERIFY(fixture.run(pubmed).result);
    fixture.server().clearRequests();
    fixture.site().setRecords(recordsUpTo(20), {u"20"_s, u"3"_s, u"19"_s, u"1"_s});
    const SyncOutcome run = fixture.run(pubmed);
    QVERIFY(run.result);
    QCOMPARE(askedIds(fixture), u"20,19"_s);
    QCOMPARE(run.counts, (store::CommitCounts{.added = 2}));
    QCOMPARE(run.total->items, 2);
}

void PapersIncrementalTest::pubmedAsksForAllNowAndThen()
{
    PaperFixture fixture;
    fill(fixture.site(), 10);
    QVERIFY(fixture.run(pubmed).result);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.execute(u"UPDATE lockkeeper_cursors SET cursor = json_set(cursor, '$.all', "
                          "'2024-01-01T00:00:00+00:00')"_s),
             0);
    QMap<QString, QString> records = recordsUpTo(10);
    records.insert(u"4"_s, generatedRecord(4, u"Corrected record"_s));
    fixture.site().setRecords(records, idsUpTo(10));
    QCOMPARE(fixture.run(pubmed).counts, (store::CommitCounts{.changed = 1, .unchanged = 9}));
    QCOMPARE(fixture.run(pubmed).requests, 1); // and not again for a while
}

void PapersIncrementalTest::pubmedAsksForRowsThatAreGone()
{
    PaperFixture fixture;
    fill(fixture.site(), 10);
    QVERIFY(fixture.run(pubmed).result);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.execute(u"DELETE FROM papers WHERE external_id IN ('2', '7')"_s), 0);
    fixture.server().clearRequests();
    QCOMPARE(fixture.run(pubmed).counts.added, 2);
    QCOMPARE(askedIds(fixture), u"2,7"_s);
}

void PapersIncrementalTest::pubmedUntitledAreAskedOnce()
{
    PaperFixture fixture;
    QMap<QString, QString> records = recordsUpTo(5);
    records.insert(u"2"_s, generatedRecord(2, u" "_s));
    fixture.site().setRecords(records, idsUpTo(5));
    const SyncOutcome run = fixture.run(pubmed);
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 4);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(fixture.run(pubmed).requests, 1);
}

void PapersIncrementalTest::pubmedMissingRecordIsTriedAgain()
{
    PaperFixture fixture;
    QMap<QString, QString> records = recordsUpTo(5);
    records.remove(u"2"_s);
    fixture.site().setRecords(records, idsUpTo(5));
    const SyncOutcome run = fixture.run(pubmed);
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 4);
    QCOMPARE(run.skipped, 1);
    QVERIFY2(run.notices.constFirst().contains(u"PubMed lists the paper 2"),
             qPrintable(run.notices.constFirst()));
    QCOMPARE(skippedKeys(fixture), QStringList{u"2"_s});
    fixture.site().setRecords(recordsUpTo(5), {u"1"_s}); // no longer listed, but given now
    fixture.server().clearRequests();
    const SyncOutcome next = fixture.run(pubmed);
    QVERIFY(next.result);
    QCOMPARE(askedIds(fixture), u"2"_s);
    QCOMPARE(next.counts.added, 1);
    QCOMPARE(skippedKeys(fixture), QStringList());
}

void PapersIncrementalTest::malformedWorksAreTriedAgain()
{
    PaperFixture fixture;
    fixture.site().setEtags(true);
    QJsonArray works = changed(changed(generatedWorks(10), 2, u"title"_s, 17), 5, u"id"_s, QJsonValue());
    works = changed(works, 8, u"abstract_inverted_index"_s, u"text"_s);
    fixture.site().setWorks(works);
    const SyncOutcome run = fixture.run(openAlex);
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 7);
    QCOMPARE(run.skipped, 3);
    QCOMPARE(skippedKeys(fixture), (QStringList{u"W3"_s, u"W9"_s, u"place 6"_s}));
    QCOMPARE(run.notices.size(), 3);
    // Unchanged, it is tried again all the same, and fails again.
    const SyncOutcome again = fixture.run(openAlex);
    QVERIFY(again.result);
    QCOMPARE(again.skipped, 3);
    QCOMPARE(again.requests, 1);
    // W3 is readable now but out of the results asked for; W9 is gone.
    fixture.setResults(2);
    works = generatedWorks(10);
    works.removeAt(8);
    fixture.site().setWorks(works);
    const SyncOutcome next = fixture.run(openAlex);
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 1);
    QCOMPARE(next.requests, 2); // the page, and both by their ids
    QCOMPARE(titleOf(fixture, u"W3"_s), u"Work 3"_s);
    QCOMPARE(skippedKeys(fixture), QStringList());
    QCOMPARE(fixture.run(openAlex).requests, 1);
}

void PapersIncrementalTest::malformedScholarPapersAreTriedAgain()
{
    PaperFixture fixture;
    QJsonArray papers = changed(generatedScholarPapers(10), 2, u"title"_s, true);
    papers = changed(papers, 3, u"abstract"_s, QJsonArray());
    fixture.site().setScholarPapers(papers);
    const SyncOutcome run = fixture.run(scholar);
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 2);
    QCOMPARE(skippedKeys(fixture), (QStringList{scholarId(3), scholarId(4)}));
    fixture.setResults(2);
    papers = generatedScholarPapers(10);
    papers.removeAt(3);
    fixture.site().setScholarPapers(papers);
    const SyncOutcome next = fixture.run(scholar);
    QVERIFY(next.result);
    QCOMPARE(next.requests, 2);
    QCOMPARE(titleOf(fixture, scholarId(3)), u"Paper 3"_s);
    QCOMPARE(skippedKeys(fixture), QStringList());
}

void PapersIncrementalTest::unlistedIsNotGone()
{
    // A search that no longer finds a paper says nothing of its existence.
    PaperFixture fixture;
    fill(fixture.site(), 30);
    for (const QString &name : {openAlex, scholar, pubmed})
        QVERIFY(fixture.run(name).result);
    fixture.site().setNotFound(true);
    for (const QString &name : {openAlex, scholar, pubmed}) {
        QCOMPARE(fixture.run(name).requests, 1);
        const SyncOutcome run = fixture.run(name, true);
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts, (store::CommitCounts{.unchanged = 30})); // asked for by their ids
        QCOMPARE(run.requests, 2);
    }
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM papers"_s), u"90"_s);
}

void PapersIncrementalTest::goneIsDeletedByAFullRun()
{
    PaperFixture fixture;
    fill(fixture.site(), 30);
    for (const QString &name : {openAlex, scholar, pubmed})
        QVERIFY(fixture.run(name).result);
    fill(fixture.site(), 28);
    for (const QString &name : {openAlex, scholar, pubmed}) {
        const SyncOutcome usual = fixture.run(name);
        QVERIFY(usual.result);
        QCOMPARE(usual.counts.deleted, 0);
        const SyncOutcome full = fixture.run(name, true);
        QVERIFY2(full.result, full.result ? "" : qPrintable(full.result.error().text));
        QCOMPARE(full.counts, (store::CommitCounts{.unchanged = 28, .deleted = 2}));
        QCOMPARE(fixture.run(name, true).counts.deleted, 0);
    }
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.value(u"SELECT count(*) FROM papers"_s), u"84"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM papers WHERE external_id IN ('W29', 'W30', '29', '30')"_s),
             u"0"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void PapersIncrementalTest::failuresDeleteNothing()
{
    PaperFixture fixture;
    fixture.job().clientConfig().tries = 1;
    fill(fixture.site(), 30);
    for (const QString &name : {openAlex, scholar, pubmed})
        QVERIFY(fixture.run(name).result);
    fill(fixture.site(), 28);
    for (const demo::HttpAnswer &answer :
         {jsonAnswer(500, "{}"), jsonAnswer(451, "{}"), answerOf(200, "text/html", "<html></html>")}) {
        fixture.site().setInterceptor([answer](const demo::HttpRequest &request) {
            const QString path = request.url.path();
            const bool isOne = path.startsWith("/works/"_L1) || path.endsWith(scholarId(29)) ||
                               (path == "/efetch.fcgi"_L1 && !request.body.contains("%2C"));
            return isOne ? std::optional(answer) : std::nullopt;
        });
        for (const QString &name : {openAlex, scholar, pubmed}) {
            const SyncOutcome run = fixture.run(name, true);
            QVERIFY(!run.result);
            QCOMPARE(run.counts.deleted, 0);
        }
    }
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM papers"_s), u"90"_s);
    // What was put off is done by the next; 410 says that one is gone as 404 does.
    fixture.site().setInterceptor([](const demo::HttpRequest &request) {
        const QString path = request.url.path();
        const bool isGone = path == "/works/W29"_L1 || path.endsWith(scholarId(29));
        return isGone ? std::optional(jsonAnswer(410, "{}")) : std::nullopt;
    });
    for (const QString &name : {openAlex, scholar, pubmed})
        QCOMPARE(fixture.run(name, true).counts.deleted, 2);
}

void PapersIncrementalTest::mergedPapersBecomeOne()
{
    PaperFixture fixture;
    fill(fixture.site(), 10);
    for (const QString &name : {openAlex, scholar})
        QVERIFY(fixture.run(name).result);
    fill(fixture.site(), 9);
    fixture.site().setMerged(u"W10"_s, u"W4"_s);
    fixture.site().setMerged(scholarId(10), scholarId(4));
    for (const QString &name : {openAlex, scholar}) {
        const SyncOutcome run = fixture.run(name, true);
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts.deleted, 1);
    }
    QCOMPARE(Sqlite(fixture.databasePath()).value(u"SELECT count(*) FROM papers"_s), u"18"_s);
    QCOMPARE(titleOf(fixture, u"W10"_s), QString());
    QCOMPARE(titleOf(fixture, u"W4"_s), u"Work 4"_s);
}

void PapersIncrementalTest::partialListingsTellNothingOfTheRest()
{
    PaperFixture fixture;
    fixture.setResults(20);
    fill(fixture.site(), 30);
    for (const QString &name : {openAlex, scholar, pubmed}) {
        QVERIFY(fixture.run(name).result);
        const SyncOutcome run = fixture.run(name, true);
        QVERIFY(run.result);
        QCOMPARE(run.requests, name == pubmed ? 2 : 1);
    }
}

void PapersIncrementalTest::samePaperFromSeveralJobs()
{
    const QStringList names{u"openalex:eeg"_s,       u"openalex:meg"_s, u"citing_10.5555/x"_s,
                            u"pubmed:eeg"_s,         u"pubmed:meg"_s,   u"semanticscholar:eeg"_s,
                            u"semanticscholar:meg"_s};
    PaperFixture fixture;
    fill(fixture.site(), 90);
    fixture.site().setWorkOfDoi(u"10.5555/x"_s, u"W9"_s);
    fixture.prepare();
    const auto runAll = [&] {
        std::vector<SyncOutcome> outcomes(static_cast<std::size_t>(names.size()));
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            threads.emplace_back([&, i] { outcomes[i] = fixture.run(names.at(static_cast<qsizetype>(i))); });
        for (std::thread &thread : threads)
            thread.join();
        return outcomes;
    };
    qint64 added = 0;
    for (const SyncOutcome &outcome : runAll()) {
        QVERIFY2(outcome.result, outcome.result ? "" : qPrintable(outcome.result.error().text));
        QCOMPARE(outcome.counts.added + outcome.counts.unchanged, 90);
        QCOMPARE(outcome.counts.changed, 0); // both say the same of it
        added += outcome.counts.added;
    }
    QCOMPARE(added, 3 * 90);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.value(u"SELECT count(*) FROM papers"_s), u"270"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM sync_metadata"_s), QString::number(names.size()));
    const QStringList before = look.rows(u"SELECT * FROM papers"_s);
    for (const SyncOutcome &outcome : runAll()) {
        QVERIFY(outcome.result);
        QCOMPARE(outcome.requests, 1);
        QCOMPARE(outcome.counts.added + outcome.counts.changed, 0);
    }
    QCOMPARE(look.rows(u"SELECT * FROM papers"_s), before);
    QCOMPARE(look.integrityProblem(), QString());
}

void PapersIncrementalTest::pubmedAsksWhatWasModified()
{
    PaperFixture fixture;
    fill(fixture.site(), 10);
    QVERIFY(fixture.run(pubmed).result);
    QMap<QString, QString> records = recordsUpTo(10);
    records.insert(u"4"_s, generatedRecord(4, u"Corrected record"_s));
    fixture.site().setRecords(records, idsUpTo(10));
    fixture.site().setModified(u"4"_s, QDateTime::currentDateTimeUtc().date());
    QCOMPARE(fixture.run(pubmed).requests, 1); // it tells days: not asked twice a day
    const QString yesterday =
        QDateTime::currentDateTimeUtc().addDays(-1).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.execute(u"UPDATE lockkeeper_cursors SET cursor = json_set(cursor, '$.checked', '%1')"_s.arg(
                 yesterday)),
             0);
    fixture.server().clearRequests();
    const SyncOutcome run = fixture.run(pubmed);
    QVERIFY(run.result);
    QCOMPARE(run.counts, (store::CommitCounts{.changed = 1}));
    QCOMPARE(run.requests, 3);
    QCOMPARE(askedIds(fixture), u"4"_s);
    const demo::HttpRequest asked = fixture.server().requests().at(1);
    QCOMPARE(asked.query("datetype"), u"mdat"_s);
    QCOMPARE(asked.query("mindate"), QDateTime::currentDateTimeUtc().addDays(-2).toString(u"yyyy/MM/dd"_s));
    QCOMPARE(fixture.run(pubmed).requests, 1);
}

// Two hundred records an answer: the first is stored, the second fails.
void PapersIncrementalTest::pubmedCorrectionsThatBrokeOffAreContinued()
{
    constexpr int count = 250;
    PaperFixture fixture;
    fixture.setResults(count);
    fixture.site().setRecords(recordsUpTo(count), idsUpTo(count));
    QVERIFY(fixture.run(pubmed).result);
    QMap<QString, QString> records;
    for (int pmid = 1; pmid <= count; ++pmid) {
        records.insert(QString::number(pmid), generatedRecord(pmid, u"Corrected record %1"_s.arg(pmid)));
        fixture.site().setModified(QString::number(pmid), QDateTime::currentDateTimeUtc().date());
    }
    fixture.site().setRecords(records, idsUpTo(count));
    const QString yesterday =
        QDateTime::currentDateTimeUtc().addDays(-1).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s);
    Sqlite look(fixture.databasePath());
    QCOMPARE(look.execute(u"UPDATE lockkeeper_cursors SET cursor = json_set(cursor, '$.checked', '%1')"_s.arg(
                 yesterday)),
             0);
    const auto answered = std::make_shared<int>(0);
    fixture.site().setInterceptor(
        [answered](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
            if (!request.url.path().endsWith(u"/efetch.fcgi") || ++*answered == 1)
                return {};
            return demo::HttpAnswer{.status = 403, .headers = {}, .body = "no"};
        });
    const SyncOutcome broken = fixture.run(pubmed);
    QVERIFY(!broken.result);
    QCOMPARE(broken.counts.changed, 200);
    fixture.site().setInterceptor({});
    const SyncOutcome rest = fixture.run(pubmed);
    QVERIFY(rest.result);
    QCOMPARE(rest.counts.changed, count - 200);
    QCOMPARE(fixture.run(pubmed).requests, 1);
}

void PapersIncrementalTest::pubmedForgetsWhatItNoLongerLists()
{
    PaperFixture fixture;
    fixture.site().setRecords(recordsUpTo(4), idsUpTo(5)); // lists 5, does not give it
    QCOMPARE(fixture.run(pubmed).skipped, 1);
    QCOMPARE(skippedKeys(fixture), QStringList{u"5"_s});
    QCOMPARE(fixture.run(pubmed).skipped, 1);
    fixture.site().setRecords(recordsUpTo(4), idsUpTo(4));
    const SyncOutcome run = fixture.run(pubmed);
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(skippedKeys(fixture), QStringList());
    QCOMPARE(fixture.run(pubmed).requests, 1);
}

QTEST_GUILESS_MAIN(PapersIncrementalTest)
#include "papers_incremental.moc"
