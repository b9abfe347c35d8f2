// What can be read of a damaged file comes out of it, whole, into a new one; the damaged one is only read.
#include "health/Recovery.h"

#include "Damage.h"
#include "store/Cursors.h"
#include "tests/support/CommunityFile.h"

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::health;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::Sqlite;

namespace {
constexpr int manyItems = 3000;

// A large one with something in every kind of table.
void makeLarge(const CommunityFile &original, const QString &mode = u"delete"_s)
{
    original.make(mode, manyItems);
    Sqlite other(original.path());
    QCOMPARE(
        other.execute(u"INSERT INTO papers(source, external_id, title, url, synced_at) "
                      "VALUES('pubmed', '1', 'Kept paper', 'u', 's');"
                      "INSERT OR REPLACE INTO sync_metadata(source_type, source_name, last_sync_at) "
                      "VALUES('github', 'o/r', 's');"
                      "INSERT INTO lockkeeper_cursors VALUES('github', 'o/r', 'where it was', 'm');"
                      "INSERT INTO lockkeeper_skipped VALUES('github', 'o/r', '7', 'why', 'f', 'l', 'run');"
                      "INSERT INTO lockkeeper_runs VALUES(3, 'run');"
                      "INSERT INTO lockkeeper_parts VALUES(5, 3, 'github', 'o/r', 1, 0, 0, 24);"
                      "INSERT INTO lockkeeper_changes VALUES(5 << 32, 1, 1, 0, NULL);"
                      "INSERT INTO lockkeeper_written VALUES(1, 1, 3, 0, 3, 0)"_s),
        0);
}

Result<RecoveryReport> recovered(const CommunityFile &original)
{
    return recoverDatabase({.database = original.path(), .busyTimeout = 5s}, original.file(u"new.db"_s));
}

RecoveredTable tableOf(const RecoveryReport &report, const QString &name)
{
    for (const RecoveredTable &one : report.tables) {
        if (one.table == name)
            return one;
    }
    return {};
}

// What was lost of the items; the rest is as it was.
QStringList lostItems(const CommunityFile &original, const QStringList &before)
{
    QStringList rest = before;
    Sqlite look(original.file(u"new.db"_s));
    for (const QString &row : look.rows(u"SELECT * FROM github_items"_s)) {
        if (!rest.removeOne(row))
            return {u"a row that never was: "_s + row};
    }
    return rest;
}

QStringList itemsIn(const QString &path)
{
    return Sqlite(path).rows(u"SELECT * FROM github_items"_s);
}
} // namespace

class RecoveryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAWholeFile_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("wal") << u"wal"_s;
        QTest::newRow("delete") << u"delete"_s;
    }
    void ofAWholeFile()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        makeLarge(original, mode);
        const QByteArray before = original.bytes();
        const QStringList items = itemsIn(original.path());
        QList<double> told;
        const Result<RecoveryReport> report =
            recoverDatabase({.database = original.path()}, original.file(u"new.db"_s),
                            [&told](double done) { told.append(done); });
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(report->path, original.file(u"new.db"_s));
        QCOMPARE(report->tables.size(), 16);
        for (const RecoveredTable &table : report->tables)
            QVERIFY2(!table.gaps, qPrintable(table.table));
        QVERIFY(!report->syncsBeginAnew);
        QCOMPARE(tableOf(*report, u"github_items"_s).rows, manyItems);
        QVERIFY(std::is_sorted(told.cbegin(), told.cend()));
        QCOMPARE(told.last(), 1.0);

        Sqlite fresh(report->path);
        QCOMPARE(fresh.integrityProblem(), QString());
        QCOMPARE(fresh.value(u"PRAGMA journal_mode"_s), u"delete"_s);
        QCOMPARE(lostItems(original, items), QStringList());
        QCOMPARE(fresh.value(u"SELECT cursor FROM lockkeeper_cursors"_s), u"where it was"_s);
        QCOMPARE(fresh.value(u"SELECT reason FROM lockkeeper_skipped"_s), u"why"_s);
        QCOMPARE(
            fresh.value(u"SELECT r.id, p.id, c.row_id, w.row_id FROM lockkeeper_runs AS r, lockkeeper_parts "
                        "AS p, lockkeeper_changes AS c, lockkeeper_written AS w"_s),
            u"3|5|1|1"_s);
        QCOMPARE(fresh.value(u"SELECT count(*) FROM github_items_fts WHERE github_items_fts MATCH 'words'"_s),
                 Sqlite(original.path())
                     .value(u"SELECT count(*) FROM github_items_fts WHERE github_items_fts MATCH 'words'"_s));
        // The triggers are there: a row that changes is found by its new text.
        QCOMPARE(fresh.execute(u"UPDATE papers SET title = 'Changed'"_s), 0);
        QCOMPARE(fresh.value(u"SELECT count(*) FROM papers_fts WHERE papers_fts MATCH 'changed'"_s), u"1"_s);
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    void pagesOverwritten_data()
    {
        QTest::addColumn<QList<double>>("where"); // of the table's leaves, 0 … 1
        QTest::newRow("one in the middle") << QList<double>{0.5};
        QTest::newRow("the first") << QList<double>{0};
        QTest::newRow("the last") << QList<double>{1};
        QTest::newRow("some, with rows between") << QList<double>{0.1, 0.3, 0.31, 0.7};
        QTest::newRow("both ends and the middle") << QList<double>{0, 0.5, 1};
    }
    void pagesOverwritten()
    {
        QFETCH(const QList<double>, where);
        const CommunityFile original;
        makeLarge(original);
        const QStringList items = itemsIn(original.path());
        const QList<qint64> leaves = tests::leavesOf(original.path(), u"github_items"_s);
        QVERIFY(leaves.size() > 100);
        QList<qint64> pages;
        for (const double part : where)
            pages.append(leaves.at(qRound(part * double(leaves.size() - 1))));
        tests::overwrite(original.path(), pages, "x");
        const QByteArray before = original.bytes();

        const Result<RecoveryReport> report = recovered(original);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        const RecoveredTable found = tableOf(*report, u"github_items"_s);
        const QStringList lost = lostItems(original, items);
        QVERIFY2(found.gaps, "and says so");
        QVERIFY(!lost.isEmpty());
        QCOMPARE(found.rows, manyItems - lost.size());
        QCOMPARE(found.missing, std::optional<qint64>(lost.size())); // the indexes know
        // A page of 4,096 bytes holds no more rows than the shortest of them fit.
        QVERIFY2(lost.size() <= 60 * pages.size(), qPrintable(QString::number(lost.size())));
        QCOMPARE(tableOf(*report, u"papers"_s).rows, 1);
        QVERIFY(!tableOf(*report, u"papers"_s).gaps);
        QCOMPARE(tableOf(*report, u"papers"_s).missing, std::optional<qint64>(0));
        // The cursor says that all of them are there.
        QVERIFY(report->syncsBeginAnew);
        Sqlite fresh(report->path);
        QCOMPARE(fresh.value(u"SELECT count(*) FROM lockkeeper_cursors"_s), u"0"_s);
        QCOMPARE(fresh.value(u"SELECT last_sync_at FROM sync_metadata"_s), u"s"_s);
        QCOMPARE(fresh.integrityProblem(), QString());
        QCOMPARE(original.bytes(), before);
    }

    // Texts that lie on pages of their own: only their row is lost, or a text is mended that is none any
    // more.
    void overflowPages()
    {
        const CommunityFile original;
        makeLarge(original);
        QStringList pages;
        {
            Sqlite other(original.path());
            QCOMPARE(
                other.execute(u"UPDATE github_items SET first_message = printf('%.*c', 20000, 'w') WHERE "
                              "number IN (100, 2000)"_s),
                0);
            pages = other.rows(u"SELECT pageno FROM dbstat WHERE name = 'github_items' AND pagetype = "
                               "'overflow' ORDER BY path"_s);
        }
        QVERIFY(pages.size() >= 8);
        tests::overwrite(original.path(), {pages.first().toLongLong()}, "\xff");
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(tableOf(*report, u"github_items"_s).rows, manyItems - 1);
        QCOMPARE(Sqlite(report->path).integrityProblem(), QString());
    }

    void aTextThatIsNone()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 3);
        Sqlite(original.path())
            .execute(u"UPDATE github_items SET title = CAST(x'61ff62' AS TEXT) WHERE number = 2"_s);
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY(report);
        QCOMPARE(Sqlite(report->path).value(u"SELECT title FROM github_items WHERE number = 2"_s),
                 u"a\uFFFDb"_s);
    }

    void withoutItsIndexes()
    {
        const CommunityFile original;
        makeLarge(original);
        const QStringList items = itemsIn(original.path());
        QList<qint64> pages = tests::leavesOf(original.path(), u"sqlite_autoindex_github_items_1"_s);
        pages += tests::leavesOf(original.path(), u"github_items_fts_data"_s);
        tests::overwrite(original.path(), pages, "x");
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(lostItems(original, items), QStringList());
        QCOMPARE(Sqlite(report->path).integrityProblem(), QString());
    }

    void truncated()
    {
        const CommunityFile original;
        makeLarge(original);
        QFile file(original.path());
        QVERIFY(file.resize(file.size() / 2 / 4096 * 4096));
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        const RecoveredTable found = tableOf(*report, u"github_items"_s);
        QVERIFY(found.gaps);
        QVERIFY2(found.rows > 0 && found.rows < manyItems, qPrintable(QString::number(found.rows)));
        QVERIFY2(!found.missing, "the indexes, made at last, are cut off, too");
        QCOMPARE(Sqlite(report->path).integrityProblem(), QString());
    }

    void noSuchFolder()
    {
        const CommunityFile original;
        makeLarge(original);
        const QString folder = original.file(u"none"_s);
        const Result<RecoveryReport> report =
            recoverDatabase({.database = original.path()}, folder + u"/new.db"_s);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Config);
        QVERIFY(report.error().text.contains(folder) && !report.error().hint.isEmpty());
        QVERIFY(!QFileInfo::exists(folder));
    }

    void schemaOfEarly2026()
    {
        const CommunityFile original;
        makeLarge(original);
        Sqlite(original.path())
            .execute(u"DROP TABLE bep_items_fts; DROP TABLE bep_items; DROP TABLE lockkeeper_cursors; "
                     "ALTER TABLE docstrings DROP COLUMN branch; INSERT INTO docstrings(repo, file_path, "
                     "language, symbol_name, symbol_type, docstring, synced_at) "
                     "VALUES('o/r', 'f', 'python', 'n', 'function', 'd', 's')"_s);
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(!report->syncsBeginAnew);
        QCOMPARE(Sqlite(report->path).value(u"SELECT branch FROM docstrings"_s), u"main"_s);
    }

    void nothingLeft()
    {
        const CommunityFile original;
        makeLarge(original);
        tests::overwrite(original.path(), {1}, "x");
        const Result<RecoveryReport> report = recovered(original);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Corrupt);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    void refused()
    {
        const CommunityFile original;
        makeLarge(original);
        const Result<RecoveryReport> onto = recoverDatabase({.database = original.path()}, original.path());
        QVERIFY(!onto);
        QCOMPARE(onto.error().kind, ErrorKind::Config);
        const Result<RecoveryReport> none =
            recoverDatabase({.database = original.file(u"none.db"_s)}, original.file(u"new.db"_s));
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Config);
        Sqlite(original.path()).execute(u"UPDATE lockkeeper_meta SET value = '99'"_s);
        const Result<RecoveryReport> newer = recovered(original);
        QVERIFY(!newer);
        QCOMPARE(newer.error().kind, ErrorKind::Config);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    void cancelled_data()
    {
        QTest::addColumn<double>("at");
        for (const double at : {0.0, 0.3, 0.7, 0.8, 0.9})
            QTest::addRow("%g", at) << at;
    }
    void cancelled()
    {
        QFETCH(const double, at);
        const CommunityFile original;
        makeLarge(original);
        std::stop_source stop;
        const Result<RecoveryReport> report = recoverDatabase(
            {.database = original.path()}, original.file(u"new.db"_s),
            [&](double done) {
                if (done >= at)
                    stop.request_stop();
            },
            stop.get_token());
        QVERIFY(!report);
        QVERIFY(report.error().isCancelled());
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }
};

QTEST_GUILESS_MAIN(RecoveryTest)
#include "recovery.moc"
