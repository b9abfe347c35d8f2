// How databases are told to be, from real files: fine, rolled back, old, loose, damaged, locked, not there.
#include "HealthFixture.h"
#include "resources/Translations.h"
#include "ui/health/DatabaseState.h"
#include "ui/health/HealthFacts.h"
#include "ui/health/HealthReader.h"
#include "ui/health/HealthTasks.h"

#include <QFile>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::CommunityFile;
using tests::Sqlite;

namespace {
DatabaseRow rowOf(const CommunityFile &community)
{
    return readRow({.community = u"mne"_s, .path = community.path()}, community.backups(), {});
}

QString factOf(const DatabaseRow &row, const QString &what)
{
    for (const HealthFact &fact : healthFacts(row, u"3.40.1"_s)) {
        if (fact.what == what)
            return fact.value;
    }
    return u"(no such fact)"_s;
}

Result<TaskReport> doneOn(const CommunityFile &community, HealthTask task, const QString &file = {})
{
    const TaskOrder order{.task = task,
                          .community = u"mne"_s,
                          .database = community.path(),
                          .backupFolder = community.backups(),
                          .historyPath = community.file(u"history.db"_s),
                          .file = file};
    return perform(order, [](const TaskProgress &) {}, {});
}

// What the reader tells of the one database, checks included.
DatabaseRow askReader(const CommunityFile &community)
{
    HealthReader reader;
    DatabaseRow row;
    QObject::connect(&reader, &HealthReader::rowRead, &reader,
                     [&row](const DatabaseRow &read) { row = read; });
    const QSignalSpy finished(&reader, &HealthReader::finished);
    reader.read({.databases = {{.community = u"mne"_s, .path = community.path()}},
                 .backupFolder = community.backups(),
                 .historyPath = community.file(u"history.db"_s)});
    [&] {
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, tests::healthPatience);
    }();
    return row;
}
} // namespace

class UiHealth final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void fine();
    void rollback();
    void oldSchema();
    void aPartIsMissing();
    void freePages();
    void notThere();
    void lockedIsNotDamaged();
    void noDatabaseAtAll();
    void damageIsFoundByACheck();
    void bothKindsOfChecksAreTold();
    void aBrokenIndexIsNotADamagedFile();
    void theNewestQuestionIsAnswered();
    void whatPinsTheWal();
};

void UiHealth::fine()
{
    const CommunityFile community;
    community.make(u"wal"_s, 120);
    const DatabaseRow row = rowOf(community);
    QCOMPARE(statesOf(row), QList<DatabaseState>{DatabaseState::Fine});
    QCOMPARE(row.rows(), 120);
    const CellTable table = databaseTable({row});
    QCOMPARE(table.rows.first().cells.at(1).text, u"fine"_s);
    QCOMPARE(table.rows.first().cells.at(2).text, u"WAL"_s);
    QCOMPARE(table.rows.first().cells.at(5).text, u"120"_s);
    QCOMPARE(table.rows.first().cells.at(6).text, u"never"_s);
    QCOMPARE(table.rows.first().cells.at(7).text, u"none"_s);
    QCOMPARE(factOf(row, u"Schema"_s), u"up to date"_s);
    QCOMPARE(factOf(row, u"Full-text indexes"_s), u"%1; not checked yet"_s.arg(row.health.indexes.size()));
    QVERIFY(factOf(row, u"SQLite"_s).contains(u"WAL-reset bug"_s));
    QVERIFY(!healthFacts(row, u"3.51.3"_s).at(7).value.contains(u"bug"_s));
    const CellTable content = contentTable(row);
    const auto github = std::ranges::find_if(
        content.rows, [](const CellRow &one) { return one.cells.at(0).text == u"github_items"_s; });
    QVERIFY(github != content.rows.end());
    QCOMPARE(github->cells.at(2).share, 1.0);
}

void UiHealth::rollback()
{
    const CommunityFile community;
    community.make(u"delete"_s, 5);
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::NotInWal);
    QCOMPARE(databaseLook(stateOf(row)).word, u"not in WAL"_s);
    QVERIFY(factOf(row, u"Journal mode"_s).startsWith(u"DELETE: "_s));
}

void UiHealth::oldSchema()
{
    const CommunityFile community;
    community.make(u"wal"_s, 5);
    {
        Sqlite old(community.path());
        QCOMPARE(old.execute(u"DROP TABLE bep_items"_s), 0);
    }
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::OldSchema);
    QVERIFY2(factOf(row, u"Schema"_s).contains(u"bep_items"_s), qPrintable(factOf(row, u"Schema"_s)));
}

