// What goes wrong on the way to a repository's docstrings: the kind of error, its words, and that what was
// stored before stays as it was.
#include "RepositorySite.h"
#include "demo/github/Answers.h"
#include "tests/support/Sqlite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using lockkeeper::tests::RepositorySite;
using lockkeeper::tests::Sqlite;
using lockkeeper::tests::SyncOutcome;
using store::CommitCounts;

namespace {
const QString python = u"python"_s;

HttpAnswer answerOf(int status, const QByteArray &type, const QByteArray &body)
{
    HttpAnswer answer{.status = status, .headers = {}, .body = body};
    answer.set("Content-Type", type);
    return answer;
}

HttpAnswer json(int status, const QByteArray &body)
{
    return answerOf(status, "application/json; charset=utf-8", body);
}

HttpAnswer archiveOf(const QByteArray &body)
{
    return answerOf(200, "application/x-gzip", body);
}

QStringList everything(RepositorySite &site)
{
    Sqlite look(site.databasePath());
    QStringList all;
    for (const char *table : {"docstrings", "sync_metadata", "lockkeeper_cursors", "lockkeeper_skipped"})
        all += look.rows(u"SELECT * FROM "_s + QString::fromLatin1(table));
    return all;
}
} // namespace

class DocstringsFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWrong_data();
    void goesWrong();
    void noSuchBranch();
    void noSuchRepository();
    void emptyRepository();
    void archiveIsTooLarge();
    void passingFaultsAreMet();
    void serverErrorsAreTriedFiveTimes();
    void aLimitIsWaitedFor();
    void aLimitBeyondPatience();
    void noTokenForTheArchivesHost();
    void aFileThatTookTooLongIsReadByTheNextRun();
    void aFailedJobLeavesNothingForTheOther();
    void unreadableFilesAreSkippedAndRetried();
    void aDamagedFileKeepsItsRows();
    void textsAreCutAndCleaned();
};

void DocstringsFaultsTest::goesWrong_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    const QString commits = u"/commits/"_s;
    const QString tarball = u"/legacy.tar.gz/"_s;
    const QByteArray page = "<!DOCTYPE html><title>Sign in</title>";
    QTest::newRow("commit: HTML") << commits << answerOf(200, "text/html", page) << u"bad_answer"_s
                                  << u"JSON was expected"_s;
    QTest::newRow("commit: no commit") << commits << json(200, R"({"message": "hello"})") << u"bad_answer"_s
                                       << u"names no commit of org/tool"_s;
    QTest::newRow("commit: an odd id")
        << commits << json(200, R"({"sha": "../../x"})") << u"bad_answer"_s << u"names no commit"_s;
    QTest::newRow("commit: a list") << commits << json(200, "[]") << u"bad_answer"_s
                                    << u"object was expected"_s;
    QTest::newRow("commit: half") << commits << json(200, R"({"sha": )") << u"bad_answer"_s
                                  << u"breaks off"_s;
    QTest::newRow("commit: token refused")
        << commits << json(401, R"({"message": "Bad credentials"})") << u"auth"_s << u"token"_s;
    QTest::newRow("commit: server error") << commits << json(502, "bad gateway") << u"http"_s << u"502"_s;
    QTest::newRow("commit: blocked") << commits << json(451, "{}") << u"gone"_s << u"legal reasons"_s;
    QTest::newRow("archive: HTML") << tarball << answerOf(200, "text/html", page) << u"bad_answer"_s
                                   << u"not an archive"_s;
    QTest::newRow("archive: empty") << tarball << archiveOf({}) << u"bad_answer"_s << u"archive"_s;
    QTest::newRow("archive: cut, and nobody noticed")
        << tarball
        << archiveOf(
               demo::tarball({{.name = "t/a.py", .content = "'a'"}, {.name = "t/b.py", .content = "'b'"}})
                   .left(70))
        << u"bad_answer"_s << u"cannot be read"_s;
    HttpAnswer cut = archiveOf(demo::tarball({{.name = "t/a.py", .content = "'a'"}}));
    cut.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("archive: server gone") << tarball << cut << u"network"_s << u""_s;
    QTest::newRow("archive: not there")
        << tarball << json(404, "{}") << u"gone"_s << u"no archive of org/tool"_s;
}

void DocstringsFaultsTest::goesWrong()
{
    QFETCH(QString, where);
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    QVERIFY(site.sync(python).result);
    const QStringList before = everything(site);
    site.put("a.py", "'''B.'''\n");
    site.setInterceptor([where, answer](const demo::HttpRequest &request) {
        return request.url.path().contains(where) ? std::optional(answer) : std::nullopt;
    });
    const SyncOutcome run = site.sync(python);
    QVERIFY(!run.result);
    const Error &error = run.result.error();
    QCOMPARE(QString(errorKindName(error.kind)), kind);
    QVERIFY2(error.text.contains(says), qPrintable(error.text));
    QVERIFY2(!error.url.isEmpty(), qPrintable(error.text));
    if (kind == "bad_answer"_L1)
        QCOMPARE(error.status, 200);
    QCOMPARE(everything(site), before);

    site.setInterceptor({});
    QCOMPARE(site.sync(python).counts, (CommitCounts{.changed = 1}));
}

