// A repository's docstrings from its archive into a real database: first, repeated, changed, interrupted,
// both languages.
#include "RepositorySite.h"
#include "demo/content/CodePart.h"
#include "sources/docstrings/Checkout.h"
#include "sources/docstrings/FileReader.h"
#include "tests/support/Sqlite.h"

#include <QTest>
#include <QThreadPool>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using lockkeeper::tests::RepositorySite;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using sources::docstrings::Checkout;
using store::CommitCounts;

namespace {
const QString python = u"python"_s;
const QString matlab = u"matlab"_s;
const QStringList both{matlab, python};

QStringList rows(RepositorySite &site)
{
    return Sqlite(site.databasePath())
        .rows(u"SELECT file_path, symbol_name, symbol_type, line_number, docstring, language, branch FROM "
              u"docstrings "
              "ORDER BY file_path, line_number, symbol_name"_s);
}

QStringList marks(RepositorySite &site)
{
    return Sqlite(site.databasePath())
        .rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata ORDER BY source_name"_s);
}

QByteArray manyFunctions(int count)
{
    QByteArray source;
    for (int i = 0; i < count; ++i)
        source += "def f" + QByteArray::number(i) + "():\n    'doc'\n";
    return source;
}

void putExample(RepositorySite &site)
{
    site.put("tool/__init__.py", "'''The package.'''\n");
    site.put("tool/io.py",
             "'''Reading.'''\n\nclass Raw:\n    'Data.'\n    def filter(self):\n        'Filter.'\n");
    site.put("matlab/pop_x.m", "% POP_X - does\n\nfunction pop_x\n");
    site.put("README.md", "# not code\n");
}
} // namespace

class DocstringsSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncOfBothLanguages();
    void secondSyncAsksOnceAndWritesNothing();
    void aNewCommitWithTheSameDocstrings();
    void changesAndDeletionsArrive();
    void languagesAreApart();
    void changedBranchReplaces();
    void oldRowsOfOthersAreReconciled();
    void limitStopsAndTheNextRunGoesOn();
    void cancelKeepsWhatIsCommitted();
    void fullSyncReadsAgain();
    void fullSyncReconciles();
    void pushedToDuringTheRun();
    void marksWhenTheRunBegan();
    void bothJobsAtOnceShareWhatTheyAsk();
    void aJobThatComesAgainAsksAnew();
    void filesAreKeptOnlyForJobsToCome();
    void renamedRepository();
    void moduleNames();
    void emptyTree();
    void remotesAsConfigured();
    void secondBranchIsSaid();
    void readsWhereTheGlobalPoolIsBusy();
    void manyJobsShareOnePool();
    void theDemosCode();
};

void DocstringsSyncTest::firstSyncOfBothLanguages()
{
    RepositorySite site;
    putExample(site);
    const QList<SyncOutcome> runs = site.syncAll(both);
    QCOMPARE(runs.size(), 2);
    for (const SyncOutcome &run : runs)
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(runs.at(0).counts, (CommitCounts{.added = 1}));
    QCOMPARE(runs.at(1).counts, (CommitCounts{.added = 4}));
    QCOMPARE(runs.at(1).total->items, 4);
    QCOMPARE(rows(site), (QStringList{u"matlab/pop_x.m|pop_x|function|3|POP_X - does|matlab|main"_s,
                                      u"tool/__init__.py|tool|module|1|The package.|python|main"_s,
                                      u"tool/io.py|io|module|1|Reading.|python|main"_s,
                                      u"tool/io.py|Raw|class|3|Data.|python|main"_s,
                                      u"tool/io.py|Raw.filter|method|5|Filter.|python|main"_s}));
    QCOMPARE(marks(site),
             (QStringList{u"docstrings|org/tool:matlab|1"_s, u"docstrings|org/tool:python|4"_s}));
    // Two requests and a redirect for both.
    QCOMPARE(site.paths(), site.everyRequest());
    QCOMPARE(Sqlite(site.databasePath()).integrityProblem(), QString());
}