void UiHealth::aPartIsMissing()
{
    const CommunityFile community;
    community.make(u"wal"_s, 5);
    QCOMPARE(stateOf(rowOf(community)), DatabaseState::Fine); // closed, so there is no -wal
    QFile file(community.path());
    QVERIFY(file.open(QIODevice::Append));
    file.write(QByteArray(4096, '\0')); // of which the header, as it would stand in the -wal, knows nothing
    file.close();
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::Incomplete);
    QVERIFY2(stateMeaning(stateOf(row), row).contains(u"without its “-wal”"_s),
             qPrintable(stateMeaning(stateOf(row), row)));
}

void UiHealth::freePages()
{
    const CommunityFile community;
    community.make(u"wal"_s, 5, 4 << 20);
    {
        Sqlite other(community.path());
        QCOMPARE(other.execute(u"DROP TABLE ballast"_s), 0);
    }
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::FreePages);
    QVERIFY(row.freeBytes() > 4 << 20);
    QVERIFY(row.roomToCompact > 0);
    QVERIFY(factOf(row, u"Free pages"_s).contains(u"gives back 4"_s));
}

void UiHealth::notThere()
{
    const CommunityFile community;
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::Missing);
    QVERIFY(!suits(HealthTask::Check, row));
    QVERIFY(suits(HealthTask::Restore, row));
    QCOMPARE(databaseTable({row}).rows.first().cells.at(3).text, u"–"_s);
    QVERIFY(!QFile::exists(community.path())); // looking makes nothing
}

void UiHealth::lockedIsNotDamaged()
{
    const CommunityFile community;
    community.make(u"delete"_s, 5);
    Sqlite other(community.path());
    QCOMPARE(other.execute(u"BEGIN EXCLUSIVE"_s), 0);
    const DatabaseRow row = rowOf(community);
    QVERIFY(row.health.error);
    QCOMPARE(stateOf(row), DatabaseState::Locked);
    QVERIFY(stateMeaning(DatabaseState::Locked, row).contains(u"That says nothing about the file."_s));
    const TaskReport told = failedReport(HealthTask::Check, *row.health.error);
    QCOMPARE(told.level, LogLevel::Warning);
    QVERIFY(told.text.contains(u"It was not checked"_s));
    QVERIFY(!told.text.contains(u"damaged"_s));
}

void UiHealth::noDatabaseAtAll()
{
    const CommunityFile community;
    community.make(u"wal"_s, 5);
    CommunityFile::write(community.path(), QByteArray(9000, 'x'));
    const DatabaseRow row = rowOf(community);
    QCOMPARE(stateOf(row), DatabaseState::Damaged);
    const QString html = healthHtml(u"MNE"_s, row, u"3.40.1"_s, tones(lightPalette()));
    QVERIFY(html.contains(u"Restore a backup, or recover"_s));
    const Result<TaskReport> checked = doneOn(community, HealthTask::Check);
    QVERIFY(checked);
    QCOMPARE(checked->level, LogLevel::Error);
    QCOMPARE(CommunityFile::bytesOf(community.path()), QByteArray(9000, 'x'));
}

void UiHealth::damageIsFoundByACheck()
{
    const CommunityFile community;
    community.make(u"delete"_s, 4000);
    QCOMPARE(doneOn(community, HealthTask::Check)->level, LogLevel::Info);
    DatabaseRow row = askReader(community);
    QVERIFY(row.check && row.check->whole());
    tests::damageMiddle(community.path());
    const QByteArray damaged = CommunityFile::bytesOf(community.path());
    const Result<TaskReport> checked = doneOn(community, HealthTask::Check);
    QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().text));
    QCOMPARE(checked->level, LogLevel::Error);
    QVERIFY2(checked->text.contains(u"damaged"_s), qPrintable(checked->text));
    row = askReader(community); // kept, so another start knows it, too
    QVERIFY(row.check && row.check->damaged);
    QCOMPARE(stateOf(row), DatabaseState::Damaged);
    QVERIFY(databaseTable({row}).rows.first().cells.at(6).text.endsWith(u"damaged"_s));
    QCOMPARE(CommunityFile::bytesOf(community.path()), damaged); // nobody mended it unasked
    const Result<TaskReport> copied = doneOn(community, HealthTask::BackUp);
    QVERIFY(!copied); // of a damaged file no backup is made
    QCOMPARE(copied.error().kind, ErrorKind::Corrupt);
    const QString failed = failedReport(HealthTask::BackUp, copied.error()).text;
    QVERIFY(failed.contains(u"recover"_s));
    QCOMPARE(failed.count(u"backup"_s), 1); // what to do is said once
    // Nothing writes into it, whatever the page knew when the button was pressed.
    const Result<TaskReport> compacted = doneOn(community, HealthTask::Compact);
    QVERIFY(!compacted);
    const QString refused = failedReport(HealthTask::Compact, compacted.error()).text;
    QVERIFY2(refused.contains(u"The last check"_s) && refused.contains(u"Nothing was written"_s),
             qPrintable(refused));
    QCOMPARE(refused.count(u"backup"_s), 1);
    QCOMPARE(CommunityFile::bytesOf(community.path()), damaged);
}