void DocstringsFaultsTest::noSuchBranch()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    site.setDefaultBranch(u"develop"_s);
    const SyncOutcome run = site.sync(python);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Config);
    QCOMPARE(run.result.error().text,
             u"The repository org/tool has no branch “main”; its default branch is “develop”."_s);
    QVERIFY(run.result.error().hint.contains(u"branch: develop"_s));
    QCOMPARE(run.requests, 2);
}

void DocstringsFaultsTest::noSuchRepository()
{
    RepositorySite site;
    site.setInterceptor(
        [](const demo::HttpRequest &) { return std::optional(json(404, R"({"message": "Not Found"})")); });
    const SyncOutcome run = site.sync(python);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Gone);
    QCOMPARE(run.result.error().text,
             u"The repository org/tool does not exist on GitHub, or it is private."_s);
    QVERIFY(run.result.error().hint.contains(u"docstrings.repos"_s));
}

void DocstringsFaultsTest::emptyRepository()
{
    RepositorySite site;
    site.setInterceptor([](const demo::HttpRequest &request) {
        return request.url.path().contains(u"/commits/"_s)
                   ? std::optional(json(409, R"({"message": "Git Repository is empty."})"))
                   : std::nullopt;
    });
    const SyncOutcome run = site.sync(python);
    QVERIFY(!run.result);
    QVERIFY2(run.result.error().text.contains(u"no commit on the branch “main”"_s),
             qPrintable(run.result.error().text));
}

void DocstringsFaultsTest::archiveIsTooLarge()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    site.setInterceptor([](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (!request.url.path().contains(u"/legacy.tar.gz/"_s))
            return {};
        HttpAnswer answer;
        answer.set("Content-Type", "application/x-gzip");
        answer.set("Content-Length", "300000000");
        answer.fault = HttpAnswer::Fault::EndlessBody;
        answer.endlessBytes = 300'000'000;
        return answer;
    });
    const SyncOutcome run = site.sync(python);
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().hint.contains(u"256 MiB"_s), qPrintable(run.result.error().hint));
}

void DocstringsFaultsTest::passingFaultsAreMet()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    site.setInterceptor(
        [seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<HttpAnswer> {
            if (++*seen % 2 == 1)
                return HttpAnswer{.fault = HttpAnswer::Fault::CloseBeforeAnswer};
            return {};
        });
    QCOMPARE(site.sync(python).counts, (CommitCounts{.added = 1}));
}

void DocstringsFaultsTest::serverErrorsAreTriedFiveTimes()
{
    RepositorySite site;
    site.setInterceptor([](const demo::HttpRequest &) { return std::optional(json(503, "{}")); });
    QVERIFY(!site.sync(python).result);
    QCOMPARE(site.paths(), QStringList(5, site.everyRequest().first()));
    site.setInterceptor([](const demo::HttpRequest &) { return std::optional(json(401, "{}")); });
    QVERIFY(!site.sync(python).result);
    QCOMPARE(site.paths(), QStringList{site.everyRequest().first()});
}

void DocstringsFaultsTest::aLimitIsWaitedFor()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    site.setInterceptor(
        [seen = std::make_shared<int>(0)](const demo::HttpRequest &) -> std::optional<HttpAnswer> {
            return ++*seen == 1 ? std::optional(demo::answers::secondaryLimit(1)) : std::nullopt;
        });
    QCOMPARE(site.sync(python).counts, (CommitCounts{.added = 1}));
    QCOMPARE(site.paths(), QStringList{site.everyRequest().first()} + site.everyRequest());
}

void DocstringsFaultsTest::aLimitBeyondPatience()
{
    for (const QString &where : {u"/commits/"_s, u"/tarball/"_s, u"/legacy.tar.gz/"_s}) {
        RepositorySite site;
        site.put("a.py", "'''A.'''\n");
        QVERIFY(site.sync(python).result);
        const QStringList before = everything(site);
        site.put("a.py", "'''B.'''\n");
        site.setInterceptor([where](const demo::HttpRequest &request) {
            return request.url.path().contains(where) ? std::optional(demo::answers::secondaryLimit(3600))
                                                      : std::nullopt;
        });
        const SyncOutcome run = site.sync(python);
        QVERIFY(!run.result);
        QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
        QCOMPARE(everything(site), before);
    }
}

void DocstringsFaultsTest::noTokenForTheArchivesHost()
{
    RepositorySite site;
    site.job().clientConfig().credentials.set(u"github"_s, "ghp_secretsecret");
    site.put("a.py", "'''A.'''\n");
    QVERIFY(site.sync(python).result);
    QByteArrayList tokens;
    for (const demo::HttpRequest &request : site.job().server().requests())
        tokens.append(request.header("authorization"));
    QCOMPARE(tokens, (QByteArrayList{"Bearer ghp_secretsecret", "Bearer ghp_secretsecret", QByteArray()}));
    QCOMPARE(site.paths(), site.everyRequest());
}