void DocstringsSyncTest::secondSyncAsksOnceAndWritesNothing()
{
    RepositorySite site;
    putExample(site);
    site.syncAll(both);
    (void)site.paths();
    Sqlite look(site.databasePath());
    const QStringList before = look.rows(u"SELECT * FROM docstrings"_s);
    const QList<SyncOutcome> runs = site.syncAll(both);
    for (const SyncOutcome &run : runs) {
        QVERIFY(run.result);
        QCOMPARE(run.counts, CommitCounts{});
    }
    QCOMPARE(runs.at(0).notModified, 1);
    QCOMPARE(site.paths(), QStringList{site.everyRequest().first()});
    QCOMPARE(look.rows(u"SELECT * FROM docstrings"_s), before);
    QCOMPARE(marks(site),
             (QStringList{u"docstrings|org/tool:matlab|0"_s, u"docstrings|org/tool:python|0"_s}));
}

void DocstringsSyncTest::aNewCommitWithTheSameDocstrings()
{
    RepositorySite site;
    putExample(site);
    QVERIFY(site.sync(python).result);
    Sqlite look(site.databasePath());
    const QStringList before = look.rows(u"SELECT * FROM docstrings"_s);
    site.put("README.md", "# other\n");
    const SyncOutcome run = site.sync(python);
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.unchanged = 4}));
    QCOMPARE(look.rows(u"SELECT * FROM docstrings"_s), before);
    QCOMPARE(site.sync(python).notModified, 1);
}

void DocstringsSyncTest::changesAndDeletionsArrive()
{
    RepositorySite site;
    putExample(site);
    site.put("tool/old.py", "'''Old.'''\ndef f():\n    'd'\n");
    QVERIFY(site.sync(python).result);
    site.remove("tool/old.py");
    site.put("tool/new.py", "'''Old.'''\n");
    site.put("tool/io.py",
             "'''Reading.'''\n\n\nclass Raw:\n    'Data!'\n    def notch(self):\n        'Filter.'\n");
    const SyncOutcome run = site.sync(python);
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 2, .changed = 1, .unchanged = 2, .deleted = 3}));
    QCOMPARE(rows(site), (QStringList{u"tool/__init__.py|tool|module|1|The package.|python|main"_s,
                                      u"tool/io.py|io|module|1|Reading.|python|main"_s,
                                      u"tool/io.py|Raw|class|4|Data!|python|main"_s,
                                      u"tool/io.py|Raw.notch|method|6|Filter.|python|main"_s,
                                      u"tool/new.py|new|module|1|Old.|python|main"_s}));
    QCOMPARE(Sqlite(site.databasePath()).integrityProblem(), QString());
}

void DocstringsSyncTest::languagesAreApart()
{
    RepositorySite site;
    putExample(site);
    site.syncAll(both);
    site.remove("matlab/pop_x.m");
    site.remove("tool/io.py");
    QCOMPARE(site.sync(python).counts, (CommitCounts{.unchanged = 1, .deleted = 3}));
    QCOMPARE(rows(site).size(), 2); // MATLAB's row is MATLAB's business
    QCOMPARE(site.sync(matlab).counts, (CommitCounts{.deleted = 1}));
    QCOMPARE(rows(site).size(), 1);
}

void DocstringsSyncTest::changedBranchReplaces()
{
    RepositorySite site;
    putExample(site);
    QVERIFY(site.sync(python).result);
    site.setDefaultBranch(u"feature/x"_s);
    site.setConfiguredBranch(u"feature/x"_s);
    site.remove("tool/io.py");
    site.put("tool/__init__.py", "'''The package.'''\n");
    (void)site.paths();
    const SyncOutcome run = site.sync(python);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(site.paths(), site.everyRequest());
    QCOMPARE(rows(site), QStringList{u"tool/__init__.py|tool|module|1|The package.|python|feature/x"_s});
    QCOMPARE(run.counts, (CommitCounts{.changed = 1, .deleted = 3}));
}

void DocstringsSyncTest::oldRowsOfOthersAreReconciled()
{
    RepositorySite site;
    putExample(site);
    (void)site.job().database();
    {
        Sqlite other(site.databasePath());
        for (const QString &values :
             {u"'org/tool','gone.py','python','gone','module','Gone.',1,'main','2025-01-01'"_s,
              u"'org/tool','x.m','matlab','x','function','Other language.',1,'main','2025-01-01'"_s,
              u"'org/other','gone.py','python','gone','module','Other repository.',1,'main','2025-01-01'"_s})
            QCOMPARE(other.execute(
                         u"INSERT INTO docstrings(repo,file_path,language,symbol_name,symbol_type,docstring,"
                         "line_number,branch,synced_at) VALUES(%1)"_s.arg(values)),
                     0);
    }
    QCOMPARE(site.sync(python).counts, (CommitCounts{.added = 4, .deleted = 1}));
    QCOMPARE(rows(site).size(), 6);
}

