// Filters of a table: each condition against SQL written by hand, whatever is typed; and what stays sane
// while somebody else changes the table.
#include "TablesFile.h"

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using namespace lockkeeper::tests;

namespace {
QStringList found(const TableQuestion &question)
{
    TablePages pages(question);
    pages.setPlaces(placesOf(question));
    QStringList ids;
    for (qint64 number = 0; number < pages.places()->pages(); ++number)
        ids += idsOf(pages.page(number, {})->rows);
    return ids;
}

constexpr FilterCondition all[] = {
    FilterCondition::Contains, FilterCondition::Equals,  FilterCondition::StartsWith, FilterCondition::Empty,
    FilterCondition::NotEmpty, FilterCondition::Greater, FilterCondition::Less};
} // namespace

class TestTableFilters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachConditionIsWhatItSays_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("condition");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("where");
        const auto add = [](const char *name, const QString &column, FilterCondition condition,
                            const QString &value, const QString &where) {
            QTest::newRow(name) << column << static_cast<int>(condition) << value << where;
        };
        using enum FilterCondition;
        add("contains", u"name"_s, Contains, u"99"_s, u"name LIKE '%99%'"_s);
        add("any case", u"plain"_s, Contains, u"P12"_s, u"lower(plain) LIKE '%p12%'"_s);
        add("equals", u"name"_s, Equals, u"n5"_s, u"name = 'n5'"_s);
        add("equals a number", u"part"_s, Equals, u"7"_s, u"part = 7"_s);
        add("equals among kinds", u"score"_s, Equals, u"t3"_s, u"score = 't3'"_s);
        add("starts", u"name"_s, StartsWith, u"n9"_s, u"name LIKE 'n9%'"_s);
        add("empty", u"part"_s, Empty, {}, u"part IS NULL"_s);
        add("not empty", u"name"_s, NotEmpty, {}, u"name IS NOT NULL"_s);
        add("greater", u"part"_s, Greater, u"40"_s, u"part > 40"_s);
        add("less, a fraction", u"part"_s, Less, u"2.5"_s, u"part < 2.5"_s);
        add("texts in order", u"name"_s, Greater, u"n9"_s, u"name > 'n9'"_s);
        add("id", u"id"_s, Less, u"500"_s, u"id < 500"_s);
    }
    void eachConditionIsWhatItSays()
    {
        QFETCH(QString, column);
        QFETCH(int, condition);
        QFETCH(QString, value);
        QFETCH(QString, where);
        static const TablesFile file(5000);
        const ColumnFilter filter{column, static_cast<FilterCondition>(condition), value};
        const QStringList wanted = file.reference(u"id"_s, where);
        QVERIFY(!wanted.isEmpty() && wanted.size() < 5000);
        QCOMPARE(found(file.question({}, false, {filter})), wanted);
        QCOMPARE(found(file.question(u"plain"_s, true, {filter})),
                 file.reference(u"plain DESC, id DESC"_s, where));
        QCOMPARE(found(file.question(u"name"_s, false, {filter})), file.reference(u"name, id"_s, where));
        QCOMPARE(found(file.question({}, true, {filter})), file.reference(u"id DESC"_s, where));
    }

    void severalNarrowTogetherAndOneWithoutAValueNotAtAll()
    {
        const TablesFile file(3000);
        const QList<ColumnFilter> filters{{u"kind"_s, FilterCondition::Equals, u"k1"_s},
                                          {u"part"_s, FilterCondition::Greater, u"30"_s},
                                          {u"name"_s, FilterCondition::Contains, {}}};
        QCOMPARE(found(file.question({}, false, filters)),
                 file.reference(u"id"_s, u"kind = 'k1' AND part > 30"_s));
        QVERIFY(!file.question({}, false, {filters.last()}).filtered());
        QCOMPARE(found(file.question({}, false, {{u"name"_s, FilterCondition::Equals, u"nowhere"_s}})),
                 QStringList());
    }

    void whateverIsTypedIsATextAndNoSql()
    {
        TablesFile file(20);
        const QStringList typed{
            u"50%"_s, u"a_b"_s, u"it's"_s, u"\"quoted\""_s, u"back\\slash"_s, u"'; DROP TABLE things; --"_s,
            u"?"_s,   u"%"_s,   u"_"_s,    u"\\"_s};
        Sqlite database(file.path());
        for (qsizetype i = 0; i < typed.size(); ++i)
            QCOMPARE(database.execute(
                         u"INSERT INTO things(id, kind, body) VALUES(%1, 'typed', '<' || '%2' || '>')"_s
                             .arg(1000 + i)
                             .arg(QString(typed.at(i)).replace(u'\'', "''"_L1))),
                     0);
        for (qsizetype i = 0; i < typed.size(); ++i) {
            const QString id = QString::number(1000 + i);
            const QString quoted = QString(typed.at(i)).replace(u'\'', "''"_L1);
            QCOMPARE(found(file.question({}, false, {{u"body"_s, FilterCondition::Contains, typed.at(i)}})),
                     file.reference(u"id"_s, u"instr(body, '%1') > 0"_s.arg(quoted)));
            QCOMPARE(
                found(file.question(
                    {}, false, {{u"body"_s, FilterCondition::StartsWith, '<'_L1 + typed.at(i) + '>'_L1}})),
                QStringList{id});
            for (const FilterCondition condition : all) {
                const TableQuestion question =
                    file.question({}, false, {{u"body"_s, condition, typed.at(i)}});
                QVERIFY(findPlaces(question, {}, {}));
            }
        }
        QCOMPARE(database.value(u"SELECT count(*) FROM things"_s), QString::number(20 + typed.size()));
    }

    void aWordIsNoNumber()
    {
        const TablesFile file(20);
        const auto places =
            findPlaces(file.question({}, false, {{u"part"_s, FilterCondition::Greater, u"many"_s}}), {}, {});
        QVERIFY(!places);
        QCOMPARE(places.error().kind, ErrorKind::Config);
        QVERIFY(places.error().text.contains("many"_L1) && places.error().hint.contains("part"_L1));
    }

    void whatIsFoundInOrderIsThereBeforeAllIs()
    {
        const TablesFile file(60'000);
        const TableQuestion question =
            file.question({}, false, {{u"name"_s, FilterCondition::Contains, u"9"_s}});
        qint64 looked = 0;
        SharedPlaces first;
        const auto places = findPlaces(question,
                                       [&](const PlacesProgress &progress) {
                                           looked = progress.looked;
                                           if (progress.sofar && !first)
                                               first = progress.sofar;
                                       },
                                       {});
        QVERIFY(places && looked <= 60'000);
        if (first) { // a quick machine is done before
            QVERIFY(first->rows() < (*places)->rows());
            QCOMPARE(first->keysOf(0), (*places)->keysOf(0).mid(0, first->rows()));
        }
    }

    void lookingThroughCanBeStopped_data()
    {
        QTest::addColumn<QString>("column");
        QTest::newRow("in order") << QString();
        QTest::newRow("index") << u"name"_s;
        QTest::newRow("sorted") << u"plain"_s;
    }
    void lookingThroughCanBeStopped()
    {
        QFETCH(QString, column);
        const TablesFile file(60'000);
        std::stop_source stop;
        const auto places = findPlaces(
            file.question(column), [&](const PlacesProgress &) { stop.request_stop(); }, stop.get_token());
        QVERIFY(!places);
        QVERIFY(places.error().isCancelled());
        TablePages pages(file.question(column));
        QVERIFY(pages.page(0, stop.get_token()).error().isCancelled());
    }

    // What was found stays where it was: rows that are gone leave their places, and none is shown twice.
    void rowsThatChangeMeanwhileAreNeverShownTwice_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<bool>("descending");
        for (const QString &column : {QString(), u"name"_s, u"plain"_s, u"kind"_s}) {
            QTest::addRow("%s up", qPrintable(column)) << column << false;
            QTest::addRow("%s down", qPrintable(column)) << column << true;
        }
    }
    void rowsThatChangeMeanwhileAreNeverShownTwice()
    {
        QFETCH(QString, column);
        QFETCH(bool, descending);
        const TablesFile file(2000);
        const TableQuestion question = file.question(column, descending);
        TablePages pages(question);
        pages.setPlaces(placesOf(question));
        Sqlite other(file.path());
        QCOMPARE(
            other.execute(u"DELETE FROM things WHERE id % 5 = 0; UPDATE things SET name = 'zz' WHERE id "
                          "% 17 = 0; INSERT INTO things(id, kind, name, plain) SELECT id + 100000, kind, "
                          "name, plain FROM things WHERE id % 3 = 0"_s),
            0);
        QSet<qint64> seen;
        for (qint64 number = 0; number < pages.places()->pages(); ++number) {
            const auto page = pages.page(number, {});
            QVERIFY(page);
            QCOMPARE(page->rows.size(), std::min<qint64>(pageRows, 2000 - number * pageRows));
            for (const TableRow &row : page->rows) {
                if (row.key.isEmpty())
                    continue;
                QVERIFY(!seen.contains(row.id));
                QVERIFY(row.id % 5 != 0 || row.id > 100'000);
                seen.insert(row.id);
            }
        }
        QVERIFY(seen.size() > 1000);
    }

    void aDroppedTableIsAnError()
    {
        const TablesFile file(200);
        const TableQuestion question = file.question();
        QCOMPARE(Sqlite(file.path()).execute(u"DROP TABLE things"_s), 0);
        TablePages pages(question);
        const auto page = pages.page(0, {});
        QVERIFY(!page && !page.error().text.isEmpty());
        QVERIFY(!findPlaces(question, {}, {}));
    }

    // What has no row ids is remembered by its keys, which may be of any length.
    void keysAreRememberedWithinABound()
    {
        const TablesFile file(10);
        Sqlite database(file.path());
        QCOMPARE(database.execute(u"CREATE TABLE long(k TEXT PRIMARY KEY, v) WITHOUT ROWID; WITH RECURSIVE "
                                  "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO "
                                  "long SELECT i || printf('%.*c', 1000000, 'x'), i % 7 FROM n"_s),
                 0);
        const QString name = u"long"_s;
        QCOMPARE(placesOf(file.question({}, false, {}, name))->rows(), 40);
        const TableQuestion few = file.question({}, false, {{u"v"_s, FilterCondition::Equals, u"3"_s}}, name);
        QCOMPARE(placesOf(few)->rows(), 6);
        QList<TableQuestion> many{file.question(u"v"_s, false, {}, name),
                                  file.question({}, false, {{u"v"_s, FilterCondition::NotEmpty, {}}}, name)};
        for (const TableQuestion &question : many) {
            const auto places = findPlaces(question, {}, {});
            QVERIFY(!places);
            QCOMPARE(places.error().kind, ErrorKind::Config);
            QVERIFY2(places.error().text.contains(u"no row ids"_s), qPrintable(places.error().text));
            QVERIFY(!places.error().hint.isEmpty());
        }
    }

    void nothingIsLeftBesideWhatWasRead()
    {
        const TablesFile file(2000);
        const TableQuestion question = file.question(u"plain"_s);
        TablePages pages(question);
        pages.setPlaces(placesOf(question));
        QVERIFY(pages.page(1, {}));
        QCOMPARE(file.files(), QStringList{u"things.db"_s});
    }
};

QTEST_GUILESS_MAIN(TestTableFilters)
#include "table_filters.moc"
