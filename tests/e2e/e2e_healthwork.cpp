// What `lockkeeper-cli health` does to databases, and `checkpoint`: tidying, recovery, indexes made anew, who
// is in the way, no room, Ctrl+C.
#include "tests/e2e/Contents.h"
#include "tests/e2e/HealthCommunities.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

using Communities = HealthCommunities;

class EndToEndHealthWorkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QCOMPARE(table.value("missing"_L1).toInt(), items - table.value("rows"_L1).toInt());
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

QTEST_GUILESS_MAIN(EndToEndHealthWorkTest)
#include "e2e_healthwork.moc"