void DocstringsSyncTest::limitStopsAndTheNextRunGoesOn()
{
    RepositorySite site;
    site.put("many.py", manyFunctions(200));
    const SyncOutcome first = site.sync(python, false, 120);
    QVERIFY(first.result);
    QCOMPARE(first.counts, (CommitCounts{.added = 120}));
    QVERIFY(marks(site).isEmpty());
    QVERIFY(Sqlite(site.databasePath()).rows(u"SELECT * FROM lockkeeper_cursors"_s).isEmpty());
    const SyncOutcome second = site.sync(python);
    QVERIFY(second.result);
    QCOMPARE(second.counts, (CommitCounts{.added = 80, .unchanged = 120}));
    QCOMPARE(rows(site).size(), 200);
    QCOMPARE(marks(site), QStringList{u"docstrings|org/tool:python|80"_s});
}

void DocstringsSyncTest::cancelKeepsWhatIsCommitted()
{
    RepositorySite site;
    site.put("many.py", manyFunctions(20'000));
    std::stop_source stop;
    std::jthread watcher([&](const std::stop_token &done) { // stops the job as soon as rows are committed
        while (!done.stop_requested()) {
            if (QFile::exists(site.databasePath()) &&
                Sqlite(site.databasePath()).value(u"SELECT count(*) > 100 FROM docstrings"_s) == "1"_L1) {
                stop.request_stop();
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    const SyncOutcome run = site.sync(python, false, {}, stop.get_token());
    watcher.request_stop();
    watcher.join();
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    const qint64 stored = rows(site).size();
    QCOMPARE(stored, run.counts.added);
    QVERIFY(stored >= 100 && stored < 20'000);
    QVERIFY(marks(site).isEmpty());
    const SyncOutcome next = site.sync(python);
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 20'000 - stored, .unchanged = stored}));
}

void DocstringsSyncTest::fullSyncReadsAgain()
{
    RepositorySite site;
    putExample(site);
    QVERIFY(site.sync(python).result);
    QCOMPARE(Sqlite(site.databasePath()).execute(u"DELETE FROM docstrings WHERE symbol_name = 'Raw'"_s), 0);
    QCOMPARE(site.sync(python).counts, CommitCounts{}); // nothing changed upstream
    const SyncOutcome run = site.sync(python, true);
    QVERIFY(run.result);
    QCOMPARE(run.notModified, 0);
    QCOMPARE(run.counts, (CommitCounts{.added = 1, .unchanged = 3}));
}

void DocstringsSyncTest::fullSyncReconciles()
{
    RepositorySite site;
    putExample(site);
    QVERIFY(site.sync(python).result);
    Sqlite other(site.databasePath());
    QCOMPARE(
        other.execute(u"INSERT INTO docstrings(repo,file_path,language,symbol_name,symbol_type,docstring,"
                      "line_number,branch,synced_at) "
                      "VALUES('org/tool','gone.py','python','gone','module','Gone.',1,'main','x')"_s),
        0);
    QCOMPARE(site.sync(python).counts, CommitCounts{}); // the tree is as it was: it is not read
    // An archive that cannot be had is no word about what is gone.
    site.setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().contains(u"/legacy.tar.gz/"_s))
            return demo::HttpAnswer{.status = 404, .headers = {}, .body = "no"};
        return {};
    });
    QVERIFY(!site.sync(python, true).result);
    QCOMPARE(rows(site).size(), 5);
    site.setInterceptor({});
    QCOMPARE(site.sync(python, true).counts, (CommitCounts{.unchanged = 4, .deleted = 1}));
}

// The commit that was asked for first is what is read and vouched for; what is pushed since is the next
// run's.
void DocstringsSyncTest::pushedToDuringTheRun()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    const QString first = site.sha();
    site.setInterceptor([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (!request.url.path().endsWith("/tarball/"_L1 + first))
            return {};
        site.put("b.py", "'''B.'''\n");
        demo::HttpAnswer answer{.status = 200,
                                .headers = {},
                                .body = demo::tarball({{.name = "t/a.py", .content = "'''A.'''\n"}})};
        answer.set("Content-Type", "application/x-gzip");
        return answer;
    });
    QCOMPARE(site.sync(python).counts, (CommitCounts{.added = 1}));
    QVERIFY(site.sha() != first);
    QCOMPARE(site.sync(python).counts, (CommitCounts{.added = 1, .unchanged = 1}));
    QCOMPARE(site.sync(python).notModified, 1);
}

void DocstringsSyncTest::marksWhenTheRunBegan()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    QVERIFY(site.sync(python).result);
    const QString mark = u"SELECT last_sync_at FROM sync_metadata"_s;
    // The server's clock is behind ours: what it says vouches for less; changed or not.
    site.setInterceptor(
        [&, old = site.sha()](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
            if (!request.url.path().contains(u"/commits/"_s))
                return {};
            demo::HttpAnswer answer{.status = 304, .headers = {}, .body = {}};
            if (site.sha() != old) {
                answer = demo::HttpAnswer{
                    .status = 200, .headers = {}, .body = R"({"sha": ")" + site.sha().toLatin1() + R"("})"};
                answer.set("Content-Type", "application/json");
            }
            answer.set("Date", "Tue, 15 Nov 2022 08:12:31 GMT");
            return answer;
        });
    QCOMPARE(site.sync(python).notModified, 1);
    QCOMPARE(Sqlite(site.databasePath()).value(mark), u"2022-11-15T08:12:31+00:00"_s);
    site.put("b.py", "'''B.'''\n");
    QCOMPARE(site.sync(python).counts.added, 1);
    QCOMPARE(Sqlite(site.databasePath()).value(mark), u"2022-11-15T08:12:31+00:00"_s);
}

void DocstringsSyncTest::bothJobsAtOnceShareWhatTheyAsk()
{
    RepositorySite site;
    putExample(site);
    (void)site.job().database();
    const QList<sources::Remote> remotes = site.remotes(both);
    // The client is made by the first run.
    QVERIFY(site.sync(matlab).result);
    site.put("tool/more.py", "'''More.'''\n");
    (void)site.paths();
    std::optional<SyncOutcome> other;
    {
        const QList<sources::Reservation> reservations{remotes.at(0).reserve(), remotes.at(1).reserve()};
        const std::jthread thread([&] { other = site.job().run(remotes.at(1)); });
        QVERIFY(site.job().run(remotes.at(0)).result);
    }
    QVERIFY(other->result);
    QCOMPARE(other->counts, (CommitCounts{.added = 5}));
    const QStringList paths = site.paths();
    QCOMPARE(paths.filter(u"/commits/"_s).size(), 1);
    QCOMPARE(paths.filter(u"codeload"_s).size(), 1);
}

void DocstringsSyncTest::aJobThatComesAgainAsksAnew()
{
    RepositorySite site;
    putExample(site);
    const QList<sources::Remote> remotes = site.remotes(both);
    QVERIFY(site.job().run(remotes.at(1)).result);
    site.put("tool/more.py", "'''More.'''\n");
    QCOMPARE(site.job().run(remotes.at(1)).counts, (CommitCounts{.added = 1, .unchanged = 4}));
    QCOMPARE(site.job().run(remotes.at(0)).counts, (CommitCounts{.added = 1}));
    QCOMPARE(site.paths().filter(u"/commits/"_s).size(), 2);
}

void DocstringsSyncTest::filesAreKeptOnlyForJobsToCome()
{
    RepositorySite site;
    putExample(site); // two files of Python, one of MATLAB
    const auto checkout = std::make_shared<Checkout>(u"org/tool"_s, u"main"_s);
    const auto take = [&](const QString &language) { // how many files it got
        std::size_t files = 0;
        const sources::Remote remote{.name = language,
                                     .sync = [&](sources::JobContext &context) -> Result<void> {
                                         const auto state = checkout->get(language, {}, context);
                                         if (!state)
                                             return state.error();
                                         files = state->files ? state->files->files.size() : 0;
                                         return {};
                                     }};
        return site.job().run(remote).result ? files : std::size_t{0};
    };
    const auto archives = [&site] {
        return site.paths().filter(u"codeload"_s).size();
    };

    QCOMPARE(take(matlab), 1U); // alone in its run
    QCOMPARE(checkout->keptFiles(), 0U);
    QCOMPARE(archives(), 1);

    sources::Reservation job = checkout->reserve(python);
    QCOMPARE(take(matlab), 1U);
    QCOMPARE(checkout->keptFiles(), 2U);
    QCOMPARE(take(python), 2U); // asks for nothing
    QCOMPARE(checkout->keptFiles(), 0U);
    QCOMPARE(archives(), 1);

    QCOMPARE(take(matlab), 1U);
    sources::Reservation again = checkout->reserve(python);
    job.reset();
    QCOMPARE(checkout->keptFiles(), 2U); // one of two is still to come
    again.reset();                       // cancelled before its turn
    QCOMPARE(checkout->keptFiles(), 0U);

    job = checkout->reserve(python);
    site.setInterceptor([&job](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path().contains("legacy.tar.gz"_L1))
            job.reset(); // while another job is at it
        return {};
    });
    QCOMPARE(take(matlab), 1U);
    QCOMPARE(checkout->keptFiles(), 0U);
    QVERIFY(!job);
}

void DocstringsSyncTest::renamedRepository()
{
    RepositorySite site;
    putExample(site);
    site.renameTo(u"neworg/bettertool"_s);
    const SyncOutcome run = site.sync(python);
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.notices.size(), 1);
    QVERIFY2(run.notices.first().contains(u"org/tool is now neworg/bettertool"),
             qPrintable(run.notices.first()));
    QCOMPARE(Sqlite(site.databasePath()).rows(u"SELECT DISTINCT repo FROM docstrings"_s),
             QStringList{u"org/tool"_s});
}

