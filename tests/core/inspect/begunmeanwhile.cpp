// Whoever begins to write to a database that nobody had open, at whichever statement of a question: the
// answer is the one that it would be without, once and whole.
#include "base/Time.h"
#include "inspect/changes/RunChanges.h"
#include "inspect/changes/SkippedItems.h"
#include "inspect/console/SchemaTree.h"
#include "inspect/coverage/Coverage.h"
#include "inspect/item/FindItem.h"
#include "inspect/item/Item.h"
#include "inspect/search/Origins.h"
#include "inspect/search/Search.h"
#include "inspect/tables/PlaceSearch.h"
#include "inspect/tables/TableExport.h"
#include "inspect/tables/TableRows.h"
#include "inspect/tables/WholeRows.h"
#include "tests/support/ChangeFixture.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/KnowledgeRows.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using tests::Sqlite;

namespace {

// Another connection that writes from the n-th statement on that somebody else begins on the file while this
// lives.
class WriterAt final
{
public:
    WriterAt(const QString &path, int statement)
        : m_path(QFile::encodeName(path))
        , m_statement(statement)
    {
        s_current = this;
        (void)sqlite3_auto_extension(entry());
    }
    ~WriterAt()
    {
        (void)sqlite3_cancel_auto_extension(entry());
        s_current = nullptr;
    }
    WriterAt(const WriterAt &) = delete;
    WriterAt &operator=(const WriterAt &) = delete;

    [[nodiscard]] bool wrote() const { return m_writer != nullptr; }

private:
    static void (*entry())() { return reinterpret_cast<void (*)()>(&WriterAt::opened); }
    static int opened(sqlite3 *database, char **, const void *)
    {
        if (!s_writerOpens)
            (void)sqlite3_trace_v2(database, SQLITE_TRACE_STMT, &WriterAt::begun, nullptr);
        return SQLITE_OK;
    }
    static int begun(unsigned, void *, void *statement, void *)
    {
        sqlite3 *const database = sqlite3_db_handle(static_cast<sqlite3_stmt *>(statement));
        if (s_current != nullptr && s_current->m_path == sqlite3_db_filename(database, "main") &&
            ++s_current->m_begun == s_current->m_statement)
            s_current->write();
        return 0;
    }
    void write()
    {
        s_writerOpens = true;
        m_writer = std::make_unique<Sqlite>(QFile::decodeName(m_path), 5000);
        s_writerOpens = false;
        if (m_writer->execute(u"PRAGMA synchronous = OFF; PRAGMA user_version = %1"_s.arg(m_statement)) != 0)
            qFatal("%s", qPrintable(m_writer->error()));
    }

    static inline WriterAt *s_current = nullptr;
    static inline thread_local bool s_writerOpens = false;

    QByteArray m_path;
    int m_statement;
    std::atomic<int> m_begun = 0;
    std::unique_ptr<Sqlite> m_writer;
};

// An answer as a text, to be compared.
QString told(const Error &error)
{
    return u"error: %1 %2"_s.arg(error.text, error.hint);
}

QString told(const QList<TableRow> &rows)
{
    QStringList all;
    for (const TableRow &row : rows)
        all += u"%1 %2"_s.arg(row.id).arg(row.cells.value(1).value.toString());
    return all.join(u'\n');
}

using Asked = std::function<QString(const Place &)>;

template <typename T, typename Tell>
QString answer(const Result<T> &result, Tell tell)
{
    return result ? tell(*result) : told(result.error());
}

TableQuestion tableOf(const Place &place, const QString &name, const QString &column,
                      const QList<ColumnFilter> &filters = {})
{
    const auto tables = readTables(place.database, {});
    if (!tables)
        return {};
    for (const TableInfo &table : *tables) {
        if (table.name == name)
            return {.database = place.database,
                    .table = table,
                    .sortColumn = table.columnAt(column),
                    .filters = filters};
    }
    return {};
}

QString pageOf(const TableQuestion &question, bool known)
{
    TablePages pages(question);
    pages.setAbout(900);
    if (known) {
        const auto places = findPlaces(question, {}, {});
        if (!places)
            return told(places.error());
        if ((*places)->rows() == 0)
            return u"nothing"_s;
        pages.setPlaces(*places);
    }
    const auto page = pages.page(2, {});
    return page ? told(page->rows) + QString::number(known ? pages.places()->rows() : 0) : told(page.error());
}

} // namespace

class BegunMeanwhileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theAnswerIsTheSame_data();
    void theAnswerIsTheSame();

private:
    QString exported(const TableQuestion &question, TableFormat format) const;

    QTemporaryDir m_folder;
    QString m_path;
};

