// `lockkeeper-cli migrate` as a script meets it: to WAL and back, a dry run, a database that somebody holds,
// Ctrl+C, and a file of an older program that is switched and then synced.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"
#include "store/Database.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
QJsonObject objectIn(const Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

QString modeOf(const QString &path)
{
    return Sqlite(path).value(u"PRAGMA journal_mode"_s);
}

// "bids", "hed" and "mne", each with a row, with rollback journals.
class Communities final
{
public:
    Communities()
    {
        for (const QString &id : {u"bids"_s, u"hed"_s, u"mne"_s}) {
            m_program.addCommunity(id, {u"o/"_s + id});
            (void)store::Database::open(m_program.database(id), std::chrono::seconds(5));
            Sqlite database(m_program.database(id));
            database.execute(u"PRAGMA journal_mode=DELETE; INSERT INTO github_items(repo, item_type, number, "
                             u"title, status, url, "
                             "created_at, synced_at) VALUES('o/r', 'pr', 6, 't', 'open', 'u', 'c', 's')"_s);
        }
    }
    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] QString database(const QString &id) const { return m_program.database(id); }
    [[nodiscard]] QStringList backups() const
    {
        return QDir(m_program.dataDir() + "/backups"_L1)
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] QStringList words(const QStringList &more) const
    {
        return QStringList{u"migrate"_s, u"--communities"_s, m_program.communitiesDir(), u"--data-dir"_s,
                           m_program.dataDir()} +
               more;
    }
    [[nodiscard]] Outcome migrate(const QStringList &more = {}) const { return m_program.run(words(more)); }

private:
    Program m_program;
};
} // namespace

class EndToEndMigrateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDatabaseAndBack()
    {
        const Communities communities;
        const Outcome outcome = communities.migrate({u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QCOMPARE(outcome.err, QByteArray());
        const QJsonObject object = objectIn(outcome);
        QCOMPARE(object.value("to"_L1).toString(), u"wal"_s);
        QCOMPARE(object.value("dry_run"_L1).toBool(true), false);
        const QJsonArray databases = object.value("databases"_L1).toArray();
        QCOMPARE(databases.size(), 3);
        for (const QJsonValue &value : databases) {
            const QJsonObject one = value.toObject();
            QCOMPARE(one.value("state"_L1).toString(), u"switched"_s);
            QCOMPARE(one.value("from"_L1).toString(), u"delete"_s);
            QCOMPARE(one.value("to"_L1).toString(), u"wal"_s);
            QCOMPARE(one.value("rows"_L1).toObject().value("github_items"_L1).toInt(), 1);
            const QString path = one.value("database"_L1).toString();
            QCOMPARE(modeOf(path), u"wal"_s);
            QCOMPARE(everythingIn(one.value("backup"_L1).toString()), everythingIn(path));
        }
        QCOMPARE(communities.backups().size(), 3);

        const Outcome again = communities.migrate();
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.out.count("already"), 3);
        QCOMPARE(communities.backups().size(), 3);

        const Outcome back =
            communities.migrate({u"--to"_s, u"delete"_s, u"--community"_s, u"mne"_s, u"--no-backup"_s});
        QVERIFY2(back.exitCode == 0, back.all().constData());
        QVERIFY2(back.out.contains("mne: switched from wal to delete"), back.out.constData());
        QCOMPARE(modeOf(communities.database(u"mne"_s)), u"delete"_s);
        QCOMPARE(modeOf(communities.database(u"hed"_s)), u"wal"_s);
        QCOMPARE(communities.backups().size(), 3);
        QCOMPARE(communities.migrate({u"--quiet"_s}).all(), QByteArray("exit code 0\n"));
    }

    void aDryRunTouchesNothing()
    {
        const Communities communities;
        const Outcome text = communities.migrate({u"--dry-run"_s});
        QVERIFY2(text.exitCode == 0, text.all().constData());
        QCOMPARE(text.out.count("would be switched from delete to wal"), 3);
        const Outcome json = communities.migrate({u"--dry-run"_s, u"--json"_s, u"--community"_s, u"mne"_s});
        const QJsonObject plan = objectIn(json).value("databases"_L1).toArray().at(0).toObject();
        QVERIFY(plan.value("needed"_L1).toBool());
        QCOMPARE(plan.value("findings"_L1).toArray().size(), 8);
        for (const QString &id : {u"bids"_s, u"hed"_s, u"mne"_s})
            QCOMPARE(modeOf(communities.database(id)), u"delete"_s);
        QVERIFY(communities.backups().isEmpty());
    }

    // It is waited for last and by name, and skipped; the others are switched before.
    void oneIsHeldByAnother()
    {
        const Communities communities;
        OtherProgram other(communities.database(u"bids"_s));
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        const Outcome outcome = communities.migrate({u"--busy-timeout"_s, u"700"_s});
        QCOMPARE(outcome.exitCode, 1);
        const QByteArray pid = QByteArray::number(other.pid());
        QVERIFY2(outcome.out.contains("bids: waiting for") && outcome.out.contains(pid),
                 outcome.all().constData());
        QVERIFY2(outcome.err.contains("bids") && outcome.err.contains(pid), outcome.all().constData());
        QVERIFY2(outcome.err.contains("as it was"), outcome.all().constData());
        QVERIFY(outcome.out.indexOf("mne: switched") < outcome.out.indexOf("bids: waiting"));
        const Outcome json =
            communities.migrate({u"--busy-timeout"_s, u"100"_s, u"--community"_s, u"bids"_s, u"--json"_s});
        QCOMPARE(json.exitCode, 1);
        const QJsonObject bids = objectIn(json).value("databases"_L1).toArray().at(0).toObject();
        QCOMPARE(bids.value("state"_L1).toString(), u"skipped"_s);
        QCOMPARE(bids["error"_L1]["kind"_L1].toString(), u"locked"_s);
        QCOMPARE(modeOf(communities.database(u"hed"_s)), u"wal"_s);
        QCOMPARE(modeOf(communities.database(u"mne"_s)), u"wal"_s);
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(other.close());
        QCOMPARE(modeOf(communities.database(u"bids"_s)), u"delete"_s);
        QCOMPARE(communities.migrate().exitCode, 0);
        QCOMPARE(modeOf(communities.database(u"bids"_s)), u"wal"_s);
    }

    void oneIsDamaged()
    {
        Communities communities;
        const QByteArray garbage = QByteArray("no database at all ").repeated(500);
        communities.program().writeFile(communities.database(u"bids"_s), garbage);
        const Outcome outcome = communities.migrate({u"--json"_s});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonArray databases = objectIn(outcome).value("databases"_L1).toArray();
        QCOMPARE(databases.size(), 3);
        int failed = 0;
        for (const QJsonValue &value : databases) {
            if (value["state"_L1].toString() != "failed"_L1)
                continue;
            ++failed;
            QCOMPARE(value["community"_L1].toString(), u"bids"_s);
            QCOMPARE(value["error"_L1]["kind"_L1].toString(), u"corrupt"_s);
        }
        QCOMPARE(failed, 1);
        QFile file(communities.database(u"bids"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), garbage);
    }

    void wrongUse()
    {
        const Communities communities;
        const Outcome outcome = communities.migrate({u"--to"_s, u"truncate"_s});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains("“wal” or “delete”"), outcome.err.constData());
        QCOMPARE(communities.migrate({u"--community"_s, u"eeglab"_s}).exitCode, 2);
        QCOMPARE(modeOf(communities.database(u"mne"_s)), u"delete"_s);
    }

    void interrupted()
    {
        Communities communities;
        OtherProgram other(communities.database(u"mne"_s));
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        QProcess process;
        communities.program().start(process, communities.words({u"--community"_s, u"mne"_s}));
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT((out += process.readAllStandardOutput()).contains("waiting"), 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Outcome outcome = Program::finish(process);
        QCOMPARE(outcome.exitCode, 130);
        QVERIFY(other.run(u"COMMIT"_s));
        QCOMPARE(modeOf(communities.database(u"mne"_s)), u"delete"_s);
    }

    // What stood in a file of early 2026 is still there after the switch and a sync, and the file is of
    // today.
    void aFileOfAnOlderProgram()
    {
        demo::GithubSite site;
        demo::HttpServer server([&site](const demo::HttpRequest &request) { return site.handle(request); });
        site.addGenerated({.fullName = u"o/r"_s, .items = 30});
        Program program;
        program.addCommunity(u"mne"_s, {u"o/r"_s});
        program.setServer(server.url());
        const QString path = program.database(u"mne"_s);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile schema(QFINDTESTDATA("../data/store/osa-early-2026.sql"));
        QVERIFY(schema.open(QIODevice::ReadOnly));
        {
            Sqlite old(path);
            QVERIFY2(old.execute(QString::fromUtf8(schema.readAll())) == 0, qPrintable(old.error()));
            QVERIFY(old.rows(u"SELECT name FROM sqlite_master"_s).contains(u"github_items"_s));
            QVERIFY(!old.rows(u"SELECT name FROM sqlite_master"_s).contains(u"discourse_topics"_s));
            QVERIFY(!old.rows(u"SELECT name FROM pragma_table_info('docstrings')"_s).contains(u"branch"_s));
        }
        const auto oldRows = [&path] {
            Sqlite database(path);
            return database.rows(u"SELECT id, repo, number, title FROM github_items WHERE repo = 'o/old'"_s) +
                   database.rows(u"SELECT id, symbol_name, docstring FROM docstrings"_s) +
                   database.rows(u"SELECT id, subject, body FROM mailing_list_messages"_s);
        };
        const QStringList before = oldRows();
        QCOMPARE(before.size(), 5);

        const Outcome migrated = program.run({u"migrate"_s, u"--communities"_s, program.communitiesDir(),
                                              u"--data-dir"_s, program.dataDir(), u"--json"_s});
        QVERIFY2(migrated.exitCode == 0, migrated.all().constData());
        QCOMPARE(modeOf(path), u"wal"_s);
        QCOMPARE(oldRows(), before);
        QVERIFY(!Sqlite(path).rows(u"SELECT name FROM sqlite_master"_s).contains(u"discourse_topics"_s));

        const Outcome synced = program.sync();
        QVERIFY2(synced.exitCode == 0, synced.all().constData());
        QCOMPARE(oldRows(), before);
        Sqlite now(path);
        QCOMPARE(now.value(u"SELECT count(*) FROM github_items WHERE repo = 'o/r'"_s), u"30"_s);
        QCOMPARE(now.value(u"SELECT count(*) FROM docstrings WHERE branch = 'main'"_s), u"2"_s);
        QCOMPARE(now.value(u"SELECT count(*) FROM docstrings_fts WHERE docstrings_fts MATCH 'epochs'"_s),
                 u"1"_s);
        QVERIFY(now.rows(u"SELECT name FROM sqlite_master"_s).contains(u"discourse_topics"_s));
        QVERIFY(now.rows(u"SELECT name FROM sqlite_master"_s).contains(u"bep_items"_s));
        QCOMPARE(now.integrityProblem(), QString());
        QCOMPARE(modeOf(path), u"wal"_s);
    }
};

QTEST_GUILESS_MAIN(EndToEndMigrateTest)
#include "e2e_migrate.moc"
