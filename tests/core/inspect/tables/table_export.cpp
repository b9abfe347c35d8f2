// Exported rows read back: all of each text, NULL apart from empty, numbers to the last bit; and nothing is
// left behind where it fails.
#include "TablesFile.h"

#include "inspect/tables/TableExport.h"
#include "inspect/tables/WholeRows.h"
#include "tests/support/CommunityFile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using namespace lockkeeper::tests;

namespace {
// A disk that is full after so many bytes of a file.
class FullDisk final
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        m_handler = ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        ::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_old{};
    void (*m_handler)(int) = nullptr;
};

struct Field
{
    QString text;
    bool quoted = false;
    friend bool operator==(const Field &, const Field &) = default;
};

// RFC 4180, as another program would read it.
QList<QList<Field>> readCsv(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QList<QList<Field>> lines{{}};
    Field field;
    bool inside = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar sign = text.at(i);
        if (inside && sign == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
            field.text += text.at(++i);
        } else if (sign == u'"') {
            inside = !inside;
            field.quoted = true;
        } else if (!inside && (sign == u',' || sign == u'\r')) {
            lines.last().append(field);
            field = {};
            if (sign == u'\r') {
                lines.append(QList<Field>());
                ++i; // the line feed
            }
        } else {
            field.text += sign;
        }
    }
    lines.removeLast();
    return lines;
}

constexpr TableFormat formats[] = {TableFormat::Csv, TableFormat::JsonLines, TableFormat::Database};
} // namespace

class TestTableExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = std::make_unique<TablesFile>(3);
        Sqlite database(m_file->path());
        QCOMPARE(database.execute(u"CREATE TABLE odd(id INTEGER PRIMARY KEY, v, \"a,b\" TEXT);"
                                  "INSERT INTO odd(v, \"a,b\") VALUES(NULL, ''), ('', NULL), "
                                  "('a' || char(13,10) || 'b,\"c\"', '=1+1'), (9007199254740993, 'ä😀'), "
                                  "(-9223372036854775808, ' space '), (0.1, char(9)), (1e300, 'x'), "
                                  "(2.0, 'y'), (9e999, 'z'), (x'00ff27', printf('%.*c', 9000, 'q'))"_s),
                 0);
    }

    void csvIsReadBack()
    {
        const auto written = run({}, TableFormat::Csv, u"odd.csv"_s);
        QVERIFY(written);
        QCOMPARE(*written, 10);
        const QList<QList<Field>> lines = readCsv(CommunityFile::bytesOf(m_file->file(u"odd.csv"_s)));
        QCOMPARE(lines.size(), 11);
        QCOMPARE(lines.at(0).at(2).text, u"a,b"_s);
        QCOMPARE(lines.at(1).at(1), (Field{u""_s, false})); // NULL
        QCOMPARE(lines.at(1).at(2), (Field{u""_s, true}));
        QCOMPARE(lines.at(2).at(1), (Field{u""_s, true}));
        QCOMPARE(lines.at(3).at(1).text, u"a\r\nb,\"c\""_s);
        QCOMPARE(lines.at(3).at(2).text, u"=1+1"_s); // what is in the database, no more
        QCOMPARE(lines.at(4).at(1).text, u"9007199254740993"_s);
        QCOMPARE(lines.at(4).at(2).text, u"ä😀"_s);
        QCOMPARE(lines.at(5).at(1).text, u"-9223372036854775808"_s);
        QCOMPARE(lines.at(5).at(2).text, u" space "_s);
        QCOMPARE(lines.at(6).at(1).text, u"0.1"_s);
        QCOMPARE(lines.at(7).at(1).text.toDouble(), 1e300);
        QCOMPARE(lines.at(8).at(1).text, u"2.0"_s);
        QCOMPARE(lines.at(9).at(1).text, u"9e999"_s);
        QCOMPARE(lines.at(10).at(1).text, u"x'00ff27'"_s);
        QCOMPARE(lines.at(10).at(2).text.size(), 9000);
    }

    void jsonLinesAreReadBack()
    {
        QVERIFY(run({}, TableFormat::JsonLines, u"odd.jsonl"_s));
        const QList<QByteArray> lines = CommunityFile::bytesOf(m_file->file(u"odd.jsonl"_s)).split('\n');
        QCOMPARE(lines.size(), 11);
        QList<QJsonObject> rows;
        for (qsizetype i = 0; i < 10; ++i) {
            const QByteArray line = QByteArray(lines.at(i)).replace("9e999", "1");
            QJsonParseError error{};
            rows.append(QJsonDocument::fromJson(line, &error).object());
            QVERIFY2(error.error == QJsonParseError::NoError, line.constData());
        }
        QVERIFY(rows.at(0).value("v"_L1).isNull());
        QCOMPARE(rows.at(1).value("v"_L1), QJsonValue(QString(u""_s)));
        QCOMPARE(rows.at(2).value("v"_L1).toString(), u"a\r\nb,\"c\""_s);
        QCOMPARE(rows.at(3).value("v"_L1).toInteger(), 9007199254740993);
        QCOMPARE(rows.at(3).value("a,b"_L1).toString(), u"ä😀"_s);
        QCOMPARE(rows.at(4).value("v"_L1).toInteger(), std::numeric_limits<qint64>::min());
        QCOMPARE(rows.at(5).value("v"_L1).toDouble(), 0.1);
        QCOMPARE(rows.at(9).value("v"_L1).toObject().value("base64"_L1).toString(), u"AP8n"_s);
    }

    void aDatabaseHasTheSameRowsOfAllKinds()
    {
        QVERIFY(run({}, TableFormat::Database, u"odd.db"_s));
        const QString all = u"SELECT id, quote(v), quote(\"a,b\") FROM odd ORDER BY id"_s;
        QCOMPARE(Sqlite(m_file->file(u"odd.db"_s)).rows(all), Sqlite(m_file->path()).rows(all));
        QVERIFY(!QFile::exists(m_file->file(u"odd.db-wal"_s)));
    }

    void onlyFilteredRowsInTheirOrder()
    {
        const TablesFile file(4000);
        for (const QString &column : {QString(), u"plain"_s, u"kind"_s}) {
            const TableQuestion question =
                file.question(column, true, {{u"name"_s, FilterCondition::Contains, u"7"_s}});
            const QString path = file.file(u"some.csv"_s);
            const QStringList wanted = file.reference(
                column.isEmpty() ? u"id DESC"_s : column + u" DESC, id DESC"_s, u"name LIKE '%7%'"_s);
            const auto written = exportTable({.question = question, .path = path}, {}, {});
            QVERIFY(written);
            QStringList ids;
            for (const QList<Field> &line : readCsv(CommunityFile::bytesOf(path)).mid(1))
                ids.append(line.first().text);
            QCOMPARE(ids, wanted);
            QCOMPARE(*written, wanted.size());

            const QString database = file.file(u"some.db"_s);
            QVERIFY(exportTable({.question = question, .format = TableFormat::Database, .path = database}, {},
                                {}));
            QCOMPARE(Sqlite(database).value(u"SELECT count(*) FROM things"_s),
                     QString::number(wanted.size()));
            QCOMPARE(Sqlite(database).value(u"SELECT count(*) FROM sqlite_master WHERE type = 'index'"_s),
                     u"4"_s);
        }
        const TableQuestion sorted = file.question(u"plain"_s);
        QVERIFY(exportTable({.question = sorted, .path = file.file(u"all.csv"_s)}, {}, {}));
        QStringList ids;
        for (const QList<Field> &line : readCsv(CommunityFile::bytesOf(file.file(u"all.csv"_s))).mid(1))
            ids.append(line.first().text);
        QCOMPARE(ids, file.reference(u"plain, id"_s));
    }

    // Another program's next write finds indexes, full text and triggers as they were.
    void aContentTableKeepsItsFullText()
    {
        CommunityFile community;
        community.make(u"wal"_s, 300);
        TableQuestion question{.database = community.path(), .table = {}};
        {
            const auto reading = store::Reading::open(community.path());
            question.table = tablesOf(**reading)->constFirst();
        }
        QCOMPARE(question.table.name, u"github_items"_s);
        question.filters = {{u"number"_s, FilterCondition::Less, u"101"_s}};
        const QString path = community.file(u"part.db"_s);
        QVERIFY(exportTable({.question = question, .format = TableFormat::Database, .path = path}, {}, {}));
        Sqlite part(path);
        QCOMPARE(part.integrityProblem(), QString());
        QCOMPARE(part.value(u"SELECT count(*) FROM github_items"_s), u"100"_s);
        QCOMPARE(part.value(u"SELECT count(*) FROM github_items_fts WHERE github_items_fts MATCH 'title'"_s),
                 u"100"_s);
        QCOMPARE(part.execute(u"UPDATE github_items SET title = 'unheard' WHERE number = 7"_s), 0);
        QCOMPARE(part.value(u"SELECT rowid FROM github_items_fts WHERE github_items_fts MATCH 'unheard'"_s),
                 part.value(u"SELECT id FROM github_items WHERE number = 7"_s));
        const QString names =
            u"SELECT name FROM sqlite_master WHERE tbl_name LIKE 'github_items%' ORDER BY 1"_s;
        QCOMPARE(part.rows(names), Sqlite(community.path()).rows(names));
        QCOMPARE(part.value(u"SELECT count(*) FROM sqlite_master WHERE name = 'papers'"_s), u"0"_s);
    }

    void tablesWithoutRowIdsGoToo()
    {
        const TablesFile file(3000);
        const TableQuestion question =
            file.question({}, false, {{u"a"_s, FilterCondition::Equals, u"a3"_s}}, u"pairs"_s);
        const QString path = file.file(u"pairs.db"_s);
        QVERIFY(exportTable({.question = question, .format = TableFormat::Database, .path = path}, {}, {}));
        const QString all = u"SELECT a, b, c FROM pairs WHERE a = 'a3' ORDER BY b"_s;
        QCOMPARE(Sqlite(path).rows(all), Sqlite(file.path()).rows(all));
        QCOMPARE(Sqlite(path).value(u"SELECT count(*) FROM pairs WHERE a != 'a3'"_s), u"0"_s);
    }

    void stoppedItLeavesNothing()
    {
        const TablesFile file(20'000);
        const QStringList before = file.files();
        for (const TableFormat format : formats) {
            for (const QString &column : {QString(), u"plain"_s}) {
                std::stop_source stop;
                qint64 told = 0;
                const auto written = exportTable(
                    {.question = file.question(column), .format = format, .path = file.file(u"out"_s)},
                    [&](const ExportProgress &progress) {
                        if (!progress.looking && ++told == 3)
                            stop.request_stop();
                    },
                    stop.get_token());
                QVERIFY(!written && written.error().isCancelled());
                QCOMPARE(file.files(), before);
            }
        }
    }

    // When all is read, and only the name is left to be given.
    void stoppedAtTheLastMomentItLeavesWhatWasThere()
    {
        const TablesFile file(1000);
        CommunityFile::write(file.file(u"out"_s), "older");
        const QStringList before = file.files();
        const QList<ColumnFilter> some{{u"name"_s, FilterCondition::Contains, u"7"_s}};
        for (const TableFormat format : formats) {
            for (const QList<ColumnFilter> &filters : {QList<ColumnFilter>(), some}) {
                const TableQuestion question = file.question({}, false, filters);
                const qint64 rows = placesOf(question)->rows();
                std::stop_source stop;
                const auto written = exportTable(
                    {.question = question, .format = format, .path = file.file(u"out"_s)},
                    [&](const ExportProgress &progress) {
                        if (!progress.looking && progress.done == rows)
                            stop.request_stop();
                    },
                    stop.get_token());
                QVERIFY(stop.stop_requested());
                QVERIFY(!written && written.error().isCancelled());
                QCOMPARE(file.files(), before);
                QCOMPARE(CommunityFile::bytesOf(file.file(u"out"_s)), QByteArray("older"));
            }
        }
    }

    void aFullDiskLeavesWhatWasThere()
    {
        const TablesFile file(20'000);
        CommunityFile::write(file.file(u"out"_s), "older");
        const QStringList before = file.files();
        for (const TableFormat format : formats) {
            const FullDisk full(100'000);
            const auto written = exportTable(
                {.question = file.question(), .format = format, .path = file.file(u"out"_s)}, {}, {});
            QVERIFY(!written);
            QCOMPARE(written.error().kind, ErrorKind::DiskFull);
            QCOMPARE(file.files(), before);
            QCOMPARE(CommunityFile::bytesOf(file.file(u"out"_s)), QByteArray("older"));
        }
    }

    void aDatabaseThatIsInUseIsNotReplaced()
    {
        const TablesFile file(100);
        for (const TableFormat format : formats) {
            const auto own =
                exportTable({.question = file.question(), .format = format, .path = file.path()}, {}, {});
            QVERIFY(!own);
            QCOMPARE(own.error().kind, ErrorKind::Config);
        }
        const TablesFile other(10);
        Sqlite open(other.path());
        QCOMPARE(open.execute(u"DELETE FROM things WHERE id = 3"_s), 0);
        const auto used = exportTable({.question = file.question(), .path = other.path()}, {}, {});
        QVERIFY(!used);
        QCOMPARE(used.error().kind, ErrorKind::Config);
    }

    void aFolderThatIsNotThereIsAnError()
    {
        for (const TableFormat format : formats) {
            const auto written = exportTable(
                {.question = m_file->question(), .format = format, .path = m_file->file(u"nowhere/out"_s)},
                {}, {});
            QVERIFY(!written);
            QCOMPARE(written.error().kind, ErrorKind::ReadOnly);
            QVERIFY(!written.error().hint.isEmpty());
        }
    }

    void rowsAreCopiedWhole()
    {
        const TablesFile file(1000);
        TablePages pages(file.question(u"plain"_s));
        pages.setPlaces(placesOf(pages.question()));
        const auto rows = wholeRows(pages, {{.first = 120, .last = 140}, {.first = 500, .last = 500}}, {});
        QVERIFY(rows);
        const QStringList order = file.reference(u"plain, id"_s);
        const QStringList wanted = order.mid(120, 21) + order.mid(500, 1);
        QStringList ids;
        for (const QVariantList &row : *rows) {
            ids.append(row.first().toString());
            QCOMPARE(row.last().toString(),
                     Sqlite(file.path()).value(u"SELECT body FROM things WHERE id = "_s + ids.last()));
        }
        QCOMPARE(ids, wanted);
    }

private:
    Result<qint64> run(const QList<ColumnFilter> &filters, TableFormat format, const QString &name) const
    {
        return exportTable({.question = m_file->question({}, false, filters, u"odd"_s),
                            .format = format,
                            .path = m_file->file(name)},
                           {}, {});
    }

    std::unique_ptr<TablesFile> m_file;
};

QTEST_GUILESS_MAIN(TestTableExport)
#include "table_export.moc"
