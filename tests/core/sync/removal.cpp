// What a changed configuration no longer syncs: named, counted, and deleted only where asked for.
#include "sync/Removal.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

class TestRemoval final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void countAndDelete();
    void stopped();
    void noDatabase();

private:
    static community::Community before()
    {
        community::Community c;
        c.id = u"pond"_s;
        c.githubRepositories = {u"pond/one"_s, u"pond/it's"_s};
        c.citationQueries = {u"ponds"_s};
        c.forums = {{.url = QUrl(u"https://forum.example.org"_s), .tags = {}, .categories = {}}};
        c.docstrings = {
            {.repository = u"pond/one"_s, .branch = u"main"_s, .languages = {u"matlab"_s, u"python"_s}}};
        c.mailingLists = {{.name = u"pondlist"_s,
                           .baseUrl = QUrl(u"https://lists.example.org/"_s),
                           .displayName = u"pondlist"_s,
                           .startYear = 0}};
        return c;
    }
    // 3 items of the one repository, `items` of the other; 2 docstrings in each language.
    static void fill(const QString &path, int items)
    {
        const auto database = store::Database::open(path, std::chrono::seconds(5));
        QVERIFY(database);
        store::LockCounters counters;
        for (const auto &[repo, count] : {std::pair(u"pond/one"_s, 3), std::pair(u"pond/it's"_s, items)}) {
            store::Batch batch;
            batch.remote = {.type = u"github"_s, .name = repo};
            batch.cursor = u"somewhere"_s;
            batch.mark = store::SyncMark{.at = QDateTime::currentDateTimeUtc()};
            for (int number = 1; number <= count; ++number)
                batch.githubItems.push_back({.repo = repo,
                                             .itemType = u"issue"_s,
                                             .number = number,
                                             .title = u"Pike"_s,
                                             .firstMessage = u"words "_s.repeated(50),
                                             .status = u"open"_s,
                                             .url = u"u"_s,
                                             .createdAt = u"c"_s});
            QVERIFY(store::Writer(*database.value(), counters, {}).commit(batch));
        }
        tests::Sqlite other(path);
        QCOMPARE(
            other.execute(u"INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, "
                          "docstring, synced_at) VALUES('pond/one','a.m','matlab','a','function','d','s'),"
                          "('pond/one','b.py','python','b','function','d','s'),"
                          "('pond/one','c.py','python','c','function','d','s')"_s),
            0);
    }
    static int count(const QString &path, const QString &what)
    {
        return tests::Sqlite(path).value(u"SELECT count(*) FROM "_s + what).toInt();
    }
};

void TestRemoval::names()
{
    community::Community after = before();
    QVERIFY(removedSources(before(), after).isEmpty());
    after.githubRepositories = {u"pond/one"_s, u"pond/new"_s};
    after.docstrings.first().languages = {u"python"_s};
    after.mailingLists.clear();
    const auto gone = removedSources(before(), after);
    const auto has = [&](const QString &kind, const QString &name) {
        return gone.contains(JobKey{.community = u"pond"_s, .kind = kind, .name = name});
    };
    QCOMPARE(gone.size(), 3);
    QVERIFY(has(u"github"_s, u"pond/it's"_s));
    QVERIFY(has(u"docstrings"_s, u"pond/one:matlab"_s));
    QVERIFY(has(u"mailman"_s, u"pondlist"_s));
    QCOMPARE(removedSources(before(), {}), allSources(before()));
}

void TestRemoval::countAndDelete()
{
    const QTemporaryDir data;
    const QString path = store::databasePath(data.path(), u"pond"_s);
    QVERIFY(QDir(data.path()).mkpath(u"knowledge"_s));
    fill(path, 700);
    const QList<JobKey> keys{{.community = u"pond"_s, .kind = u"github"_s, .name = u"pond/it's"_s},
                             {.community = u"pond"_s, .kind = u"docstrings"_s, .name = u"pond/one:python"_s},
                             {.community = u"pond"_s, .kind = u"papers"_s, .name = u"openalex:ponds"_s}};
    const auto counted = countSourceRows(data.path(), keys, std::chrono::seconds(5));
    QVERIFY(counted);
    QCOMPARE(counted->at(0).rows, std::optional<qint64>(700));
    QCOMPARE(counted->at(1).rows, std::optional<qint64>(2));
    QCOMPARE(counted->at(2).rows, std::optional<qint64>());
    QCOMPARE(count(path, u"github_items"_s), 703); // counting deletes nothing

    store::Databases databases(data.path(), std::chrono::seconds(5));
    QList<qint64> steps;
    const auto deleted = deleteSourceRows(databases, keys, [&](qint64 soFar) { steps.append(soFar); });
    QVERIFY(deleted);
    QCOMPARE(*deleted, 702);
    QCOMPARE(steps.last(), 702);
    QVERIFY(steps.size() > 3 && steps.first() <= 50); // in several holds
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QCOMPARE(count(path, u"github_items"_s), 3);
    QCOMPARE(count(path, u"docstrings"_s), 1);
    QCOMPARE(count(path, u"github_items_fts WHERE github_items_fts MATCH 'pike'"_s), 3);
    QCOMPARE(count(path, u"lockkeeper_cursors"_s), 1); // of the other repository
    QCOMPARE(count(path, u"sync_metadata WHERE source_name LIKE '%it%'"_s), 0);
}

// Stopped half-way, the cursor is gone already: who adds the source again reads it from its beginning.
void TestRemoval::stopped()
{
    const QTemporaryDir data;
    const QString path = store::databasePath(data.path(), u"pond"_s);
    QVERIFY(QDir(data.path()).mkpath(u"knowledge"_s));
    fill(path, 700);
    store::Databases databases(data.path(), std::chrono::seconds(5));
    std::stop_source stop;
    const auto deleted = deleteSourceRows(
        databases, {{.community = u"pond"_s, .kind = u"github"_s, .name = u"pond/it's"_s}},
        [&](qint64) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!deleted && deleted.error().isCancelled());
    const int left = count(path, u"github_items WHERE repo = 'pond/it''s'"_s);
    QVERIFY(left > 0 && left < 700);
    QCOMPARE(count(path, u"lockkeeper_cursors WHERE source_name = 'pond/it''s'"_s), 0);
}

void TestRemoval::noDatabase()
{
    const QTemporaryDir data;
    const auto counted = countSourceRows(data.path(), allSources(before()), std::chrono::seconds(5));
    QVERIFY(counted);
    QCOMPARE(counted->first().rows, std::optional<qint64>(0));
    store::Databases databases(data.path());
    QCOMPARE(*deleteSourceRows(databases, allSources(before())), 0);
    QVERIFY(!QFile::exists(store::databasePath(data.path(), u"pond"_s))); // none was made
}

QTEST_GUILESS_MAIN(TestRemoval)
#include "removal.moc"