void BegunMeanwhileTest::initTestCase()
{
    m_path = QDir(QFileInfo(m_folder.path()).canonicalFilePath()).filePath(u"one.db"_s);
    {
        tests::ChangeFixture made;
        QVERIFY(made.write(1, {u"One"_s, u"Two"_s, u"Three"_s}));
        store::Batch batch = tests::ChangeFixture::batchOf(2);
        batch.githubItems = {tests::ChangeFixture::item(1, u"One again"_s)};
        batch.deletions = {{.table = store::Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 2}}};
        QVERIFY(made.commit(batch));
        Sqlite file(made.path());
        QVERIFY(tests::addOthers(file));
        QCOMPARE(file.execute(
                     u"INSERT INTO papers(source, external_id, title, url, synced_at) VALUES('pubmed', '9', "
                     "'Another title', 'https://doi.org/10.1000/abc', 's');"
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) "
                     "INSERT INTO mailing_list_messages(list_name, message_id, subject, date, url, year, "
                     "synced_at) SELECT 'many', i, 'subject ' || (i * 37 % 500), '2020', 'u', 2020, 's' "
                     "FROM n;"
                     "CREATE TABLE pairs(a TEXT, b INTEGER, c TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;"
                     "INSERT INTO pairs SELECT 'a' || (id % 5), id, subject FROM mailing_list_messages"_s),
                 0);
        QCOMPARE(file.execute(u"VACUUM INTO '%1'"_s.arg(m_path)), 0);
    }
    Sqlite file(m_path);
    QCOMPARE(file.value(u"PRAGMA journal_mode=wal"_s), u"wal"_s);
}

QString BegunMeanwhileTest::exported(const TableQuestion &question, TableFormat format) const
{
    const QString path = m_folder.filePath(u"out"_s);
    const auto rows = exportTable({.question = question, .format = format, .path = path}, {}, {});
    if (!rows)
        return told(rows.error());
    QString all = QString::number(*rows);
    if (format == TableFormat::Database)
        all += Sqlite(path).rows(u"SELECT * FROM "_s + question.table.name).join(u'\n');
    else
        all += QString::fromUtf8(tests::CommunityFile::bytesOf(path));
    QFile::remove(path);
    return all;
}