void DocstringsFaultsTest::aFileThatTookTooLongIsReadByTheNextRun()
{
    RepositorySite site;
    site.put("long.py", QByteArray("x = [1, 2, 3]\n").repeated(3000) + "def f(): 'd'\n");
    site.put("short.py", "'''S.'''\n");
    QVERIFY(site.sync(python).result);
    site.put("short.py", "'''T.'''\n");
    QVERIFY(site.sync(python).result);
    site.setPatience(std::chrono::microseconds(1));
    const SyncOutcome run = site.sync(python, true); // the cursor goes even where it is of this commit
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(run.counts, (CommitCounts{.unchanged = 1})); // f is not gone
    QVERIFY2(run.notices.first().contains(u"too long"_s), qPrintable(run.notices.first()));

    site.setPatience(text::longestParse);
    (void)site.paths();
    const SyncOutcome next = site.sync(python); // nothing changed upstream
    QCOMPARE(next.counts, (CommitCounts{.unchanged = 2}));
    QCOMPARE(site.paths(), site.everyRequest());
    QVERIFY(Sqlite(site.databasePath()).rows(u"SELECT * FROM lockkeeper_skipped"_s).isEmpty());
    QCOMPARE(site.sync(python).notModified, 1);
}

void DocstringsFaultsTest::aFailedJobLeavesNothingForTheOther()
{
    RepositorySite site;
    site.put("a.py", "'''A.'''\n");
    site.put("b.m", "% B\n");
    site.setInterceptor(
        [seen = std::make_shared<int>(0)](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
            if (request.url.path().contains(u"/legacy.tar.gz/"_s) && ++*seen == 1)
                return archiveOf("no archive");
            return {};
        });
    const QList<SyncOutcome> runs = site.syncAll({u"matlab"_s, python});
    QVERIFY(!runs.at(0).result);
    QVERIFY(runs.at(1).result);
    QCOMPARE(runs.at(1).counts, (CommitCounts{.added = 1}));
    QCOMPARE(site.sync(u"matlab"_s).counts, (CommitCounts{.added = 1}));
}

void DocstringsFaultsTest::unreadableFilesAreSkippedAndRetried()
{
    RepositorySite site;
    site.put("good.py", "'''Good.'''\n");
    site.put("later.py", "'''First.'''\n");
    QVERIFY(site.sync(python).result);
    site.put("later.py", "'''\xe9'''\n");
    site.put("large.py", QByteArray(3'000'000, '#'));
    const SyncOutcome run = site.sync(python);
    QVERIFY(run.result);
    QCOMPARE(run.skipped, 2);
    QCOMPARE(run.counts, (CommitCounts{.unchanged = 1})); // what cannot be read is not gone
    QVERIFY(run.notices.join(u' ').contains(u"later.py"_s));
    Sqlite look(site.databasePath());
    QCOMPARE(look.rows(u"SELECT item_key FROM lockkeeper_skipped ORDER BY item_key"_s),
             (QStringList{u"large.py"_s, u"later.py"_s}));
    QCOMPARE(look.value(u"SELECT docstring FROM docstrings WHERE file_path = 'later.py'"_s), u"First."_s);
    QCOMPARE(site.sync(python).notModified, 1); // the same bytes would read the same

    site.put("later.py", "'''Second.'''\n");
    site.remove("large.py");
    QCOMPARE(site.sync(python).counts, (CommitCounts{.changed = 1, .unchanged = 1}));
    QVERIFY(look.rows(u"SELECT * FROM lockkeeper_skipped"_s).isEmpty());
}

void DocstringsFaultsTest::aDamagedFileKeepsItsRows()
{
    RepositorySite site;
    site.put("a.py", "def f():\n    'F.'\n\ndef g():\n    'G.'\n");
    QVERIFY(site.sync(python).result);
    site.put("a.py", "def f():\n    'F!'\n\ndef g(:::\n    'G.\n");
    const SyncOutcome run = site.sync(python);
    QVERIFY(run.result);
    QCOMPARE(run.counts.deleted, 0);
    QCOMPARE(Sqlite(site.databasePath())
                 .rows(u"SELECT symbol_name, docstring FROM docstrings ORDER BY symbol_name"_s),
             (QStringList{u"f|F!"_s, u"g|G."_s}));
    site.put("a.py", "def f():\n    'F!'\n");
    QCOMPARE(site.sync(python).counts, (CommitCounts{.unchanged = 1, .deleted = 1}));
}

void DocstringsFaultsTest::textsAreCutAndCleaned()
{
    RepositorySite site;
    site.put("a.py",
             "'''" + QByteArray("\xf0\x9f\x98\x80").repeated(10'001) + "'''\ndef f():\n  'a\\0b\\ud800c'\n");
    QVERIFY(site.sync(python).result);
    QCOMPARE(Sqlite(site.databasePath())
                 .rows(u"SELECT symbol_name, length(docstring) FROM docstrings ORDER BY line_number"_s),
             (QStringList{u"a|10000"_s, u"f|3"_s}));
}

QTEST_GUILESS_MAIN(DocstringsFaultsTest)
#include "docstrings_faults.moc"
