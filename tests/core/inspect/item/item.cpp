// One item, whole: its columns, texts and words, its kin, and what is copied of it.
#include "inspect/item/Item.h"
#include "inspect/item/FindItem.h"
#include "inspect/search/Search.h"
#include "tests/support/KnowledgeRows.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using inspect::Item;
using inspect::ItemRef;
using inspect::Place;
using tests::Sqlite;

class ItemTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasEveryColumn();
    void hasItsWords();
    void samePaperElsewhere();
    void namesAndLinks_data();
    void namesAndLinks();
    void markdownIsNotBroken();
    void whatIsNotThereIsSaid();
    void severalAreNamed();
    void aTableThatTheFileLacks();
    void branchesMayHaveSlashes();
    void anOldFileHasIt();
    void stops();

private:
    [[nodiscard]] ItemRef refOf(const QString &table, const QString &where) const;
    [[nodiscard]] Item read(const QString &table, const QString &where) const;

    QTemporaryDir m_folder;
    Place m_place;
};

void ItemTest::initTestCase()
{
    m_place = {.community = u"mne"_s, .name = u"MNE"_s, .database = m_folder.filePath(u"mne.db"_s)};
    QVERIFY(store::Database::open(m_place.database, std::chrono::seconds(5)));
    Sqlite file(m_place.database);
    QVERIFY(tests::addOthers(file));
    QVERIFY(tests::addItem(file, u"a/b"_s, u"pr"_s, 7, u"A [draft] of *epochs*"_s,
                           u"Some epochs, epochs & more.\n\n```\ncode\n```"_s));
}

ItemRef ItemTest::refOf(const QString &table, const QString &where) const
{
    Sqlite file(m_place.database);
    const QString id = file.value(u"SELECT id FROM %1 WHERE %2"_s.arg(table, where));
    return {.place = m_place, .table = table, .id = id.toLongLong()};
}

Item ItemTest::read(const QString &table, const QString &where) const
{
    const Result<Item> item = inspect::readItem(refOf(table, where), {});
    return item ? *item : Item{};
}

void ItemTest::hasEveryColumn()
{
    const Item item = read(u"github_items"_s, u"number = 7"_s);
    QStringList columns;
    for (const inspect::ItemField &field : item.fields)
        columns += field.column;
    QCOMPARE(columns,
             (QStringList{u"id"_s, u"repo"_s, u"item_type"_s, u"number"_s, u"title"_s, u"first_message"_s,
                          u"status"_s, u"url"_s, u"created_at"_s, u"synced_at"_s}));
    QCOMPARE(item.fields.at(3).value, QVariant(qint64(7)));
    QCOMPARE(item.source, u"github"_s);
    QCOMPARE(item.origin, u"a/b"_s);
    QCOMPARE(item.number, 7);
    QCOMPARE(item.type, u"pr"_s);
    QCOMPARE(item.time, u"2024-01-01T10:00:00Z"_s);
    QCOMPARE(item.syncedAt, u"2026-01-01T00:00:00+00:00"_s);
    QCOMPARE(item.texts.size(), 1);
    QVERIFY(item.texts.first().text.startsWith("Some epochs"_L1));
    QVERIFY(!item.firstWritten); // no run of ours did

    const Item topic = read(u"discourse_topics"_s, u"topic_id = 2022"_s);
    QCOMPARE(topic.texts.size(), 2);
    QVERIFY(!topic.fields.at(6).value.isValid()); // category_name, NULL
}

void ItemTest::hasItsWords()
{
    const Item item = read(u"github_items"_s, u"number = 7"_s);
    QCOMPARE(item.terms.first().term, u"epochs"_s);
    QCOMPARE(item.terms.first().count, 3);
    QVERIFY(item.terms.first().title);
    // As the database's own index has them.
    Sqlite file(m_place.database);
    QCOMPARE(file.execute(u"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, github_items_fts, row)"_s), 0);
    QStringList terms;
    for (const inspect::ItemTerm &term : item.terms)
        terms += u"%1|%2"_s.arg(term.term).arg(term.count);
    terms.sort();
    QCOMPARE(terms, file.rows(u"SELECT term, cnt FROM temp.v ORDER BY 1"_s));
}

