// Checks of databases and their growth, as the history keeps them, and a history that was made before it kept
// checks.
#include "history/Checks.h"

#include "history/Queries.h"
#include "history/SaveRun.h"
#include "tests/support/HistoryRuns.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::history;
using namespace lockkeeper::tests;

namespace {
QDateTime at(qint64 seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'769'000'000'000 + seconds * 1000, Qt::UTC);
}

CheckRecord checkOf(const QString &community, qint64 seconds, CheckOutcome outcome = CheckOutcome::Whole)
{
    return {.community = community,
            .path = u"/d/%1.db"_s.arg(community),
            .at = at(seconds),
            .deep = seconds % 2 == 0,
            .outcome = outcome,
            .found = outcome == CheckOutcome::Whole ? QString() : u"row 7 missing from an index"_s,
            .seconds = 0.5 + double(seconds)};
}

// As the first version made it.
void makeOld(const QString &path)
{
    QVERIFY(saveRun(path, recordOf(endedRun(at(0)), Trigger::Window)).ok());
    Sqlite file(path);
    QCOMPARE(
        file.execute(
            u"DROP TABLE checks; DROP TABLE backups; PRAGMA user_version=1; PRAGMA wal_checkpoint(TRUNCATE)"_s),
        0);
}
} // namespace

class ChecksTest final : public QObject
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

    void theNewestOfEach()
    {
        QCOMPARE(lastChecks(m_path)->size(), 0);
        QVERIFY(!QFile::exists(m_path));
        for (const CheckRecord &check :
             {checkOf(u"mne"_s, 20, CheckOutcome::Damaged), checkOf(u"mne"_s, 10),
              checkOf(u"bids"_s, 5, CheckOutcome::BrokenIndex), checkOf(u"eeglab"_s, 3),
              checkOf(u"bids"_s, 7, CheckOutcome::BrokenIndex)})
            QVERIFY(saveCheck(m_path, check).ok());
        const Result<QMap<QString, CheckRecord>> checks = lastChecks(m_path);
        QVERIFY(checks.ok());
        QCOMPARE(checks->keys(), (QStringList{u"bids"_s, u"eeglab"_s, u"mne"_s}));
        QCOMPARE(checks->value(u"mne"_s), checkOf(u"mne"_s, 20, CheckOutcome::Damaged));
        QCOMPARE(checks->value(u"bids"_s), checkOf(u"bids"_s, 7, CheckOutcome::BrokenIndex));
        QCOMPARE(checks->value(u"eeglab"_s).at, at(3));
        QVERIFY(checks->value(u"eeglab"_s).found.isEmpty());
        // Of one kind only: a quick one says nothing of what one in depth has found.
        CheckRecord deep = checkOf(u"mne"_s, 15);
        deep.deep = !checkOf(u"mne"_s, 20).deep;
        QVERIFY(saveCheck(m_path, deep).ok());
        const CheckKind kind = deep.deep ? CheckKind::Deep : CheckKind::Quick;
        QCOMPARE(lastChecks(m_path)->value(u"mne"_s).at, at(20));
        QCOMPARE(lastChecks(m_path, kind)->value(u"mne"_s), deep);
        const CheckKind other = deep.deep ? CheckKind::Quick : CheckKind::Deep;
        QCOMPARE(lastChecks(m_path, other)->value(u"mne"_s).at, at(20));
        QCOMPARE(readOverview(m_path, {}, 5)->runs.size(), 0);
    }

    void onlySoManyAreKept()
    {
        for (int i = 1; i <= keptChecks + 5; ++i)
            QVERIFY(saveCheck(m_path, checkOf(u"mne"_s, i)).ok());
        QVERIFY(saveCheck(m_path, checkOf(u"bids"_s, 1)).ok());
        Sqlite file(m_path);
        QCOMPARE(file.value(u"SELECT count(*) FROM checks WHERE community = 'mne'"_s),
                 QString::number(keptChecks));
        QCOMPARE(lastChecks(m_path)->value(u"mne"_s).at, at(keptChecks + 5));
        QCOMPARE(lastChecks(m_path)->value(u"bids"_s).at, at(1));
    }

    void anOlderHistory()
    {
        makeOld(m_path);
        QByteArray before;
        {
            QFile file(m_path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            before = file.readAll();
        }
        const Result<QMap<QString, CheckRecord>> none = lastChecks(m_path);
        QVERIFY2(none.ok(), none.ok() ? "" : qPrintable(none.error().text));
        QCOMPARE(none->size(), 0);
        QCOMPARE(growth(m_path, u"mne"_s)->size(), 1);
        QCOMPARE(readOverview(m_path, {}, 5)->runs.size(), 1);
        {
            QFile file(m_path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), before); // a reader changes nothing
        }

        QVERIFY(saveCheck(m_path, checkOf(u"mne"_s, 9)).ok());
        QCOMPARE(lastChecks(m_path)->value(u"mne"_s), checkOf(u"mne"_s, 9));
        QCOMPARE(readOverview(m_path, {}, 5)->runs.size(), 1);
        Sqlite file(m_path);
        QCOMPARE(file.value(u"PRAGMA user_version"_s), u"3"_s);
        QCOMPARE(file.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    }

    void aRunBringsAnOlderHistoryUpToDate()
    {
        makeOld(m_path);
        QVERIFY(saveRun(m_path, recordOf(endedRun(QDateTime::currentDateTimeUtc()), Trigger::Window)).ok());
        QCOMPARE(Sqlite(m_path).value(u"SELECT count(*) FROM checks"_s), u"0"_s);
    }

    void growthIsWhatRunsSaw()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const int days : {1, 3, 2}) {
            sync::RunSnapshot run = endedRun(now.addDays(-days));
            for (sync::DatabaseSnapshot &database : run.databases)
                database.bytes = (database.community == "mne"_L1 ? 10 : 20) * 1000 * days;
            QVERIFY(saveRun(m_path, recordOf(run, Trigger::Window)).ok());
        }
        const Result<QList<DatabaseSize>> sizes = growth(m_path, u"mne"_s);
        QVERIFY(sizes.ok());
        QCOMPARE(sizes->size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(sizes->at(i).bytes, 10'000 * (3 - i)); // the oldest first
            QCOMPARE(sizes->at(i).startedAt.toMSecsSinceEpoch(), now.addDays(i - 3).toMSecsSinceEpoch());
        }
        QCOMPARE(growth(m_path, u"eeglab"_s)->size(), 0);
        QCOMPARE(growth(m_folder.filePath(u"none.db"_s), u"mne"_s)->size(), 0);
    }

    void aNewerFileIsRefused()
    {
        QVERIFY(saveCheck(m_path, checkOf(u"mne"_s, 9)).ok());
        Sqlite(m_path).execute(u"PRAGMA user_version=4"_s);
        QCOMPARE(saveCheck(m_path, checkOf(u"mne"_s, 10)).error().kind, ErrorKind::Config);
        QCOMPARE(lastChecks(m_path).error().kind, ErrorKind::Config);
        QCOMPARE(growth(m_path, u"mne"_s).error().kind, ErrorKind::Config);
    }
};

QTEST_GUILESS_MAIN(ChecksTest)
#include "checks.moc"