void DocstringsSyncTest::moduleNames()
{
    RepositorySite site;
    site.put("__init__.py", "'a'\n");
    site.put("pkg/sub/__init__.py", "'a'\n");
    site.put("pkg/sub/some.thing.py", "'a'\n");
    site.put("Contents.m", "% Contents\n");
    site.put("ObjC.m", "#import <A.h>\n% no\n");
    site.syncAll(both);
    QCOMPARE(Sqlite(site.databasePath())
                 .rows(u"SELECT symbol_name, symbol_type FROM docstrings ORDER BY file_path"_s),
             (QStringList{u"Contents|script"_s, u"tool|module"_s, u"sub|module"_s, u"some.thing|module"_s}));
}

void DocstringsSyncTest::emptyTree()
{
    RepositorySite site;
    site.put("README.md", "# nothing\n");
    const SyncOutcome run = site.sync(python);
    QVERIFY(run.result);
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(marks(site), QStringList{u"docstrings|org/tool:python|0"_s});
}

void DocstringsSyncTest::remotesAsConfigured()
{
    community::Community community;
    community.docstrings = {{.repository = u"a/b"_s, .branch = u"main"_s, .languages = {matlab, python}},
                            {.repository = u"a/c"_s, .branch = u"dev"_s, .languages = {python}},
                            {.repository = u"a/b"_s, .branch = u"dev"_s, .languages = {python}}};
    QStringList names;
    for (const sources::Remote &remote : sources::docstrings::source().remotes(community))
        names.append(remote.name);
    QCOMPARE(names, (QStringList{u"a/b:matlab"_s, u"a/b:python"_s, u"a/c:python"_s}));
}

