// Databases that cannot be written: locked by another program, read-only, on a full disk, of another kind, of
// a newer version. The job says which, what is stored stays as it is, and the other communities are synced.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <linux/capability.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
constexpr qint64 Later = 1'740'000'000;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Permission bits mean nothing to root unless it lacks the capabilities to pass over them.
void forgoRootsRights()
{
    if (::geteuid() != 0)
        return;
    for (const unsigned capability : {0U + CAP_DAC_OVERRIDE, 0U + CAP_DAC_READ_SEARCH, 0U + CAP_FOWNER})
        ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

// Takes the rights to write away, and gives them back.
class WriteProtected final
{
public:
    explicit WriteProtected(QString path)
        : m_path(std::move(path))
        , m_before(QFile::permissions(m_path))
    {
        QFile::setPermissions(m_path, m_before & ~(QFile::WriteOwner | QFile::WriteUser | QFile::WriteGroup |
                                                   QFile::WriteOther));
    }
    ~WriteProtected() { QFile::setPermissions(m_path, m_before); }
    WriteProtected(const WriteProtected &) = delete;
    WriteProtected &operator=(const WriteProtected &) = delete;

private:
    QString m_path;
    QFile::Permissions m_before;
};
} // namespace

class EndToEndBadStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lockedForTooLong();
    void readOnlyFolder();
    void readOnlyFile();
    void diskFull();
    void notADatabase_data();
    void notADatabase();
    void newerSchema();

private:
    // A sync in which the community "bad" fails like that, and "well" gets what is new to it.
    void syncWithOneFailing(const QString &kind, const QString &text, const QString &hint,
                            const QStringList &more = {});
    void syncOnceMended();

    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<Program> m_program;
    QStringList m_badRows;
};

void EndToEndBadStoreTest::init()
{
    m_site = std::make_unique<demo::GithubSite>();
    m_server = std::make_unique<demo::HttpServer>(
        [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
    m_site->addGenerated({.fullName = u"bad/tool"_s, .items = 150});
    m_site->addGenerated({.fullName = u"well/tool"_s, .items = 150});
    m_program = std::make_unique<Program>();
    m_program->setServer(m_server->url());
    m_program->addCommunity(u"bad"_s, {u"bad/tool"_s});
    m_program->addCommunity(u"well"_s, {u"well/tool"_s});
    const Outcome outcome = m_program->sync();
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    m_badRows = everythingIn(m_program->database(u"bad"_s));
    QVERIFY(m_badRows.size() > 3);
    for (const QString &repository : {u"bad/tool"_s, u"well/tool"_s})
        QVERIFY(
            m_site->editItem(repository, 5, {.title = u"Changed since"_s, .body = u"By somebody"_s}, Later));
}

void EndToEndBadStoreTest::syncWithOneFailing(const QString &kind, const QString &text, const QString &hint,
                                              const QStringList &more)
{
    const Outcome outcome = m_program->sync(more);
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.failureProblem(u"bad/tool"_s, kind, text, hint), QString());
    QCOMPARE(report.state(u"well/tool"_s), u"done"_s);
    QCOMPARE(report.count("changed"), 1);
    QCOMPARE(report.count("lock_errors"), kind == "locked"_L1 ? 1 : 0);
    QCOMPARE(itemsIn(m_program->database(u"well"_s)).filter(u"Changed since"_s).size(), 1);
}

void EndToEndBadStoreTest::syncOnceMended()
{
    const Outcome outcome = m_program->sync();
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(outcome.report().job(u"bad/tool"_s).value("changed"_L1).toInteger(), 1);
    QCOMPARE(itemCount(m_program->database(u"bad"_s)), 150);
}

void EndToEndBadStoreTest::lockedForTooLong()
{
    const QString path = m_program->database(u"bad"_s);
    {
        Sqlite other(path);
        QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
        syncWithOneFailing(u"locked"_s, path + u" is locked by another program"_s, u"--busy-timeout"_s,
                           {u"--busy-timeout"_s, u"300"_s});
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(other.execute(u"ROLLBACK"_s), SQLITE_OK);
    }
    QCOMPARE(everythingIn(path), m_badRows);
    syncOnceMended();
}

void EndToEndBadStoreTest::readOnlyFolder()
{
    const QString folder = m_program->dataDir() + "/knowledge"_L1;
    const QStringList files = filesBelow(m_program->dataDir());
    m_program->setChildModifier(forgoRootsRights);
    {
        const WriteProtected protect(folder);
        const Outcome outcome = m_program->sync();
        if (outcome.exitCode == 0)
            QSKIP("skipped: this user may write into a folder that nobody may write");
        QVERIFY2(outcome.exitCode == 3, outcome.all().constData());
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.err.contains(m_program->dataDir().toUtf8()) &&
                     outcome.err.contains("cannot be written") && outcome.err.contains("--data-dir"),
                 outcome.err.constData());
    }
    QCOMPARE(filesBelow(m_program->dataDir()), files);
    QCOMPARE(everythingIn(m_program->database(u"bad"_s)), m_badRows);
    syncOnceMended();
}