void ItemTest::samePaperElsewhere()
{
    const Item item = read(u"papers"_s, u"source = 'openalex'"_s);
    QCOMPARE(item.same.size(), 1); // not the one on the auditory cortex
    QCOMPARE(item.same.first().origin, u"pubmed"_s);
    QCOMPARE(item.same.first().ref, refOf(u"papers"_s, u"source = 'pubmed'"_s));
    QVERIFY(!item.same.first().byDoi);
    const Item back = read(u"papers"_s, u"source = 'pubmed'"_s);
    QCOMPARE(back.same.value(0).ref, item.ref);
    QVERIFY(read(u"papers"_s, u"source = 'semanticscholar'"_s).same.isEmpty());

    // A title of one word is many papers'; the same DOI is one.
    Sqlite file(m_place.database);
    QCOMPARE(file.execute(u"INSERT INTO papers(source, external_id, title, url, synced_at) VALUES"
                          "('openalex', 'W8', 'Editorial', 'https://doi.org/10.1000/E1', 's'),"
                          "('pubmed', '8', 'Editorial', 'https://doi.org/10.1000/E2', 's'),"
                          "('semanticscholar', 'e1', 'Editorial', 'http://dx.doi.org/10.1000/e1', 's')"_s),
             0);
    const Item editorial = read(u"papers"_s, u"external_id = 'W8'"_s);
    QCOMPARE(editorial.same.size(), 1);
    QCOMPARE(editorial.same.first().origin, u"semanticscholar"_s);
    QVERIFY(editorial.same.first().byDoi);

    // A preprint and its article: another title, the same DOI. What is known by then isn't found again.
    QCOMPARE(file.execute(u"INSERT INTO papers(source, external_id, title, url, synced_at) VALUES"
                          "('pubmed', '9', 'An opinion', 'https://doi.org/10.1000/e1', 's'),"
                          "('pubmed', '10', 'Another one', 'https://doi.org/10.1000/e12', 's')"_s),
             0);
    const Result<QList<inspect::SameItem>> sameDoi = inspect::readSameDoi(editorial, {});
    QVERIFY(sameDoi);
    QCOMPARE(sameDoi->size(), 1);
    QCOMPARE(sameDoi->first().ref, refOf(u"papers"_s, u"external_id = '9'"_s));
    QCOMPARE(sameDoi->first().origin, u"pubmed"_s);
    QCOMPARE(sameDoi->first().title, u"An opinion"_s);
    QVERIFY(sameDoi->first().byDoi);
    QVERIFY(inspect::readSameDoi(item, {})->isEmpty()); // it has none
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(inspect::readSameDoi(editorial, stopped.get_token()).error().isCancelled());
}

void ItemTest::namesAndLinks_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("link");
    const auto row = [](const QString &table, const QString &name, const QString &link) {
        QTest::newRow(qPrintable(table)) << table << name << link;
    };
    row(u"github_items"_s, u"a/b#7"_s,
        u"[a/b\\#7: A \\[draft\\] of \\*epochs\\*](https://github.com/a/b/pull/7)"_s);
    row(u"discourse_topics"_s, u"https://forum.example/t/2022"_s,
        u"[https://forum.example/t/2022: Help](https://forum.example/t/help/2022)"_s);
    row(u"docstrings"_s, u"mne/epochs.py: Epochs.drop"_s, u"mne/epochs.py: Epochs.drop"_s);
    row(u"mailing_list_messages"_s, u"eeglablist: 000012"_s,
        u"[eeglablist: 000012: Re: epochs](https://list.example/2020/000012.html)"_s);
    row(u"papers"_s, u"openalex: W1"_s,
        u"[openalex: W1: Epochs of the Visual-Cortex](https://doi.org/10.1000/ABC)"_s);
    row(u"bep_items"_s, u"BEP 032"_s, u"BEP 032: Microelectrodes"_s);
}