void UiHealth::bothKindsOfChecksAreTold()
{
    const CommunityFile community;
    community.make(u"wal"_s, 50);
    QCOMPARE(factOf(askReader(community), u"Quick check"_s), u"never"_s);
    QVERIFY(doneOn(community, HealthTask::CheckDeep));
    QVERIFY(doneOn(community, HealthTask::Check));
    DatabaseRow row = askReader(community);
    QVERIFY(row.check && row.check->depth == health::CheckDepth::Quick); // the newer one
    QVERIFY(row.otherCheck && row.otherCheck->depth == health::CheckDepth::Deep);
    for (const QString &kind : {u"Quick check"_s, u"Check in depth"_s})
        QVERIFY2(factOf(row, kind).endsWith(u": whole"_s), qPrintable(factOf(row, kind)));
    const QString tip = databaseTable({row}).rows.first().cells.at(6).toolTip;
    QVERIFY2(tip.contains(u"Quick: "_s) && tip.contains(u"In depth: "_s), qPrintable(tip));
    // What an older one found and a newer one did not, has been mended.
    row.otherCheck->damaged = true;
    QVERIFY2(factOf(row, u"Check in depth"_s).endsWith(u"damaged; the newer check counts"_s),
             qPrintable(factOf(row, u"Check in depth"_s)));
}

void UiHealth::aBrokenIndexIsNotADamagedFile()
{
    const CommunityFile community;
    community.make(u"wal"_s, 50);
    {
        Sqlite other(community.path());
        QCOMPARE(other.execute(u"INSERT INTO github_items_fts(github_items_fts) VALUES('delete-all')"_s), 0);
    }
    const Result<TaskReport> checked = doneOn(community, HealthTask::CheckDeep);
    QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().text));
    QVERIFY2(checked->text.contains(u"github_items_fts"_s), qPrintable(checked->text));
    QCOMPARE(stateOf(askReader(community)), DatabaseState::IndexDamaged);
    // A quick check sees less, and takes nothing back.
    const Result<TaskReport> quick = doneOn(community, HealthTask::Check);
    QVERIFY(quick && quick->level == LogLevel::Warning);
    QVERIFY2(quick->text.contains(u"check in depth again"_s), qPrintable(quick->text));
    QCOMPARE(stateOf(askReader(community)), DatabaseState::IndexDamaged);
    QVERIFY(doneOn(community, HealthTask::Rebuild));
    QCOMPARE(doneOn(community, HealthTask::CheckDeep)->level, LogLevel::Info);
    QCOMPARE(stateOf(askReader(community)), DatabaseState::Fine);
}

void UiHealth::theNewestQuestionIsAnswered()
{
    const CommunityFile community;
    community.make(u"wal"_s, 5);
    HealthReader reader;
    QStringList told;
    connect(&reader, &HealthReader::rowRead, &reader,
            [&told](const DatabaseRow &row) { told += row.community; });
    const QSignalSpy finished(&reader, &HealthReader::finished);
    for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
        reader.read({.databases = {{.community = id, .path = community.path()}},
                     .backupFolder = {},
                     .historyPath = {}});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(told, QStringList{u"three"_s});
}

void UiHealth::whatPinsTheWal()
{
    DatabaseRow row;
    row.read = true;
    row.health.exists = true;
    row.health.journalMode = u"wal"_s;
    row.health.walBytes = 3 << 20;
    row.health.shmBytes = 32 << 10;
    row.health.readers = {{.pid = 4711, .started = 1, .program = "python3"}};
    QCOMPARE(factOf(row, u"WAL"_s), u"3.0 MiB, -shm 32 KiB; kept from being emptied by python3 (pid 4711)"_s);
}

QTEST_MAIN(UiHealth)
#include "ui_health.moc"
