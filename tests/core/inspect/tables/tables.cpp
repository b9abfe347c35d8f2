// Windows of a table against SQLite's own ORDER BY: at known places, in every order that there is, and
// guessed as long as nothing is known.
#include "TablesFile.h"

#include "inspect/tables/KeySteps.h"

#include <QRandomGenerator>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using namespace lockkeeper::tests;

namespace {
constexpr int manyRows = 200'000 / (LOCKKEEPER_SANITIZED ? 4 : 1);

const TablesFile &many()
{
    static const TablesFile file(manyRows);
    return file;
}
} // namespace

class TestTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTablesThereAre()
    {
        const TableInfo things = many().question().table;
        QCOMPARE(things.rowId, u"id"_s);
        QCOMPARE(things.columns.size(), 7);
        QVERIFY(things.orderBy(0) == &things.natural);
        QCOMPARE(things.orderBy(1)->index, u"things_name"_s);
        QCOMPARE(things.orderBy(3)->columns.size(), 3); // kind, part, id
        QVERIFY(things.orderBy(5) == nullptr);
        QVERIFY(things.orderBy(6) == nullptr); // a partial index has not every row
        const TableInfo pairs = many().question({}, false, {}, u"pairs"_s).table;
        QVERIFY(pairs.rowId.isEmpty());
        QCOMPARE(pairs.natural.columns.size(), 2);
    }

    void leavesFullTextIndexesOutAndPutsContentFirst()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.db"_s);
        QCOMPARE(Sqlite(path).execute(
                     u"CREATE TABLE zoo(x); CREATE TABLE \"odd \"\" name\"(rowid, y);"
                     "CREATE TABLE sync_metadata(id INTEGER PRIMARY KEY AUTOINCREMENT, source_type TEXT);"
                     "CREATE TABLE papers(id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);"
                     "CREATE VIRTUAL TABLE papers_fts USING fts5(title, content='papers');"
                     "CREATE TABLE nameless(rowid, _rowid_, oid)"_s),
                 0);
        const auto reading = store::Reading::open(path);
        const auto tables = tablesOf(**reading);
        QVERIFY(tables);
        QStringList names;
        for (const TableInfo &table : *tables)
            names.append(table.name);
        QCOMPARE(names, QStringList({u"papers"_s, u"sync_metadata"_s, u"odd \" name"_s, u"zoo"_s}));
        QCOMPARE(tables->at(2).rowId, u"_rowid_"_s);
    }

    void everyPageIsWhatOrderBySays_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<QString>("order");
        for (const bool descending : {false, true}) {
            const QString sign = descending ? u" DESC"_s : QString();
            const auto add = [&](const QString &column, const QStringList &terms) {
                QTest::addRow("%s%s", qPrintable(column), qPrintable(sign))
                    << column << descending << (terms.join(sign + u", "_s) + sign);
            };
            add({}, {u"id"_s});
            add(u"id"_s, {u"id"_s});
            add(u"name"_s, {u"name"_s, u"id"_s});
            add(u"score"_s, {u"score"_s, u"id"_s});
            add(u"kind"_s, {u"kind"_s, u"part"_s, u"id"_s});
            add(u"plain"_s, {u"plain"_s, u"id"_s});
            add(u"body"_s, {u"body"_s, u"id"_s});
        }
    }
    void everyPageIsWhatOrderBySays()
    {
        QFETCH(QString, column);
        QFETCH(bool, descending);
        QFETCH(QString, order);
        const QStringList wanted = many().reference(order);
        const TableQuestion question = many().question(column, descending);
        TablePages pages(question);
        pages.setPlaces(placesOf(question));
        QCOMPARE(pages.places()->rows(), manyRows);
        QCOMPARE(pages.places()->everyRow(), question.ready() == nullptr);
        QRandomGenerator random(1);
        QList<qint64> numbers{0, 1, 2, pages.places()->pages() - 1, pages.places()->pages() - 2};
        for (int i = 0; i < 40; ++i)
            numbers.append(random.bounded(static_cast<int>(pages.places()->pages())));
        for (const qint64 number : std::as_const(numbers)) {
            const auto page = pages.page(number, {});
            QVERIFY(page);
            QCOMPARE(idsOf(page->rows), wanted.mid(number * pageRows, pageRows));
            QVERIFY(!page->guessed);
        }
    }

    void theBeginningAndTheEndAreThereAtOnce_data() { everyPageIsWhatOrderBySays_data(); }
    void theBeginningAndTheEndAreThereAtOnce()
    {
        QFETCH(QString, column);
        QFETCH(bool, descending);
        QFETCH(QString, order);
        const TableQuestion question = many().question(column, descending);
        if (question.ready() == nullptr)
            return; // nothing is, before it is looked through
        const QStringList wanted = many().reference(order);
        const auto reading = store::Reading::open(question.database);
        const auto about = aboutRows(**reading, question.table);
        QVERIFY(about && *about >= manyRows && *about <= 3 * manyRows + 3);
        TablePages pages(question);
        pages.setAbout(*about);
        QStringList first;
        for (int number = 0; number < 5; ++number)
            first += idsOf(pages.page(number, {})->rows);
        QCOMPARE(first, wanted.mid(0, 5 * pageRows));

        const qint64 lastPage = (*about - 1) / pageRows;
        QStringList last = idsOf(pages.page(lastPage, {})->rows);
        for (qint64 number = lastPage - 1; number > lastPage - 5; --number)
            last = idsOf(pages.page(number, {})->rows) + last;
        QCOMPARE(last, wanted.mid(wanted.size() - last.size()));
    }

    // About where it should be, and neighbours go on from it without a row missing or twice.
    void aJumpIsAboutThere_data() { everyPageIsWhatOrderBySays_data(); }
    void aJumpIsAboutThere()
    {
        QFETCH(QString, column);
        QFETCH(bool, descending);
        QFETCH(QString, order);
        const TableQuestion question = many().question(column, descending);
        if (question.ready() == nullptr)
            return;
        const QStringList wanted = many().reference(order);
        TablePages pages(question);
        pages.setAbout(manyRows);
        for (const double share : {0.1, 0.5, 0.9}) {
            const auto number = static_cast<qint64>(share * manyRows / pageRows);
            const auto page = pages.page(number, {});
            QVERIFY(page && page->guessed && page->alone && page->rows.size() == pageRows);
            const qsizetype at = wanted.indexOf(idsOf(page->rows).constFirst());
            QVERIFY2(std::abs(double(at) - share * manyRows) < manyRows * 0.06,
                     qPrintable(QString::number(at)));
            const auto below = pages.page(number + 1, {});
            const auto above = pages.page(number - 1, {});
            QVERIFY(!below->alone && !above->alone);
            QCOMPARE(idsOf(above->rows) + idsOf(page->rows) + idsOf(below->rows),
                     wanted.mid(at - pageRows, 3 * pageRows));
        }
    }

    // A scan of the table or a sort for each window would be neither fast nor short.
    void aWindowIsSearchedNeverScannedSortedOrCounted()
    {
        Sqlite database(many().path());
        for (const QString &column : {QString(), u"name"_s, u"score"_s, u"kind"_s}) {
            for (const bool descending : {false, true}) {
                const TableQuestion question = many().question(column, descending);
                const KeyOrder order = *question.ready();
                const KeyStep step{.table = u"things"_s,
                                   .order = order,
                                   .columns = {u"body"_s},
                                   .descending = descending,
                                   .limit = 100};
                Key key(order.columns.size(), u"1"_s);
                QList<Question> asked = stepsFrom(step, key, From::At);
                if (key.size() > 1)
                    key[key.size() - 2] = QVariant();
                asked += stepsFrom(step, key, From::After);
                asked.append(rowsWithKeys({.table = u"things"_s, .order = question.table.natural}, {Key{1}}));
                QVERIFY(asked.size() >= 3);
                for (const Question &one : std::as_const(asked)) {
                    QVERIFY(!one.sql.contains("OFFSET"_L1, Qt::CaseInsensitive));
                    QVERIFY(!one.sql.contains("count("_L1, Qt::CaseInsensitive));
                    const QString plan = database.rows("EXPLAIN QUERY PLAN "_L1 + one.sql).join('\n'_L1);
                    QVERIFY2(plan.contains("SEARCH"_L1), qPrintable(one.sql + '\n'_L1 + plan));
                    QVERIFY2(!plan.contains("SCAN"_L1) && !plan.contains("B-TREE"_L1),
                             qPrintable(one.sql + '\n'_L1 + plan));
                }
                const QString first =
                    database.rows("EXPLAIN QUERY PLAN "_L1 + stepsFrom(step, {}, From::After).first().sql)
                        .join('\n'_L1);
                QVERIFY2(!first.contains("B-TREE"_L1), qPrintable(first));
            }
        }
    }

    void tablesWithoutRowIdsGoByTheirPrimaryKey()
    {
        for (const QString &column : {QString(), u"a"_s, u"c"_s}) {
            const TableQuestion question = many().question(column, true, {}, u"pairs"_s);
            const QString order = column == "c"_L1 ? u"c DESC, a DESC, b DESC"_s : u"a DESC, b DESC"_s;
            const QStringList wanted = Sqlite(many().path()).rows("SELECT b FROM pairs ORDER BY "_L1 + order);
            TablePages pages(question);
            pages.setPlaces(placesOf(question));
            QStringList found;
            for (qint64 number = 0; number < pages.places()->pages(); ++number) {
                const auto page = pages.page(number, {});
                for (const TableRow &row : page->rows)
                    found.append(row.cells.at(1).value.toString());
            }
            QCOMPARE(found, wanted);
        }
    }

    // Their distance is beyond what a row id can be.
    void idsMayBeAsFarApartAsTheyCan_data()
    {
        QTest::addColumn<bool>("descending");
        QTest::newRow("ascending") << false;
        QTest::newRow("descending") << true;
    }
    void idsMayBeAsFarApartAsTheyCan()
    {
        QFETCH(bool, descending);
        const TablesFile file(0);
        Sqlite database(file.path());
        QCOMPARE(
            database.execute(
                u"CREATE TABLE far(id INTEGER PRIMARY KEY, a TEXT); CREATE INDEX far_a ON far(a);"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                "INSERT INTO far SELECT i - 500, 'middle ' || i FROM n;"
                "INSERT INTO far VALUES(-9223372036854775808, 'first'), (9223372036854775807, 'last')"_s),
            0);
        const QStringList wanted =
            database.rows(u"SELECT id FROM far ORDER BY id "_s + (descending ? u"DESC"_s : u"ASC"_s));
        const TableQuestion question = file.question({}, descending, {}, u"far"_s);
        TablePages known(question);
        known.setPlaces(placesOf(question));
        QCOMPARE(known.places()->rows(), 1002);
        QStringList all;
        for (qint64 number = 0; number < known.places()->pages(); ++number)
            all += idsOf(known.page(number, {})->rows);
        QCOMPARE(all, wanted);

        const auto reading = store::Reading::open(question.database);
        const auto about = aboutRows(**reading, question.table);
        QVERIFY(about && *about >= 1002);
        const qint64 lastPage = (*about - 1) / pageRows;
        QVERIFY(lastPage > 4);
        for (const QString &column : {QString(), u"a"_s}) {
            for (qint64 number = lastPage; number >= 0; --number) { // each by itself: a jump
                TablePages pages(file.question(column, descending, {}, u"far"_s));
                pages.setAbout(*about);
                const auto page = pages.page(number, {});
                QVERIFY2(page, page ? "" : qPrintable(page.error().text));
                QVERIFY(!page->rows.isEmpty());
                if (!column.isEmpty() &&
                    number == (descending ? lastPage - 1 : 1)) // half of the ids are beyond
                    QCOMPARE(page->rows.constFirst().cells.at(1).value.toString(), u"last"_s);
                if (number == lastPage && column.isEmpty())
                    QCOMPARE(idsOf(page->rows).constLast(), wanted.constLast());
            }
        }
    }

    void longTextsAreShownByTheirBeginning()
    {
        TablePages pages(many().question());
        const auto page = pages.page(0, {});
        const TableCell &cut = page->rows.at(2).cells.at(6);
        QCOMPARE(cut.value.toString(), QString(shownCharacters, u'x'));
        QCOMPARE(cut.length, 301);
        QVERIFY(!cut.whole());
        QVERIFY(page->rows.at(0).cells.at(6).whole());
    }

    void keysCompareAsSqliteDoes()
    {
        const QVariantList values{
            QVariant(), qint64(-5),       2.5,          qint64(3),          u"A"_s,
            u"a"_s,     u"a\U0001F600"_s, u"a\uFFFD"_s, QByteArray("\x01"), QByteArray("\xff")};
        const KeyOrder order{.index = {}, .columns = {{.name = u"x"_s}}};
        // By code points, not by UTF-16: U+FFFD before U+1F600.
        const QList<int> ranks{0, 1, 2, 3, 4, 5, 7, 6, 8, 9};
        for (qsizetype i = 0; i < values.size(); ++i) {
            for (qsizetype j = 0; j < values.size(); ++j) {
                const int expected = ranks.at(i) < ranks.at(j) ? -1 : ranks.at(i) > ranks.at(j);
                QCOMPARE(compareKeys(order, {values.at(i)}, {values.at(j)}), expected);
            }
        }
        const KeyOrder nocase{.index = {}, .columns = {{.name = u"x"_s, .collation = u"NOCASE"_s}}};
        QCOMPARE(compareKeys(nocase, {u"A"_s}, {u"a"_s}), 0);
    }
};

QTEST_GUILESS_MAIN(TestTables)
#include "tables.moc"