void ItemTest::namesAndLinks()
{
    QFETCH(const QString, table);
    QFETCH(const QString, name);
    QFETCH(const QString, link);
    const Item item = read(table, u"1 ORDER BY id LIMIT 1"_s);
    QCOMPARE(inspect::itemName(item), name);
    QCOMPARE(inspect::markdownLink(item), link);
}

void ItemTest::markdownIsNotBroken()
{
    Item item = read(u"github_items"_s, u"number = 7"_s);
    QCOMPARE(inspect::markdownForm(item),
             u"# A \\[draft\\] of \\*epochs\\*\n\na/b\\#7, pr, 2024-01-01T10:00:00Z\n\n"
             "<https://github.com/a/b/pull/7>\n\nSome epochs, epochs & more.\n\n```\ncode\n```\n"_s);
    item.url = u"https://x.example/a b(c)"_s;
    item.title = u"two\nlines"_s;
    QCOMPARE(inspect::markdownLink(item), u"[a/b\\#7: two lines](https://x.example/a%20b%28c%29)"_s);
    const QString two = inspect::markdownForm(read(u"discourse_topics"_s, u"topic_id = 2022"_s));
    QVERIFY(two.contains("\n## first\\_post\n\nMy question.\n"_L1));
    QVERIFY(two.endsWith("\n## accepted\\_answer\n\nUse the epochs.\n"_L1));
}

void ItemTest::whatIsNotThereIsSaid()
{
    const auto error = [this](const QString &table, qint64 id) {
        const Result<Item> item = inspect::readItem({.place = m_place, .table = table, .id = id}, {});
        return item ? ErrorKind::Internal : item.error().kind;
    };
    QCOMPARE(error(u"github_items"_s, 4711), ErrorKind::Config);
    QCOMPARE(error(u"sqlite_master"_s, 1), ErrorKind::Config);
    QCOMPARE(error(u"nothing"_s, 1), ErrorKind::Config);
}

void ItemTest::severalAreNamed()
{
    Sqlite file(m_place.database);
    QVERIFY(tests::addItem(file, u"c/d"_s, u"issue"_s, 70, u"One"_s, {}));
    QVERIFY(tests::addItem(file, u"c/e"_s, u"pr"_s, 70, u"Other"_s, {}));
    const auto found = inspect::findItem(m_place, u"github_items"_s, {u"#70"_s}, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Config);
    const qint64 one = refOf(u"github_items"_s, u"repo = 'c/d'"_s).id;
    const qint64 other = refOf(u"github_items"_s, u"repo = 'c/e'"_s).id;
    QCOMPARE(found.error().hint, u"One of: c/d:issue:70 (id:%1), c/e:pr:70 (id:%2)."_s.arg(one).arg(other));
    // Each way of naming it that is told finds it.
    for (const QString &key : {u"c/e:pr:70"_s, u"id:%1"_s.arg(other), u"e#70"_s}) {
        const auto exact = inspect::findItem(m_place, u"github_items"_s, {key}, {});
        QVERIFY2(exact, qPrintable(key));
        QCOMPARE(exact->id, other);
    }
    QCOMPARE(file.execute(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) "
                          "INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, "
                          "docstring, synced_at) SELECT 'o/r', 'many.py', 'python', 'f' || i, 'function', "
                          "'d', 's' FROM n"_s),
             0);
    const auto symbols =
        inspect::findItem(m_place, u"docstrings"_s, {u"https://github.com/o/r/blob/main/many.py"_s}, {});
    QVERIFY(!symbols);
    QVERIFY2(symbols.error().hint.startsWith("Among them: o/r:many.py:f"_L1),
             qPrintable(symbols.error().hint));
    QCOMPARE(symbols.error().hint.count(u"id:"_s), 10);
    // A proposal is of no repository.
    const auto bep = inspect::findItem(m_place, u"bep_items"_s, {u"o/r#32"_s}, {});
    QVERIFY(!bep);
    QVERIFY2(bep.error().text.contains("no item"_L1), qPrintable(bep.error().text));
}

