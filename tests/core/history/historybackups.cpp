// Where backups were written, as the history keeps it: the newest of each folder, and no more folders than
// somebody has.
#include "history/Backups.h"
#include "history/Checks.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::history;
using lockkeeper::tests::Sqlite;

namespace {
BackupRecord backupOf(const QString &community, const QString &folder, qint64 seconds)
{
    const QDateTime taken = QDateTime::fromSecsSinceEpoch(1'770'000'000 + seconds, Qt::UTC);
    return {
        .community = community, .path = u"%1/%2-%3.db"_s.arg(folder, community).arg(seconds), .taken = taken};
}
} // namespace

class HistoryBackupsTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(u"%1/history.db"_s.arg(++number));
    }

    void theNewestOfEachFolder()
    {
        QCOMPARE(lastBackups(m_path, u"mne"_s)->size(), 0); // no history yet
        for (const qint64 seconds : {1, 5, 3})
            QVERIFY(saveBackup(m_path, backupOf(u"mne"_s, u"/a"_s, seconds)).ok());
        QVERIFY(saveBackup(m_path, backupOf(u"mne"_s, u"/b"_s, 9)).ok());
        QVERIFY(saveBackup(m_path, backupOf(u"bids"_s, u"/b"_s, 12)).ok());
        const Result<QList<BackupRecord>> all = lastBackups(m_path, u"mne"_s);
        QVERIFY(all.ok());
        QCOMPARE(*all, (QList{backupOf(u"mne"_s, u"/b"_s, 9), backupOf(u"mne"_s, u"/a"_s, 3)}));
    }

    void foldersAreForgotten()
    {
        for (int i = 0; i < keptBackupFolders + 3; ++i)
            QVERIFY(saveBackup(m_path, backupOf(u"mne"_s, u"/%1"_s.arg(i), i)).ok());
        const Result<QList<BackupRecord>> all = lastBackups(m_path, u"mne"_s);
        QCOMPARE(all->size(), keptBackupFolders);
        QCOMPARE(all->constLast(), backupOf(u"mne"_s, u"/3"_s, 3));
    }

    // Of the version that kept checks, but no backups.
    void anOlderHistory()
    {
        QVERIFY(saveCheck(m_path, {.community = u"mne"_s,
                                   .path = u"/d/mne.db"_s,
                                   .at = QDateTime::currentDateTimeUtc(),
                                   .found = {}})
                    .ok());
        QCOMPARE(Sqlite(m_path).execute(u"DROP TABLE backups; PRAGMA user_version=2"_s), 0);
        QCOMPARE(lastBackups(m_path, u"mne"_s)->size(), 0);
        QVERIFY(saveBackup(m_path, backupOf(u"mne"_s, u"/a"_s, 1)).ok());
        QCOMPARE(lastBackups(m_path, u"mne"_s)->size(), 1);
        QCOMPARE(lastChecks(m_path)->size(), 1);
        QCOMPARE(Sqlite(m_path).value(u"PRAGMA user_version"_s), u"3"_s);
    }
};

QTEST_GUILESS_MAIN(HistoryBackupsTest)
#include "historybackups.moc"