void DocstringsSyncTest::secondBranchIsSaid()
{
    RepositorySite site;
    putExample(site);
    community::Community community;
    community.docstrings = {{.repository = u"org/tool"_s, .branch = u"main"_s, .languages = {python}},
                            {.repository = u"org/tool"_s, .branch = u"dev"_s, .languages = {python}}};
    const QList<sources::Remote> remotes = sources::docstrings::source().remotes(community);
    QCOMPARE(remotes.size(), 1);
    const SyncOutcome run = site.job().run(remotes.first());
    QVERIFY(run.result);
    QCOMPARE(run.notices, QStringList{u"org/tool:python is configured with two branches. A database holds "
                                      "one of them: “main” is read, “dev” is not."_s});
    QCOMPARE(Sqlite(site.databasePath()).rows(u"SELECT DISTINCT branch FROM docstrings"_s),
             QStringList{u"main"_s});
}

void DocstringsSyncTest::readsWhereTheGlobalPoolIsBusy()
{
    QThreadPool &global = *QThreadPool::globalInstance();
    std::stop_source stop;
    for (int i = 0; i < 2 * global.maxThreadCount(); ++i) // half of them queued
        global.start([token = stop.get_token()] {
            while (!token.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        });
    RepositorySite site;
    for (int i = 0; i < 50; ++i)
        site.put("f" + QByteArray::number(i) + ".py", manyFunctions(20));
    const SyncOutcome run = site.sync(python); // waiting for that pool, or running its tasks, would never end
    const int busy = global.activeThreadCount();
    stop.request_stop();
    QVERIFY(global.waitForDone());
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 1000}));
    QCOMPARE(busy, global.maxThreadCount());
}

