// The program is killed again and again in the middle of backups, restores and switches of the journal mode:
// no backup that has its name is anything but whole, and the database is always either what it was or what
// was restored, in one of the two modes.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Killing.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

class EndToEndBackupKillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedWhileBackingUp_data();
    void killedWhileBackingUp();
    void killedWhileMigrating();
    void killedWhileRestoring();

private:
    [[nodiscard]] QStringList backUpWords(const QString &folder) const
    {
        return {u"backup"_s,     u"--communities"_s,  m_program.communitiesDir(),
                u"--data-dir"_s, m_program.dataDir(), u"--to"_s,
                folder};
    }
    [[nodiscard]] QStringList restoreWords(const QString &backup) const
    {
        return {u"restore"_s,    u"--communities"_s,  m_program.communitiesDir(),
                u"--data-dir"_s, m_program.dataDir(), u"--community"_s,
                u"mne"_s,        u"--from"_s,         backup};
    }
    [[nodiscard]] QStringList migrateWords(const QString &to) const
    {
        return {u"migrate"_s,
                u"--communities"_s,
                m_program.communitiesDir(),
                u"--data-dir"_s,
                m_program.dataDir(),
                u"--to"_s,
                to};
    }
    // What a killed one left is cleared away by a later one, but only after a minute.
    static void clearAway(const QString &folder)
    {
        const QDir place(folder);
        for (const QString &name :
             place.entryList({u".lockkeeper-*"_s}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot))
            QDir(place.filePath(name)).removeRecursively();
    }
    static QString onlyFile(const QString &folder)
    {
        return folder + u'/' + QDir(folder).entryList(QDir::Files).value(0);
    }

    Program m_program;
    std::unique_ptr<Killing> m_killing;
    QString m_database;
    QStringList m_content;
};

void EndToEndBackupKillTest::initTestCase()
{
    m_killing = std::make_unique<Killing>(m_program);
    demo::GithubSite site;
    demo::HttpServer server([&site](const demo::HttpRequest &request) { return site.handle(request); });
    site.addGenerated({.fullName = u"o/r"_s, .items = 300, .bodyCharacters = 1200});
    m_program.addCommunity(u"mne"_s, {u"o/r"_s});
    m_program.setServer(server.url());
    const Outcome synced = m_program.sync();
    QVERIFY2(synced.exitCode == 0, synced.all().constData());
    m_database = m_program.database(u"mne"_s);
    Sqlite ballast(m_database);
    QCOMPARE(ballast.execute(u"CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(40000000))"_s),
             0);
    m_content = everythingIn(m_database);
    QCOMPARE(itemCount(m_database), 300);
}

void EndToEndBackupKillTest::killedWhileBackingUp_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("as it is") << QStringList();
    QTest::newRow("compact") << QStringList(u"--compact"_s);
}

void EndToEndBackupKillTest::killedWhileBackingUp()
{
    QFETCH(const QStringList, more);
    const QString folder = m_program.path(u"backups"_s + more.join(QString()));
    int within = m_killing->timeOf(backUpWords(m_program.path(u"undisturbed"_s)) + more);
    int killed = 0;
    for (int i = 0; killed < m_killing->wanted() && i < 4 * m_killing->wanted(); ++i) {
        killed += m_killing->once(backUpWords(folder) + more, within) ? 1 : 0;
        clearAway(folder);
        for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
            QVERIFY2(name.startsWith(u"mne-2"_s) && name.endsWith(u"Z.db"_s), qPrintable(name));
            QCOMPARE(everythingIn(folder + u'/' + name), m_content);
            QCOMPARE(Sqlite(folder + u'/' + name).integrityProblem(), QString());
        }
        QCOMPARE(everythingIn(m_database), m_content);
    }
    QCOMPARE(killed, m_killing->wanted());
    QCOMPARE(m_program.run(backUpWords(folder)).exitCode, 0);
}

void EndToEndBackupKillTest::killedWhileMigrating()
{
    const QString backups = m_program.dataDir() + "/backups"_L1;
    QCOMPARE(Sqlite(m_database).value(u"PRAGMA journal_mode"_s), u"wal"_s);
    int within = m_killing->timeOf(migrateWords(u"delete"_s));
    int killed = 0;
    for (int i = 0; killed < m_killing->wanted() && i < 4 * m_killing->wanted(); ++i) {
        const QString from = Sqlite(m_database).value(u"PRAGMA journal_mode"_s);
        const QString to = from == "wal"_L1 ? u"delete"_s : u"wal"_s;
        killed += m_killing->once(migrateWords(to), within) ? 1 : 0;
        clearAway(backups);
        Sqlite database(m_database);
        const QString mode = database.value(u"PRAGMA journal_mode"_s);
        QVERIFY2(mode == "wal"_L1 || mode == "delete"_L1, qPrintable(mode));
        QCOMPARE(database.integrityProblem(), QString());
        QCOMPARE(everythingIn(m_database), m_content);
        for (const QString &name : QDir(backups).entryList(QDir::Files | QDir::Hidden)) {
            QVERIFY2(name.startsWith(u"mne-2"_s) && name.endsWith(u"Z.db"_s), qPrintable(name));
            QCOMPARE(everythingIn(backups + u'/' + name), m_content);
            QFile::remove(backups + u'/' + name);
        }
    }
    QCOMPARE(killed, m_killing->wanted());
    QCOMPARE(m_program.run(migrateWords(u"wal"_s)).exitCode, 0);
    QCOMPARE(everythingIn(m_database), m_content);
}

void EndToEndBackupKillTest::killedWhileRestoring()
{
    const QString folder = m_program.path(u"original"_s);
    QCOMPARE(m_program.run(backUpWords(folder)).exitCode, 0);
    const QString backup = onlyFile(folder);
    int within = m_killing->timeOf(restoreWords(backup));
    int killed = 0;
    for (int i = 0; killed < m_killing->wanted() && i < 4 * m_killing->wanted(); ++i) {
        { // other rows than the backup has
            Sqlite database(m_database);
            QCOMPARE(
                database.execute(u"UPDATE github_items SET title = 'change %1' WHERE number <= 20"_s.arg(i)),
                0);
        }
        const QStringList changed = everythingIn(m_database);
        QVERIFY(changed != m_content);
        killed += m_killing->once(restoreWords(backup), within) ? 1 : 0;
        clearAway(QFileInfo(m_database).path());
        Sqlite database(m_database);
        QCOMPARE(database.integrityProblem(), QString());
        const QString mode = database.value(u"PRAGMA journal_mode"_s);
        QVERIFY2(mode == u"wal"_s || mode == u"delete"_s, qPrintable(mode));
        const QStringList now = everythingIn(m_database);
        QVERIFY(now == changed || now == m_content);
        if (now == m_content) { // what it replaced is kept, whole
            const QDir knowledge = QFileInfo(m_database).dir();
            const QStringList aside = knowledge.entryList({u"mne.db.before-restore-*"_s}, QDir::Files);
            QVERIFY(std::any_of(aside.cbegin(), aside.cend(), [&](const QString &name) {
                return everythingIn(knowledge.filePath(name)) == changed;
            }));
            for (const QString &name : aside)
                QFile::remove(knowledge.filePath(name));
        }
    }
    QCOMPARE(killed, m_killing->wanted());
    QCOMPARE(m_program.run(restoreWords(backup)).exitCode, 0);
    QCOMPARE(everythingIn(m_database), m_content);
}

QTEST_GUILESS_MAIN(EndToEndBackupKillTest)
#include "e2e_backupkill.moc"
