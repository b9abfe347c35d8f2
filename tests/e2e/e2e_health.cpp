// `lockkeeper-cli health` and `checkpoint` as a script meets them: what they print, exit codes, and databases
// that are locked or damaged, which are neither deleted nor replaced.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include "store/Database.h"

#include <QDir>
#include <QFile>
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
constexpr int items = 400;

QJsonObject objectIn(const Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

// Two communities; "mne" has rows.
class Communities final
{
public:
    Communities()
    {
        for (const QString &id : {u"mne"_s, u"bids"_s}) {
            m_program.addCommunity(id, {u"o/"_s + id});
            (void)store::Database::open(m_program.database(id), std::chrono::seconds(5));
        }
        Sqlite mne(database());
        mne.execute(u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                    "INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
                    "created_at, "
                    "synced_at) SELECT 'o/mne', 'pr', i, 'Title ' || i, printf('%.*c', 500, 'x'), 'open', "
                    "'u', 'c', 's' "
                    "FROM n"_s.arg(items));
    }
    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] QString database() const { return m_program.database(u"mne"_s); }
    [[nodiscard]] QString path(const QString &name) const { return m_program.path(name); }
    [[nodiscard]] QStringList words(const QStringList &more) const
    {
        return more.mid(0, 1) +
               QStringList{u"--communities"_s, m_program.communitiesDir(), u"--data-dir"_s,
                           m_program.dataDir()} +
               more.mid(1);
    }
    [[nodiscard]] Outcome run(const QStringList &more) const { return m_program.run(words(more)); }
    [[nodiscard]] Outcome mne(const QStringList &more) const
    {
        return run(QStringList{u"health"_s, u"--community"_s, u"mne"_s} + more);
    }
    // The only database's object of `health --json`.
    [[nodiscard]] static QJsonObject of(const Outcome &outcome)
    {
        return objectIn(outcome).value("databases"_L1).toArray().at(0).toObject();
    }
    // Of mne's last check, as the history has it.
    [[nodiscard]] QString lastOutcome() const
    {
        return of(mne({u"--json"_s})).value("last_check"_L1).toObject().value("outcome"_L1).toString();
    }
    // One of the pages of the items is overwritten.
    void damage() const
    {
        qint64 page = 0;
        {
            Sqlite file(database());
            QCOMPARE(file.value(u"PRAGMA journal_mode=DELETE"_s), u"delete"_s);
            page = file.value(u"SELECT pageno FROM dbstat WHERE name = 'github_items' AND pagetype = 'leaf' "
                              "ORDER BY path LIMIT 1 OFFSET 5"_s)
                       .toLongLong();
        }
        QVERIFY(page > 1);
        QFile file(database());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek((page - 1) * 4096));
        QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(database());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

private:
    Program m_program;
};
} // namespace

class EndToEndHealthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atAGlance()
    {
        const Communities communities;
        const QStringList before = everythingIn(communities.database());
        const Outcome text = communities.run({u"health"_s});
        QVERIFY2(text.exitCode == 0, text.all().constData());
        QCOMPARE(text.err, QByteArray());
        for (const char *part :
             {"mne\n", "bids\n", "  Journal     wal\n", "Schema      up to date", "github_items 400",
              "Last check  none yet", "Last backup none in", "WAL-reset bug"})
            QVERIFY2(text.out.contains(part), text.out.constData());
        for (const QByteArray &line : text.out.split('\n')) // a path is not broken
            QVERIFY2(line.size() <= 100 || line.contains('/'), line.constData());

        const Outcome json = communities.run({u"health"_s, u"--json"_s});
        QCOMPARE(json.exitCode, 0);
        QCOMPARE(json.out.count('\n'), 1);
        const QJsonObject object = objectIn(json);
        QVERIFY(object.value("wal_reset_bug"_L1).isBool());
        QVERIFY(!object.value("sqlite"_L1).toString().isEmpty());
        const QJsonArray databases = object.value("databases"_L1).toArray();
        QCOMPARE(databases.size(), 2);
        const QJsonObject mne = databases.at(1).toObject();
        QCOMPARE(mne.value("community"_L1).toString(), u"mne"_s);
        QCOMPARE(mne.value("path"_L1).toString(), communities.database());
        QCOMPARE(mne.value("journal_mode"_L1).toString(), u"wal"_s);
        QCOMPARE(mne.value("pages"_L1).toInteger() * mne.value("page_size"_L1).toInteger(),
                 mne.value("bytes"_L1).toInteger());
        QVERIFY(mne.value("schema_up_to_date"_L1).toBool());
        QCOMPARE(mne.value("rows"_L1).toObject().value("github_items"_L1).toInt(), items);
        QCOMPARE(mne.value("full_text_indexes"_L1).toArray().size(), 7);
        for (const QLatin1StringView name : {"writer"_L1, "last_check"_L1, "last_backup"_L1})
            QVERIFY(mne.value(name).isNull());
        QVERIFY(!mne.contains("check"_L1));
        QCOMPARE(everythingIn(communities.database()), before);
        QCOMPARE(communities.run({u"health"_s, u"--quiet"_s}).all(), QByteArray("exit code 0\n"));
    }

    void deepIsRemembered()
    {
        const Communities communities;
        const Outcome deep = communities.mne({u"--deep"_s, u"--json"_s});
        QVERIFY2(deep.exitCode == 0, deep.all().constData());
        const QJsonObject check = Communities::of(deep).value("check"_L1).toObject();
        QCOMPARE(check.value("outcome"_L1).toString(), u"whole"_s);
        QCOMPARE(check.value("problems"_L1).toArray().size(), 0);
        QCOMPARE(check.value("rows"_L1).toObject().value("github_items"_L1).toInt(), items);
        const QJsonObject now = Communities::of(deep).value("last_check"_L1).toObject();
        QCOMPARE(now.value("depth"_L1).toString(), u"deep"_s);
        const QJsonObject later = Communities::of(communities.mne({u"--json"_s}));
        QVERIFY(!later.contains("check"_L1));
        QCOMPARE(later.value("last_check"_L1).toObject().value("outcome"_L1).toString(), u"whole"_s);
        const Outcome text = communities.mne({});
        QVERIFY2(text.out.contains("Last check  whole ("), text.out.constData());
    }

    void knowsBackupsAndWhatIsMissing()
    {
        const Communities communities;
        QCOMPARE(communities
                     .run({u"backup"_s, u"--community"_s, u"mne"_s, u"--to"_s,
                           QFileInfo(communities.database()).path() + u"/../backups"_s})
                     .exitCode,
                 0);
        Sqlite(communities.database()).execute(u"DROP INDEX idx_papers_source"_s);
        const QJsonObject mne = Communities::of(communities.mne({u"--json"_s}));
        QVERIFY(mne.value("last_backup"_L1).toObject().value("whole"_L1).toBool());
        QVERIFY(!mne.value("schema_up_to_date"_L1).toBool());
        QCOMPARE(mne.value("missing"_L1).toArray(), QJsonArray{u"idx_papers_source"_s});
        const Outcome text = communities.mne({});
        QVERIFY2(text.out.contains("the next sync adds: idx_papers_source"), text.out.constData());

        for (const QString &table : {u"bep_items"_s, u"discourse_topics"_s, u"papers"_s})
            Sqlite(communities.database()).execute(u"DROP TABLE "_s + table);
        const Outcome many = communities.mne({});
        QVERIFY2(many.out.contains(", \u2026\n") || many.out.contains(", ~\n"), many.out.constData());
    }

    void lockedIsNotDamaged_data()
    {
        QTest::addColumn<bool>("deep");
        QTest::newRow("look") << false;
        QTest::newRow("deep") << true;
    }
    void lockedIsNotDamaged()
    {
        QFETCH(const bool, deep);
        const Communities communities;
        Sqlite(communities.database()).execute(u"PRAGMA journal_mode=DELETE"_s);
        OtherProgram other(communities.database());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const QStringList words = deep ? QStringList{u"--deep"_s} : QStringList();
        const QStringList busy{u"--busy-timeout"_s, u"100"_s};
        const Outcome json = communities.mne(words + busy + QStringList{u"--json"_s});
        QVERIFY2(json.exitCode == 1, json.all().constData());
        const QJsonObject mne = Communities::of(json);
        QCOMPARE(mne.value("error"_L1).toObject().value("kind"_L1).toString(), u"locked"_s);
        if (deep)
            QCOMPARE(
                mne.value("check"_L1).toObject().value("error"_L1).toObject().value("kind"_L1).toString(),
                u"locked"_s);
        QVERIFY2(mne.value("last_check"_L1).isNull(), "it says nothing about the file");
        QCOMPARE(mne.value("writer"_L1).toObject().value("pid"_L1).toInteger(), other.pid());
        const Outcome text = communities.mne(words + busy);
        QVERIFY2(text.out.contains("is locked by another program"), text.out.constData());
        QVERIFY2(!text.out.contains("damaged") && !text.out.contains("restore") &&
                     !text.out.contains("next sync goes on"),
                 text.out.constData());
    }

    void damagedIsNeitherDeletedNorReplaced()
    {
        const Communities communities;
        const QString folder = QFileInfo(communities.database()).dir().filePath(u"../backups"_s);
        QCOMPARE(communities.run({u"backup"_s, u"--community"_s, u"mne"_s, u"--to"_s, folder}).exitCode, 0);
        communities.damage();
        const QByteArray before = communities.bytes();
        const Outcome deep = communities.run({u"health"_s, u"--deep"_s, u"--json"_s});
        QVERIFY2(deep.exitCode == 1, deep.all().constData());
        const QJsonArray both = objectIn(deep).value("databases"_L1).toArray();
        QCOMPARE(both.at(0).toObject().value("check"_L1).toObject().value("outcome"_L1).toString(),
                 u"whole"_s);
        const QJsonObject check = both.at(1).toObject().value("check"_L1).toObject();
        QCOMPARE(check.value("outcome"_L1).toString(), u"damaged"_s);
        QVERIFY(!check.value("problems"_L1).toArray().isEmpty());
        const Outcome text = communities.mne({u"--deep"_s});
        QCOMPARE(text.exitCode, 1);
        QVERIFY2(text.out.contains("neither deleted nor replaced"), text.out.constData());
        const QString newest = QDir(folder).entryList(QDir::Files).constLast();
        QVERIFY2(text.out.contains("restore --community mne --from ") && text.out.contains(newest.toUtf8()),
                 text.out.constData());
        QVERIFY2(text.out.contains("--recover FILE"), text.out.constData());
        const Outcome quiet = communities.mne({u"--deep"_s, u"--quiet"_s});
        QCOMPARE(quiet.out, QByteArray());
        QVERIFY2(quiet.err.contains("mne: damaged"), quiet.err.constData());
        QCOMPARE(communities.bytes(), before);
        const QString found = Communities::of(communities.mne({u"--deep"_s, u"--json"_s}))
                                  .value("last_check"_L1)
                                  .toObject()
                                  .value("found"_L1)
                                  .toString();
        QVERIFY2(!found.isEmpty() && !found.contains(u".;"_s), qPrintable(found));
    }

    // What a check has found stays known to the commands after it.
    void damageIsRemembered()
    {
        const Communities communities;
        communities.damage();
        QCOMPARE(communities.mne({u"--deep"_s, u"--quiet"_s}).exitCode, 1);
        const QByteArray before = communities.bytes();
        const Outcome text = communities.mne({});
        QVERIFY2(text.exitCode == 1, text.all().constData());
        QVERIFY2(text.out.contains("Problem     the last check found it damaged: ") &&
                     text.out.contains("--recover FILE") && text.out.contains("--deep"),
                 text.out.constData());
        const Outcome quiet = communities.mne({u"--quiet"_s});
        QVERIFY2(quiet.exitCode == 1 && quiet.err.contains("mne: the last check found it damaged"),
                 quiet.all().constData());
        for (const QString &option : {u"--optimize"_s, u"--compact"_s, u"--rebuild-index"_s}) {
            const Outcome refused = communities.mne({option, u"--json"_s});
            QVERIFY2(refused.exitCode == 1, refused.all().constData());
            QCOMPARE(Communities::of(refused).value("error"_L1).toObject().value("kind"_L1).toString(),
                     u"corrupt"_s);
        }
        const Outcome checkpoint = communities.run({u"checkpoint"_s, u"--community"_s, u"mne"_s});
        QVERIFY2(checkpoint.exitCode == 1 && checkpoint.err.contains("found it damaged"),
                 checkpoint.all().constData());
        QVERIFY2(checkpoint.err.contains("\n  It has been neither deleted nor replaced.") &&
                     checkpoint.err.contains("lockkeeper-cli health --community mne --deep"),
                 checkpoint.err.constData());
        for (const QStringList &more : {QStringList(u"--dry-run"_s), QStringList()}) {
            const Outcome migrated =
                communities.run(QStringList{u"migrate"_s, u"--community"_s, u"mne"_s} + more);
            QVERIFY2(migrated.exitCode == 1 && migrated.err.contains("The last check found it damaged"),
                     migrated.all().constData());
        }
        QCOMPARE(communities.bytes(), before);
    }

    // Nothing of a file that cannot even be copied can be told but that, and that is kept, too.
    void aFileThatIsNoDatabase()
    {
        const Communities communities;
        QFile file(communities.database());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.write(QByteArray(20'000, 'x')) > 0);
        file.close();
        QCOMPARE(communities.mne({u"--deep"_s, u"--quiet"_s}).exitCode, 1);
        const QJsonObject last =
            Communities::of(communities.mne({u"--json"_s})).value("last_check"_L1).toObject();
        QCOMPARE(last.value("outcome"_L1).toString(), u"damaged"_s);
        QVERIFY(last.value("found"_L1).toString().contains(u"is not an SQLite database"_s));
        QCOMPARE(communities.run({u"status"_s, u"--community"_s, u"mne"_s}).exitCode, 1);
    }

    void recovers()
    {
        const Communities communities;
        communities.damage();
        QCOMPARE(communities.mne({u"--deep"_s, u"--quiet"_s}).exitCode, 1);
        const QByteArray before = communities.bytes();
        const QString file = communities.path(u"recovered.db"_s);
        const Outcome outcome = communities.mne({u"--recover"_s, file, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        const QJsonObject mne = Communities::of(outcome);
        QCOMPARE(mne.value("work"_L1).toString(), u"recover"_s);
        QCOMPARE(mne.value("to"_L1).toString(), file);
        QVERIFY(mne.value("syncs_begin_anew"_L1).toBool());
        const QJsonObject table = mne.value("tables"_L1).toArray().at(0).toObject();
        QCOMPARE(table.value("table"_L1).toString(), u"github_items"_s);
        QVERIFY(table.value("gaps"_L1).toBool());
        QVERIFY(table.value("rows"_L1).toInt() > items - 20 && table.value("rows"_L1).toInt() < items);
        QCOMPARE(itemCount(file), table.value("rows"_L1).toInt());
        QCOMPARE(Sqlite(file).integrityProblem(), QString());
        QCOMPARE(communities.bytes(), before);
        QCOMPARE(communities.mne({u"--recover"_s, file}).exitCode, 2);
        const QString noFolder = communities.path(u"nodir"_s);
        const Outcome nowhere = communities.mne({u"--recover"_s, noFolder + u"/new.db"_s});
        QVERIFY2(nowhere.exitCode == 2 && nowhere.err.contains("There is no folder"),
                 nowhere.all().constData());
        QVERIFY(!QFileInfo::exists(noFolder));

        // And put in place.
        const Outcome restored =
            communities.run({u"restore"_s, u"--community"_s, u"mne"_s, u"--from"_s, file});
        QVERIFY2(restored.exitCode == 0, restored.all().constData());
        QCOMPARE(communities.lastOutcome(), u"whole"_s); // the damage that was found is in the former file
        QCOMPARE(communities.mne({u"--deep"_s, u"--quiet"_s}).all(), QByteArray("exit code 0\n"));
        const Outcome text = communities.mne({u"--recover"_s, communities.path(u"again.db"_s)});
        QVERIFY2(text.out.contains("To put it in place") && !text.out.contains("not all"),
                 text.out.constData());
    }

    void aBrokenIndexIsMadeAnew()
    {
        const Communities communities;
        Sqlite(communities.database())
            .execute(u"UPDATE github_items_fts_data SET block = zeroblob(30) WHERE id > 10"_s);
        const Outcome deep = communities.mne({u"--deep"_s});
        QCOMPARE(deep.exitCode, 1);
        QVERIFY2(deep.out.contains("--rebuild-index") && !deep.out.contains("restore --"),
                 deep.out.constData());
        QCOMPARE(communities.lastOutcome(), u"broken_index"_s);
        const Outcome rebuilt = communities.mne({u"--rebuild-index"_s});
        QVERIFY2(rebuilt.exitCode == 0 && rebuilt.out.contains("made anew") &&
                     rebuilt.out.contains("mne: whole, checked in depth"),
                 rebuilt.all().constData());
        QCOMPARE(communities.lastOutcome(), u"whole"_s); // what was found before is no longer true
        const Outcome again = communities.mne({u"--rebuild-index"_s});
        QVERIFY2(again.exitCode == 0 && !again.out.contains("checked"), again.all().constData());
        QCOMPARE(communities.mne({u"--deep"_s, u"--quiet"_s}).exitCode, 0);
        QCOMPARE(itemCount(communities.database()), items);
    }

    void tidies_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("work");
        QTest::newRow("optimize") << u"--optimize"_s << u"optimize"_s;
        QTest::newRow("compact") << u"--compact"_s << u"compact"_s;
        QTest::newRow("rebuild-index") << u"--rebuild-index"_s << u"rebuild_index"_s;
    }
    void tidies()
    {
        QFETCH(const QString, option);
        QFETCH(const QString, work);
        const Communities communities;
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(3000000)); "
                     "DROP TABLE ballast"_s);
        const QStringList content = everythingIn(communities.database());
        const Outcome outcome = communities.run({u"health"_s, option, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        const QJsonArray databases = objectIn(outcome).value("databases"_L1).toArray();
        QCOMPARE(databases.size(), 2);
        const QJsonObject mne = databases.at(1).toObject();
        QCOMPARE(mne.value("work"_L1).toString(), work);
        QCOMPARE(mne.value("bytes_after"_L1).toInteger(), QFileInfo(communities.database()).size());
        if (work == u"compact"_s)
            QVERIFY(mne.value("bytes_after"_L1).toInteger() <
                    mne.value("bytes_before"_L1).toInteger() - 2'000'000);
        QCOMPARE(everythingIn(communities.database()), content);
        QCOMPARE(Sqlite(communities.database()).integrityProblem(), QString());
        const Outcome text = communities.mne({option});
        QVERIFY2(text.exitCode == 0 && text.out.contains("mne: "), text.all().constData());
        QCOMPARE(communities.mne({option, u"--quiet"_s}).all(), QByteArray("exit code 0\n"));

        OtherProgram other(communities.database());
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        const Outcome locked =
            communities.run({u"health"_s, option, u"--busy-timeout"_s, u"100"_s, u"--json"_s});
        QVERIFY2(locked.exitCode == 1, locked.all().constData());
        const QJsonArray both = objectIn(locked).value("databases"_L1).toArray();
        QVERIFY(both.at(0).toObject().contains("bytes_after"_L1));
        QCOMPARE(both.at(1).toObject().value("error"_L1).toObject().value("kind"_L1).toString(), u"locked"_s);
    }

    void tellsWhoIsInTheWay()
    {
        const Communities communities;
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(3000000)); "
                     "DROP TABLE ballast"_s);
        OtherProgram other(communities.database());
        const QByteArray pid = QByteArray::number(other.pid());
        QVERIFY(other.run(u"BEGIN"_s) && other.run(u"SELECT count(*) FROM papers"_s));
        const Outcome read = communities.mne({u"--compact"_s, u"--busy-timeout"_s, u"100"_s});
        QVERIFY2(read.exitCode == 0 && read.out.contains("the file shrinks once python3 (pid " + pid + ')'),
                 read.all().constData());
        QVERIFY(other.run(u"COMMIT"_s) && other.run(u"BEGIN IMMEDIATE"_s));
        for (const QString &option : {u"--compact"_s, u"--rebuild-index"_s, u"--optimize"_s}) {
            const Outcome waited = communities.mne({option, u"--busy-timeout"_s, u"300"_s});
            QVERIFY2(waited.out.count("mne: waiting for python3 (pid " + pid + ")\n") == 1,
                     waited.all().constData());
        }
    }

    // A limit on a file's size stands for a file system with one.
    void noRoomToCompact()
    {
        Communities communities;
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(3000000))"_s);
        const QStringList content = everythingIn(communities.database());
        communities.program().setChildModifier([] {
            const rlimit limit{.rlim_cur = 1'000'000, .rlim_max = 1'000'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            std::signal(SIGXFSZ, SIG_IGN);
        });
        const Outcome outcome = communities.mne({u"--compact"_s, u"--json"_s});
        QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
        QVERIFY2(outcome.out.contains("\"kind\":\"disk_full\""), outcome.all().constData());
        QCOMPARE(everythingIn(communities.database()), content);
        QCOMPARE(Sqlite(communities.database()).integrityProblem(), QString());
    }

    void checkpoints()
    {
        const Communities communities;
        OtherProgram writer(communities.database()); // keeps the -wal
        QVERIFY(writer.run(u"UPDATE github_items SET title = 'changed'"_s));
        const Outcome outcome = communities.run({u"checkpoint"_s, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        const QJsonObject mne = objectIn(outcome).value("checkpoints"_L1).toArray().at(1).toObject();
        QVERIFY(mne.value("complete"_L1).toBool() && mne.value("wal"_L1).toBool());
        QVERIFY(mne.value("wal_bytes_before"_L1).toInteger() > 0);
        QCOMPARE(mne.value("wal_bytes_after"_L1).toInteger(), 0);

        OtherProgram reader(communities.database());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM papers"_s));
        QVERIFY(writer.run(u"UPDATE github_items SET title = 'again'"_s));
        const Outcome pinned =
            communities.run({u"checkpoint"_s, u"--community"_s, u"mne"_s, u"--busy-timeout"_s, u"100"_s});
        QVERIFY2(pinned.exitCode == 1, pinned.all().constData());
        QVERIFY2(pinned.err.contains("stay in the WAL") &&
                     pinned.err.contains(QByteArray::number(reader.pid())),
                 pinned.err.constData());
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("two works") << QStringList{u"health"_s, u"--deep"_s, u"--compact"_s};
        QTest::newRow("recover all") << QStringList{u"health"_s, u"--recover"_s, u"new.db"_s};
        QTest::newRow("unknown community") << QStringList{u"health"_s, u"--community"_s, u"mna"_s};
        QTest::newRow("checkpoint, unknown") << QStringList{u"checkpoint"_s, u"--community"_s, u"mna"_s};
        QTest::newRow("checkpoint with a word") << QStringList{u"checkpoint"_s, u"mne"_s};
    }
    void refused()
    {
        QFETCH(const QStringList, words);
        const Communities communities;
        const Outcome outcome = communities.run(words);
        QVERIFY2(outcome.exitCode == 2, outcome.all().constData());
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY(!outcome.err.isEmpty());
    }

    void interrupted()
    {
        Communities communities;
        Sqlite(communities.database())
            .execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(300000000))"_s);
        const QDir knowledge = QFileInfo(communities.database()).dir();
        const auto copies = [&knowledge] {
            return knowledge.entryList({u".lockkeeper-check-*"_s}, QDir::Dirs | QDir::Hidden);
        };
        QProcess process;
        communities.program().start(
            process, communities.words({u"health"_s, u"--community"_s, u"mne"_s, u"--deep"_s, u"--json"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(!copies().isEmpty(), LongEnoughMs);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Outcome outcome = Program::finish(process);
        QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
        QCOMPARE(copies(), QStringList());
        QCOMPARE(itemCount(communities.database()), items);
    }
};

QTEST_GUILESS_MAIN(EndToEndHealthTest)
#include "e2e_health.moc"