void DocstringsSyncTest::manyJobsShareOnePool()
{
    constexpr std::size_t jobs = 12; // more than the pool has threads
    std::vector<sources::docstrings::SourceFile> files;
    QStringList expected; // in the files' order
    for (int i = 1; i <= 40; ++i) {
        files.push_back({.path = u"f%1.py"_s.arg(i), .bytes = manyFunctions(i)});
        expected.append(u"f%1.py: %1"_s.arg(i));
    }
    const sources::docstrings::Origin origin{.repository = u"a/b"_s, .branch = u"main"_s, .language = python};
    QThreadPool pool;
    pool.setMaxThreadCount(1);
    std::array<QStringList, jobs> found;
    {
        std::vector<std::jthread> threads;
        for (QStringList &paths : found)
            threads.emplace_back([&] {
                const auto read = sources::docstrings::readFiles(files, origin, text::longestParse, pool, {});
                if (!read)
                    return;
                for (const auto &file : *read)
                    paths.append(u"%1: %2"_s.arg(file.path).arg(file.rows.size()));
            });
    }
    for (const QStringList &paths : found)
        QCOMPARE(paths, expected);
}

void DocstringsSyncTest::theDemosCode()
{
    demo::CodePart part;
    part.begin(1'000'000);
    tests::JobFixture job([&part](const demo::HttpRequest &request) {
        return part.answer(request).value_or(demo::HttpAnswer{.status = 404});
    });
    job.clientConfig().gateway = job.server().url();
    (void)job.clientConfig().endpoints.setUrl(u"github"_s, u"https://api.github.example"_s);
    community::Community community;
    community.docstrings = {
        {.repository = u"harkwave-lab/harkwave"_s, .branch = u"main"_s, .languages = both},
        {.repository = u"quillcue/quillcue-python"_s, .branch = u"main"_s, .languages = {python}},
        {.repository = u"strandform/strandform-validator"_s, .branch = u"main"_s, .languages = {python}}};
    const auto syncAll = [&] {
        return job.runAll(sources::docstrings::source().remotes(community));
    };
    for (const SyncOutcome &run : syncAll()) {
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.skipped, 0);
    }
    Sqlite look(job.databasePath());
    const QStringList small =
        look.rows(u"SELECT repo FROM docstrings GROUP BY repo HAVING count(*) BETWEEN 60 AND 150"_s);
    QCOMPARE(small.size(), 3);
    QCOMPARE(look.value(u"SELECT count(*) FROM docstrings WHERE language = 'matlab'"_s), u"16"_s);
    QVERIFY(look.value(u"SELECT docstring FROM docstrings WHERE symbol_name = 'hw_check'"_s)
                .contains(u"µV"_s)); // Latin-1
    for (const SyncOutcome &run : syncAll())
        QCOMPARE(run.counts, CommitCounts{});
    part.passDays(1, 1'000'000, 1'100'000);
    CommitCounts sum;
    for (const SyncOutcome &run : syncAll()) {
        QVERIFY(run.result);
        sum.added += run.counts.added;
        sum.changed += run.counts.changed;
        sum.deleted += run.counts.deleted;
    }
    QCOMPARE(sum.added, 6); // an example's module and its function, three times
    QCOMPARE(sum.deleted, 6);
    QVERIFY(sum.changed >= 3);
}

QTEST_GUILESS_MAIN(DocstringsSyncTest)
#include "docstrings_sync.moc"
