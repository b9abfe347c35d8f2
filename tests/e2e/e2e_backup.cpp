// `lockkeeper-cli backup` and `restore` as a script meets them: what they print, exit codes, refusals,
// Ctrl+C, and a file system with a limit.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include "store/Database.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
QJsonObject objectIn(const Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

// Two communities; "mne" has a row.
class Communities final
{
public:
    Communities()
    {
        for (const QString &id : {u"mne"_s, u"bids"_s}) {
            m_program.addCommunity(id, {u"o/"_s + id});
            (void)store::Database::open(m_program.database(id), std::chrono::seconds(5));
        }
        Sqlite mne(m_program.database(u"mne"_s));
        mne.execute(
            u"INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, synced_at) "
            "VALUES('o/mne', 'pr', 6, 't', 'open', 'u', 'c', 's')"_s);
    }
    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] QString database() const { return m_program.database(u"mne"_s); }
    [[nodiscard]] QString folder() const { return m_program.path(u"backups"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] Outcome run(const QString &command, const QStringList &more) const
    {
        return m_program.run(words(command, more));
    }
    [[nodiscard]] QStringList words(const QString &command, const QStringList &more) const
    {
        return QStringList{command, u"--communities"_s, m_program.communitiesDir(), u"--data-dir"_s,
                           m_program.dataDir()} +
               more;
    }
    [[nodiscard]] QString backUp() const // of mne
    {
        const Outcome outcome =
            run(u"backup"_s, {u"--community"_s, u"mne"_s, u"--to"_s, folder(), u"--json"_s});
        return objectIn(outcome).value("backups"_L1).toArray().at(0).toObject().value("path"_L1).toString();
    }

private:
    Program m_program;
};
} // namespace

class EndToEndBackupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommunity()
    {
        const Communities communities;
        const Outcome outcome = communities.run(u"backup"_s, {u"--to"_s, communities.folder(), u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QCOMPARE(outcome.err, QByteArray());
        QCOMPARE(outcome.out.count('\n'), 1);
        const QJsonObject object = objectIn(outcome);
        QVERIFY(!object.value("sqlite"_L1).toString().isEmpty());
        const QJsonArray backups = object.value("backups"_L1).toArray();
        QCOMPARE(backups.size(), 2);
        const QJsonObject mne = backups.at(1).toObject();
        QCOMPARE(mne.value("community"_L1).toString(), u"mne"_s);
        QCOMPARE(mne.value("database"_L1).toString(), communities.database());
        QCOMPARE(mne.value("journal_mode"_L1).toString(), u"wal"_s);
        QCOMPARE(mne.value("rows"_L1).toObject().value("github_items"_L1).toInt(), 1);
        QVERIFY(mne.value("seconds"_L1).isDouble());
        const QString path = mne.value("path"_L1).toString();
        QCOMPARE(QFileInfo(path).size(), mne.value("bytes"_L1).toInteger());
        QCOMPARE(communities.files().size(), 2);
        QCOMPARE(everythingIn(path), everythingIn(communities.database()));

        const Outcome text =
            communities.run(u"backup"_s, {u"--community"_s, u"mne"_s, u"--to"_s, communities.folder()});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.startsWith("mne: ") && text.out.contains("rows: 1"), text.out.constData());
        QCOMPARE(communities.files().size(), 3);
        const Outcome quiet = communities.run(u"backup"_s, {u"--to"_s, communities.folder(), u"--quiet"_s});
        QCOMPARE(quiet.all(), QByteArray("exit code 0\n"));
    }

    void restores()
    {
        const Communities communities;
        const QString backup = communities.backUp();
        Sqlite(communities.database()).execute(u"DELETE FROM github_items"_s);
        const Outcome outcome =
            communities.run(u"restore"_s, {u"--community"_s, u"mne"_s, u"--from"_s, backup, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        const QJsonObject object = objectIn(outcome);
        QCOMPARE(object.value("community"_L1).toString(), u"mne"_s);
        QCOMPARE(object.value("path"_L1).toString(), communities.database());
        QCOMPARE(object.value("from"_L1).toString(), backup);
        QCOMPARE(object.value("journal_mode"_L1).toString(), u"wal"_s);
        QCOMPARE(object.value("rows"_L1).toObject().value("github_items"_L1).toInt(), 1);
        QCOMPARE(object.value("rows_before"_L1).toObject().value("github_items"_L1).toInt(-1), 0);
        QCOMPARE(itemCount(communities.database()), 1);
        QCOMPARE(itemCount(object.value("aside"_L1).toString()), 0);
        QVERIFY(QFileInfo::exists(object.value("aside"_L1).toString()));
        const Outcome text = communities.run(u"restore"_s, {u"--community"_s, u"mne"_s, u"--from"_s, backup});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.contains("mne.db.before-restore-"), text.out.constData());
        QVERIFY2(text.out.contains("\n  Rows: github_items 1\n"), text.out.constData()); // no difference
        Sqlite(communities.database())
            .execute(u"INSERT INTO papers(source, external_id, title, url, synced_at) "
                     "VALUES('s', 'e', 't', 'u', 's'); DELETE FROM github_items"_s);
        const Outcome changed =
            communities.run(u"restore"_s, {u"--community"_s, u"mne"_s, u"--from"_s, backup});
        QVERIFY2(changed.out.contains("\n  Rows: github_items 0 → 1, papers 1 → 0\n") ||
                     changed.out.contains("\n  Rows: github_items 0 -> 1, papers 1 -> 0\n"),
                 changed.out.constData());
    }

    // A damaged database's rows are not to be known.
    void replacesWhatCannotBeRead()
    {
        Communities communities;
        const QString backup = communities.backUp();
        communities.program().writeFile(communities.database(), QByteArray(9000, 'x'));
        const QStringList words{u"--community"_s, u"mne"_s, u"--from"_s, backup};
        const Outcome outcome = communities.run(u"restore"_s, words);
        QVERIFY2(outcome.exitCode == 0 && outcome.out.contains("before could not be read"),
                 outcome.all().constData());
        communities.program().writeFile(communities.database(), QByteArray(9000, 'x'));
        const Outcome json = communities.run(u"restore"_s, words + QStringList(u"--json"_s));
        QVERIFY2(json.exitCode == 0 && objectIn(json).value("rows_before"_L1).isNull(),
                 json.all().constData());
    }

    // Said while it is waited for, once, in the same words everywhere.
    void tellsWhoIsWaitedFor_data()
    {
        QTest::addColumn<QStringList>("words"); // DIR, FILE: of this test
        QTest::newRow("backup") << QStringList{u"backup"_s, u"--community"_s, u"mne"_s, u"--to"_s, u"DIR"_s};
        QTest::newRow("restore") << QStringList{u"restore"_s, u"--community"_s, u"mne"_s, u"--from"_s,
                                                u"FILE"_s};
        QTest::newRow("recover") << QStringList{u"health"_s, u"--community"_s, u"mne"_s, u"--recover"_s,
                                                u"DIR/recovered.db"_s};
    }
    void tellsWhoIsWaitedFor()
    {
        QFETCH(QStringList, words);
        Communities communities;
        const QString backup = communities.backUp();
        for (QString &word : words)
            word.replace(u"DIR"_s, communities.folder()).replace(u"FILE"_s, backup);
        Sqlite(communities.database()).execute(u"PRAGMA journal_mode=DELETE"_s);
        OtherProgram other(communities.database());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        QProcess process;
        communities.program().start(process, communities.words(words.constFirst(), words.mid(1)));
        QByteArray out;
        QTRY_VERIFY_WITH_TIMEOUT(
            (out += process.readAllStandardOutput())
                .contains("mne: waiting for python3 (pid " + QByteArray::number(other.pid()) + ")\n"),
            LongEnoughMs);
        QVERIFY(other.run(u"COMMIT"_s));
        const Outcome outcome = Program::finish(process);
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QVERIFY2((out + outcome.out).count("waiting") == 1, (out + outcome.out).constData());
    }

    void ontoAnEmptyMachine()
    {
        const Communities communities;
        const QString backup = communities.backUp();
        Program fresh;
        const Outcome outcome = fresh.run({u"restore"_s, u"--data-dir"_s, fresh.dataDir(), u"--community"_s,
                                           u"mne"_s, u"--from"_s, backup, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QVERIFY(objectIn(outcome).value("aside"_L1).isNull());
        QCOMPARE(itemCount(fresh.database(u"mne"_s)), 1);
    }

    // Under a name that tells nothing, where nothing is there to compare with: by what is configured.
    void ofAnotherCommunity()
    {
        Communities communities;
        Sqlite(communities.database())
            .execute(u"INSERT INTO sync_metadata(source_type, source_name, last_sync_at) "
                     "VALUES('github', 'o/mne', 's')"_s);
        const QString file = communities.program().path(u"copy.db"_s);
        QVERIFY(QFile::rename(communities.backUp(), file));
        const QString bids = communities.program().database(u"bids"_s);
        QVERIFY(QFile::remove(bids));
        const Outcome refused =
            communities.run(u"restore"_s, {u"--community"_s, u"bids"_s, u"--from"_s, file, u"--json"_s});
        QVERIFY2(refused.exitCode == 2 && refused.err.contains("github o/mne") &&
                     refused.err.contains("configured for: mne"),
                 refused.all().constData());
        QVERIFY(!QFile::exists(bids));
        QVERIFY(QFileInfo(communities.database()).dir().removeRecursively()); // with its -wal
        const Outcome own =
            communities.run(u"restore"_s, {u"--community"_s, u"mne"_s, u"--from"_s, file, u"--json"_s});
        QVERIFY2(own.exitCode == 0 && objectIn(own).value("notice"_L1).isNull(), own.all().constData());
        QCOMPARE(objectIn(own).value("sources"_L1).toArray(), QJsonArray{u"github o/mne"_s});
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("words"); // DIR, FILE: of this test
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("backup without a folder") << QStringList{u"backup"_s} << QByteArray("--to");
        QTest::newRow("into a file") << QStringList{u"backup"_s, u"--to"_s, u"FILE"_s}
                                     << QByteArray("no folder");
        QTest::newRow("unknown community")
            << QStringList{u"backup"_s, u"--community"_s, u"mna"_s, u"--to"_s, u"DIR"_s} << QByteArray("mne");
        QTest::newRow("restore nothing")
            << QStringList{u"restore"_s, u"--community"_s, u"mne"_s} << QByteArray("--from");
        QTest::newRow("restore nowhere")
            << QStringList{u"restore"_s, u"--from"_s, u"FILE"_s} << QByteArray("--community");
        QTest::newRow("restore for all")
            << QStringList{u"restore"_s, u"--all"_s, u"--from"_s, u"FILE"_s} << QByteArray("--all");
        QTest::newRow("missing file")
            << QStringList{u"restore"_s, u"--community"_s, u"mne"_s, u"--from"_s, u"DIR/none.db"_s}
            << QByteArray("none.db");
        QTest::newRow("another community's file")
            << QStringList{u"restore"_s, u"--community"_s, u"bids"_s, u"--from"_s, u"FILE"_s}
            << QByteArray("“mne”");
    }
    void refused()
    {
        QFETCH(QStringList, words);
        QFETCH(const QByteArray, told);
        const Communities communities;
        const QString backup = communities.backUp();
        const QStringList before = communities.files();
        for (QString &word : words)
            word.replace(u"DIR"_s, communities.folder()).replace(u"FILE"_s, backup);
        const Outcome outcome = communities.run(words.takeFirst(), words);
        QVERIFY2(outcome.exitCode == 2, outcome.all().constData());
        QVERIFY2(outcome.err.contains(told), outcome.err.constData());
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(communities.files(), before);
        QCOMPARE(itemCount(communities.database()), 1);
    }

    void oneFailsBesideOneThatDoesNot()
    {
        Communities communities;
        communities.program().writeFile(communities.program().database(u"bids"_s), QByteArray(9000, 'x'));
        const Outcome outcome = communities.run(u"backup"_s, {u"--to"_s, communities.folder(), u"--json"_s});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonArray backups = objectIn(outcome).value("backups"_L1).toArray();
        QCOMPARE(backups.size(), 2);
        QCOMPARE(backups.at(0).toObject().value("error"_L1).toObject().value("kind"_L1).toString(),
                 u"corrupt"_s);
        QVERIFY(backups.at(1).toObject().contains("path"_L1));
        QCOMPARE(communities.files().size(), 1);
    }

    // A limit on a file's size stands for a file system with one.
    void noRoom()
    {
        Communities communities;
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(3000000))"_s);
        const QString backup = communities.backUp();
        Sqlite(communities.database()).execute(u"UPDATE github_items SET title = 'changed'"_s);
        const QStringList content = everythingIn(communities.database());
        communities.program().setChildModifier([] {
            const rlimit limit{.rlim_cur = 1'000'000, .rlim_max = 1'000'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            std::signal(SIGXFSZ, SIG_IGN);
        });
        for (const QStringList &words :
             {QStringList{u"backup"_s, u"--community"_s, u"mne"_s, u"--to"_s, communities.folder()},
              QStringList{u"restore"_s, u"--community"_s, u"mne"_s, u"--from"_s, backup}}) {
            const Outcome outcome =
                communities.run(words.constFirst(), words.mid(1) + QStringList{u"--json"_s});
            QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
            QVERIFY2(outcome.out.contains("\"kind\":\"disk_full\""), outcome.all().constData());
            QCOMPARE(communities.files(), QStringList{QFileInfo(backup).fileName()});
            QCOMPARE(everythingIn(communities.database()), content);
        }
    }

    void interrupted()
    {
        Communities communities;
        const QString backup = communities.backUp();
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(200000000))"_s);
        QProcess process;
        communities.program().start(process,
                                    communities.words(u"backup"_s, {u"--community"_s, u"mne"_s, u"--to"_s,
                                                                    communities.folder(), u"--json"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(communities.files().size() > 1, LongEnoughMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Outcome outcome = Program::finish(process);
        QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
        QCOMPARE(communities.files(), QStringList{QFileInfo(backup).fileName()});
    }
};

QTEST_GUILESS_MAIN(EndToEndBackupTest)
#include "e2e_backup.moc"
