// `lockkeeper-cli health` as a script meets it: what it prints, exit codes, and databases that are locked or
// damaged, which are neither deleted nor replaced.
#include "tests/e2e/Contents.h"
#include "tests/e2e/HealthCommunities.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

using Communities = HealthCommunities;

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

        const QByteArray bug = text.out.mid(text.out.indexOf("SQLite 3")); // comes last
        QVERIFY2(bug.count('\n') <= 2, bug.constData());
        const Outcome verbose = communities.run({u"health"_s, u"--verbose"_s});
        QCOMPARE(verbose.out.contains("3.44.6"), bug.contains("--verbose tells more"));

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

    // Wherever it was written, also after it has been moved away.
    void knowsBackupsElsewhere()
    {
        const Communities communities;
        const QString folder = communities.path(u"elsewhere"_s);
        QCOMPARE(communities.run({u"backup"_s, u"--to"_s, folder}).exitCode, 0);
        const QJsonObject last =
            Communities::of(communities.mne({u"--json"_s})).value("last_backup"_L1).toObject();
        QVERIFY(last.value("whole"_L1).toBool());
        QCOMPARE(QFileInfo(last.value("path"_L1).toString()).path(), folder);
        const Outcome text = communities.mne({});
        QVERIFY2(text.out.contains("Last backup 2") && text.out.contains(folder.toUtf8() + "/mne-2"),
                 text.out.constData());
        QVERIFY(QDir().rename(folder, folder + u"-gone"_s));
        const QJsonObject mne = Communities::of(communities.mne({u"--json"_s}));
        QVERIFY(mne.value("last_backup"_L1).isNull());
        QCOMPARE(mne.value("backup_not_there"_L1).toObject().value("path"_L1), last.value("path"_L1));
        const Outcome gone = communities.mne({});
        QVERIFY2(gone.exitCode == 0 && gone.out.contains(", which is not there now"), gone.out.constData());
    }

    // A copy of the file alone, made while its -wal still had pages of it.
    void aFileWithoutItsWal()
    {
        const Communities communities;
        Sqlite(communities.database()).execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        QFile file(communities.database());
        QVERIFY(file.resize(file.size() + 5 * 4096));
        for (const QString &command : {u"health"_s, u"status"_s}) {
            const Outcome text = communities.run({command, u"--community"_s, u"mne"_s});
            QVERIFY2(text.exitCode == 1 && text.out.simplified().contains("moved without its “-wal”"),
                     text.all().constData());
            const Outcome json = communities.run({command, u"--json"_s});
            QVERIFY2(json.exitCode == 1 && json.out.count("moved without its") == 1, json.all().constData());
        }
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
};

QTEST_GUILESS_MAIN(EndToEndHealthTest)
#include "e2e_health.moc"