void BegunMeanwhileTest::theAnswerIsTheSame_data()
{
    QTest::addColumn<Asked>("ask");
    const auto row = [](const char *name, const Asked &ask) {
        QTest::newRow(name) << ask;
    };
    const QDateTime run = fromIso(tests::ChangeFixture::runName(2));

    row("an item by its key", [](const Place &place) {
        return answer(findItem(place, u"papers"_s, {u"W1"_s}, {}),
                      [](const ItemRef &ref) { return QString::number(ref.id); });
    });
    row("no item", [](const Place &place) {
        return answer(findItem(place, u"papers"_s, {u"pubmet:1"_s}, {}),
                      [](const ItemRef &ref) { return QString::number(ref.id); });
    });
    row("several items", [](const Place &place) {
        return answer(findItem(place, u"docstrings"_s, {u"https://github.com/o/r/blob/main/x.py"_s}, {}),
                      [](const ItemRef &ref) { return QString::number(ref.id); });
    });
    row("an item", [](const Place &place) {
        return answer(readItem({.place = place, .table = u"papers"_s, .id = 1}, {}), [](const Item &item) {
            return u"%1 %2 %3 %4"_s.arg(item.title)
                .arg(item.fields.size())
                .arg(item.terms.size())
                .arg(item.same.size());
        });
    });
    row("the same DOI", [](const Place &place) {
        Item item;
        item.ref = {.place = place, .table = u"papers"_s, .id = 1};
        item.url = u"https://doi.org/10.1000/ABC"_s;
        return answer(readSameDoi(item, {}), [](const QList<SameItem> &same) {
            return QString::number(same.size()) + same.value(0).title;
        });
    });
    row("what a run wrote, by remote", [run](const Place &place) {
        return answer(readRemoteChanges(place, run, {}), [](const QList<RemoteChanges> &remotes) {
            return u"%1 %2"_s.arg(remotes.size()).arg(remotes.value(0).changed);
        });
    });
    row("what a run wrote", [run](const Place &place) {
        return answer(readChanges({.place = place, .run = run, .kind = {}, .job = {}}, 0, 100, {}),
                      [](const ChangeWindow &window) {
                          QStringList all;
                          for (const RunChange &change : window.changes)
                              all += u"%1 %2"_s.arg(change.id).arg(change.title);
                          return all.join(u'\n');
                      });
    });
    row("one change", [run](const Place &place) {
        const auto window = readChanges({.place = place, .run = run, .kind = {}, .job = {}}, 0, 100, {});
        if (!window)
            return told(window.error());
        return answer(readChange(place, window->changes.value(0).id, {}), [](const ChangeDetails &details) {
            return u"%1 %2"_s.arg(details.change.title).arg(details.values.size());
        });
    });
    row("skipped items", [](const Place &place) {
        return answer(readSkippedItems(place, {}),
                      [](const QList<SkippedEntry> &all) { return QString::number(all.size()); });
    });
    row("origins", [](const Place &place) {
        return answer(originsIn(place, {}), [](const QStringList &all) { return all.join(u'\n'); });
    });
    row("the schema", [](const Place &place) {
        return answer(readSchema(place), [](const QList<SchemaTable> &tables) {
            QStringList all;
            for (const SchemaTable &table : tables)
                all += u"%1 %2 %3"_s.arg(table.name).arg(table.columns.size()).arg(table.indexes.size());
            return all.join(u'\n');
        });
    });
    row("tables", [](const Place &place) {
        return answer(readTables(place.database, {}), [](const QList<TableInfo> &tables) {
            QStringList all;
            for (const TableInfo &table : tables)
                all += u"%1 %2 %3"_s.arg(table.name).arg(table.columns.size()).arg(table.indexes.size());
            return all.join(u'\n');
        });
    });
    row("coverage", [](const Place &place) {
        return answer(readCoverage({.place = place}), [](const QList<CoverageRow> &rows) {
            QStringList all;
            for (const CoverageRow &one : rows)
                all += u"%1 %2 %3"_s.arg(one.source, one.name).arg(one.rows.value_or(-1));
            return all.join(u'\n');
        });
    });
    row("a search", [](const Place &place) {
        Ranking ranking(20);
        QStringList wrong;
        const Result<void> done = search({.places = {place}, .text = parseSearchText(u"epochs"_s)},
                                         [&](const SearchPart &part) {
                                             ranking.add(part.hits);
                                             if (part.error)
                                                 wrong += told(*part.error);
                                         },
                                         {});
        for (const Hit &hit : ranking.hits())
            wrong += u"%1 %2"_s.arg(hit.ref.table).arg(hit.ref.id);
        return done ? wrong.join(u'\n') : told(done.error());
    });

    const Place place{.community = {}, .name = {}, .database = m_path};
    const QString mails = u"mailing_list_messages"_s;
    const TableQuestion plain = tableOf(place, mails, {});
    const TableQuestion some = tableOf(place, mails, {}, {{u"subject"_s, FilterCondition::Contains, u"7"_s}});
    const TableQuestion sorted = tableOf(place, mails, u"subject"_s);
    const TableQuestion pairs = tableOf(place, u"pairs"_s, u"c"_s);
    const auto page = [&row](const char *name, const TableQuestion &question, bool known) {
        row(name, [question, known](const Place &) { return pageOf(question, known); });
    };
    page("a page that is guessed", plain, false);
    page("a page in its own order", plain, true);
    page("a page in an index's order", tableOf(place, mails, u"list_name"_s), true);
    page("a page in no index's order", sorted, true);
    page("a filtered page", some, true);
    page("a page without row ids", pairs, true);
    row("lines in its own order", [this, plain](const Place &) { return exported(plain, TableFormat::Csv); });
    row("lines in no index's order",
        [this, sorted](const Place &) { return exported(sorted, TableFormat::Csv); });
    row("a database", [this, some](const Place &) { return exported(some, TableFormat::Database); });
    row("about how many", [plain](const Place &) {
        return answer(askAbout(plain, {}), [](qint64 rows) { return QString::number(rows); });
    });
    row("a place", [sorted](const Place &) {
        const auto places = findPlaces(sorted, {}, {});
        if (!places)
            return told(places.error());
        return answer(placeOf(sorted, *places, u"subject 3"_s, {}),
                      [](qint64 at) { return QString::number(at); });
    });
    row("a whole row", [plain](const Place &) {
        return answer(wholeRow(plain.database, plain.table, {qint64(7)}, {}),
                      [](const QVariantList &values) { return QString::number(values.size()); });
    });
}

void BegunMeanwhileTest::theAnswerIsTheSame()
{
    QFETCH(const Asked, ask);
    const Place place{.community = u"one"_s, .name = u"One"_s, .database = m_path};
    const QString undisturbed = ask(place);
    QVERIFY(!undisturbed.isEmpty());
    bool wrote = true;
    int statement = 0;
    while (wrote) {
        statement += statement < 20 ? 1 : 9;
        const WriterAt writer(m_path, statement);
        const QString disturbed = ask(place);
        wrote = writer.wrote();
        QVERIFY2(disturbed == undisturbed,
                 qPrintable(u"at statement %1: %2"_s.arg(statement).arg(disturbed)));
        QTest::qWait(wrote ? 2 : 0); // a file system's clock ticks in milliseconds
    }
    QVERIFY(statement > 2);
    QVERIFY(QDir(m_folder.path()).entryList(QDir::Files) == QStringList{u"one.db"_s});
}

QTEST_GUILESS_MAIN(BegunMeanwhileTest)
#include "begunmeanwhile.moc"