void EndToEndBadStoreTest::readOnlyFile()
{
    const QString path = m_program->database(u"bad"_s);
    const QByteArray bytes = bytesOf(path);
    m_program->setChildModifier(forgoRootsRights);
    {
        const WriteProtected protect(path);
        syncWithOneFailing(u"read_only"_s, path + u" or its folder may not be written"_s,
                           u"right to write"_s);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(bytesOf(path), bytes);
    QCOMPARE(everythingIn(path), m_badRows);
    syncOnceMended();
}

// A disk of its own, of two megabytes, behind a link where the database is looked for. It lives in a mount
// namespace that ends with the program, so what is on it is copied out before.
void EndToEndBadStoreTest::diskFull()
{
    const QString disk = m_program->path(u"disk"_s);
    const QString path = m_program->database(u"bad"_s);
    const QString kept = m_program->path(u"kept.db"_s);
    m_program->writeFile(m_program->path(u"disk/not-mounted"_s), "");
    QProcess probe;
    probe.start(u"unshare"_s, {u"-rm"_s, u"mount"_s, u"-t"_s, u"tmpfs"_s, u"tmpfs"_s, disk});
    if (!probe.waitForFinished(LongEnoughMs) || probe.exitStatus() != QProcess::NormalExit ||
        probe.exitCode() != 0)
        QSKIP("skipped: no disk of a set size can be mounted here; storefaults covers it with QuotaVfs");

    QVERIFY(QFile::rename(path, kept));
    QVERIFY(QFile::link(disk + "/bad.db"_L1, path));
    // Two thousand items more, some four megabytes.
    m_site->addGenerated(
        {.fullName = u"bad/tool"_s, .items = 2150, .firstUpdate = Later, .bodyCharacters = 1500});
    const QString script =
        u"mount -t tmpfs -o size=2m tmpfs \"$1\" && cp \"$2\" \"$1/bad.db\" || exit 99\n"
        "disk=$1 kept=$2; shift 2; \"$@\"; code=$?\n"
        "for end in '' -wal -shm; do [ ! -e \"$disk/bad.db$end\" ] || cp \"$disk/bad.db$end\" \"$kept$end\"; "
        "done\nexit $code"_s;
    QProcess process;
    process.start(
        u"unshare"_s,
        QStringList{u"-rm"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, disk, kept, Program::executable()} +
            m_program->syncWords(),
        QIODevice::ReadOnly);
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(
        report.failureProblem(u"bad/tool"_s, u"disk_full"_s, u"The disk is full: "_s + path, u"Make room"_s),
        QString());
    QCOMPARE(report.state(u"well/tool"_s), u"done"_s);
    QCOMPARE(report.count("lock_errors"), 0);
    QCOMPARE(Sqlite(kept).integrityProblem(), QString());
    // Every item stored before is there, and what the failed run committed before the disk was full.
    const qint64 stored = itemCount(kept);
    QVERIFY(stored >= 150 && stored < 2150);
    QCOMPARE(stored, 150 + report.job(u"bad/tool"_s).value("new"_L1).toInteger());
    QCOMPARE(Sqlite(kept).value(u"SELECT items_synced FROM sync_metadata"_s), u"150"_s); // of the run before

    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::rename(kept, path));
    for (const QString &end : {u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(kept + end))
            QVERIFY(QFile::rename(kept + end, path + end));
    }
    const Outcome roomy = m_program->sync();
    QVERIFY2(roomy.exitCode == 0, roomy.all().constData());
    QCOMPARE(roomy.report().count("new"), 2150 - stored);
    QCOMPARE(itemCount(path), 2150);
    QCOMPARE(Sqlite(path).integrityProblem(), QString());
}

void EndToEndBadStoreTest::notADatabase_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray("These are notes, not a database.\n").repeated(300) << u"corrupt"_s
                          << u"is not an SQLite database"_s;
    QTest::newRow("a little text") << QByteArray("notes\n") << u"corrupt"_s << u"is not an SQLite database"_s;
    QTest::newRow("damaged") << QByteArray() << u"corrupt"_s << u"bad.db is damaged"_s;
}

void EndToEndBadStoreTest::notADatabase()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    QFETCH(QString, text);
    const QString path = m_program->database(u"bad"_s);
    if (bytes.isEmpty()) { // a real one, whose list of tables is overwritten
        bytes = bytesOf(path);
        bytes.replace(100, 1200, QByteArray(1200, '\xa5'));
    }
    m_program->writeFile(path, bytes);
    syncWithOneFailing(kind, text, {});
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(bytesOf(path), bytes);
}

void EndToEndBadStoreTest::newerSchema()
{
    const QString path = m_program->database(u"bad"_s);
    QCOMPARE(Sqlite(path).execute(u"UPDATE lockkeeper_meta SET value = 99 WHERE key = 'schema_version'"_s),
             SQLITE_OK);
    const QStringList before = everythingIn(path);
    syncWithOneFailing(u"config"_s, path + u" was written by a newer version of Lockkeeper"_s,
                       u"Update Lockkeeper"_s);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(everythingIn(path), before);
}

QTEST_GUILESS_MAIN(EndToEndBadStoreTest)
#include "e2e_badstore.moc"