void ItemTest::aTableThatTheFileLacks()
{
    const QString path = m_folder.filePath(u"lacks.db"_s);
    QCOMPARE(Sqlite(path).execute(u"CREATE TABLE github_items(id INTEGER PRIMARY KEY)"_s), 0);
    const auto found = inspect::findItem({.community = u"lacks"_s, .name = {}, .database = path}, u"papers"_s,
                                         {u"W1"_s}, {});
    QVERIFY(!found);
    QCOMPARE(found.error().text, u"The database of lacks has no table papers."_s);
    QVERIFY(!found.error().hint.isEmpty());
}

void ItemTest::branchesMayHaveSlashes()
{
    Sqlite file(m_place.database);
    const QString insert = u"INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, "
                           "docstring, branch, synced_at) VALUES('o/s', '%1', 'python', 'f', 'function', "
                           "'d', '%2', 's')"_s;
    QCOMPARE(file.execute(insert.arg(u"mne/a b.py"_s, u"maint/1.0"_s)), 0);
    QCOMPARE(file.execute(insert.arg(u"b.py"_s, u"feature/new/mne"_s)), 0);
    QCOMPARE(file.execute(insert.arg(u"mne/b.py"_s, u"main"_s)), 0);
    const auto pathAt = [&](const QString &rest) {
        const auto found =
            inspect::findItem(m_place, u"docstrings"_s, {u"https://github.com/o/s/blob/"_s + rest}, {});
        return found ? file.value(u"SELECT file_path FROM docstrings WHERE id = %1"_s.arg(found->id))
                     : QString();
    };
    QCOMPARE(pathAt(u"maint/1.0/mne/a%20b.py#L3"_s), u"mne/a b.py"_s);
    QCOMPARE(pathAt(u"feature/new/mne/b.py"_s), u"b.py"_s);
    QCOMPARE(pathAt(u"main/mne/b.py"_s), u"mne/b.py"_s);
    QCOMPARE(pathAt(u"0a1b2c3d/mne/b.py"_s), u"mne/b.py"_s); // a commit
    QCOMPARE(pathAt(u"other/new/mne/b.py"_s), QString());    // no such branch
    QCOMPARE(pathAt(u"main/b.py"_s), u"b.py"_s);
}

void ItemTest::anOldFileHasIt()
{
    const QString old = m_folder.filePath(u"old.db"_s);
    QVERIFY(store::Database::open(old, std::chrono::seconds(5)));
    Sqlite file(old);
    QVERIFY(tests::addOthers(file));
    QCOMPARE(file.execute(u"ALTER TABLE docstrings DROP COLUMN branch; DROP TABLE bep_items; "
                          "DROP TABLE papers_fts"_s),
             0);
    const Place place{.community = u"old"_s, .name = {}, .database = old};
    const Result<Item> symbol = inspect::readItem({.place = place, .table = u"docstrings"_s, .id = 1}, {});
    QVERIFY(symbol);
    QCOMPARE(symbol->title, u"Epochs.drop"_s);
    const Result<Item> bep = inspect::readItem({.place = place, .table = u"bep_items"_s, .id = 1}, {});
    QVERIFY(!bep);
    QCOMPARE(bep.error().kind, ErrorKind::Config);
    const Result<Item> paper = inspect::readItem({.place = place, .table = u"papers"_s, .id = 1}, {});
    QVERIFY(paper); // without an index nothing tells which others it is
    QVERIFY(paper->same.isEmpty());
}

void ItemTest::stops()
{
    std::stop_source source;
    source.request_stop();
    const Result<Item> item = inspect::readItem(refOf(u"papers"_s, u"1"_s), source.get_token());
    QVERIFY(!item);
    QVERIFY(item.error().isCancelled());
}

QTEST_GUILESS_MAIN(ItemTest)
#include "item.moc"
