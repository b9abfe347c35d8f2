// What was collected of each remote, on files as the sources and the assistant leave them.
#include "inspect/coverage/Coverage.h"
#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using inspect::CoverageRow;
using inspect::Gap;
using tests::Sqlite;

namespace {
const QDateTime now(QDate(2026, 6, 1), QTime(12, 0), QTimeZone::utc());

QList<Gap> gapsOf(const CoverageRow &row)
{
    QList<Gap> gaps;
    for (const inspect::CoverageFinding &finding : inspect::findingsOf(row, now)) {
        gaps.append(finding.gap);
        if (finding.text.isEmpty() || finding.hint.isEmpty())
            QTest::qFail("a finding without words", __FILE__, __LINE__);
    }
    return gaps;
}
} // namespace

class CoverageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itemsAreCountedByRemote();
    void papersAreCountedByProvider();
    void repeatedOnesAreCounted();
    void configurationIsCompared();
    void brokenConfigurationBlamesNobody();
    void lateSyncsAndQuietForums_data();
    void lateSyncsAndQuietForums();
    void fewerThanTheRemoteHas();
    void oldFilesLackTables();
    void manyItemsAreReadInParts();
    void isCancelled();

private:
    [[nodiscard]] QList<CoverageRow> read(const QList<inspect::ConfiguredRemote> &configured = {})
    {
        const auto rows = inspect::readCoverage(
            {.place = {.community = u"t"_s, .name = u"T"_s, .database = m_path}, .configured = configured});
        return rows ? *rows : QList<CoverageRow>();
    }
    [[nodiscard]] static CoverageRow named(const QList<CoverageRow> &rows, const QString &source,
                                           const QString &name)
    {
        const auto found = std::ranges::find_if(
            rows, [&](const CoverageRow &row) { return row.source == source && row.name == name; });
        return found == rows.cend() ? CoverageRow{.source = u"missing"_s} : *found;
    }
    void fill(const QString &sql)
    {
        Sqlite file(m_path);
        QVERIFY2(file.execute(sql) == 0, qPrintable(file.error()));
    }

    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
};

void CoverageTest::init()
{
    m_path = m_folder.filePath(u"t%1.db"_s.arg(++m_number));
    QVERIFY(store::Database::open(m_path, std::chrono::seconds(5)));
}

void CoverageTest::itemsAreCountedByRemote()
{
    fill(u"INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, created_at, "
         u"synced_at) "
         "VALUES('a/b', 'issue', 1, 'one', 'text', 'open', 'u', '2024-01-02T00:00:00Z', 's'),"
         "('a/b', 'issue', 2, 'two', '', 'open', 'u', '2026-05-02T00:00:00Z', 's'),"
         "('a/b', 'pr', 3, 'three', NULL, 'open', 'u', '2025-01-02T00:00:00Z', 's'),"
         "('a/c', 'pr', 3, 'three', 'text', 'open', 'u', '2025-01-02T00:00:00Z', 's');"
         "INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, docstring, synced_at) "
         "VALUES('a/b', 'f', 'python', 's', 'function', 'd', 's'), ('a/b', 'g', 'matlab', 's', 'script', "
         "'d', 's');"
         "INSERT INTO bep_items(bep_number, title, status, content, synced_at) VALUES('001', 't', 'draft', "
         "'c', 's');"
         "INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES('github', 'a/b', "
         "'2026-05-30T10:00:00Z'), ('docstrings', 'a/b:python', '2026-05-30T10:00:00+00:00'), "
         "('github', 'long/gone', '2020-05-30T10:00:00Z');"
         "INSERT INTO lockkeeper_skipped(source_type, source_name, item_key, reason, first_at, last_at, run) "
         "VALUES('github', 'a/b', '7', 'r', 'f', 'l', 'n'), ('github', 'a/b', '8', 'r', 'f', 'l', 'n')"_s);
    const QList<CoverageRow> rows = read();
    QCOMPARE(rows.size(), 5);
    const CoverageRow ab = named(rows, u"github"_s, u"a/b"_s);
    QCOMPARE(ab.community, u"t"_s);
    QCOMPARE(ab.rows.value_or(-1), 3);
    QCOMPARE(ab.withText, 1);
    QCOMPARE(ab.oldest, u"2024-01-02T00:00:00Z"_s);
    QCOMPARE(ab.newest, u"2026-05-02T00:00:00Z"_s);
    QCOMPARE(ab.lastSync, QDateTime(QDate(2026, 5, 30), QTime(10, 0), QTimeZone::utc()));
    QCOMPARE(ab.skipped, 2);
    QCOMPARE(ab.configured, std::optional(false));
    QCOMPARE(named(rows, u"github"_s, u"a/c"_s).rows.value_or(-1), 1);
    QVERIFY(!named(rows, u"github"_s, u"a/c"_s).lastSync.isValid());
    const CoverageRow python = named(rows, u"docstrings"_s, u"a/b:python"_s);
    QCOMPARE(python.rows.value_or(-1), 1);
    QCOMPARE(python.newest, QString());
    QCOMPARE(python.lastSync, ab.lastSync);
    QCOMPARE(named(rows, u"docstrings"_s, u"a/b:matlab"_s).rows.value_or(-1), 1);
    QCOMPARE(named(rows, u"beps"_s, u"bids-website"_s).rows.value_or(-1), 1);
    QCOMPARE(rows.first().source, u"github"_s); // as the content tables stand
    QCOMPARE(rows.last().source, u"beps"_s);
}

void CoverageTest::papersAreCountedByProvider()
{
    fill(u"INSERT INTO papers(source, external_id, title, first_message, url, created_at, synced_at) VALUES"
         "('openalex', '1', 'A first title here', 'abstract', 'https://doi.org/10.1000/A1', '2020', 's'),"
         "('openalex', '2', 'Editorial', '', 'https://doi.org/10.1000/b2', '2021-05', 's'),"
         "('pubmed', '3', 'a first TITLE, here.', 'abstract', 'https://pubmed/3', '2020-04-01', 's'),"
         "('pubmed', '4', 'Editorial', '', 'https://pubmed/4', '2021', 's'),"
         "('semanticscholar', '5', 'Another name of it', '', 'https://doi.org/10.1000/a1', '2020', 's');"
         "INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES"
         "('papers', 'openalex:words', '2026-05-01T00:00:00Z'), ('papers', 'citing_10.1/x', "
         "'2026-05-03T00:00:00Z'),"
         "('papers', 'pubmed:older words', '2026-05-02T00:00:00Z')"_s);
    const QList<CoverageRow> rows = read({{u"papers"_s, u"openalex:words"_s},
                                          {u"papers"_s, u"citing_10.1/x"_s},
                                          {u"papers"_s, u"semanticscholar:words"_s}});
    const CoverageRow openalex = named(rows, u"papers"_s, u"openalex"_s);
    QCOMPARE(openalex.rows.value_or(-1), 2);
    QCOMPARE(openalex.configured, std::optional(true));
    QCOMPARE(openalex.oldest, u"2020"_s);
    QCOMPARE(openalex.lastSync, QDateTime(QDate(2026, 5, 3), QTime(0, 0), QTimeZone::utc()));
    QCOMPARE(openalex.repeated, 0);
    QCOMPARE(named(rows, u"papers"_s, u"pubmed"_s).repeated, 1);          // by its title, the editorial not
    QCOMPARE(named(rows, u"papers"_s, u"semanticscholar"_s).repeated, 1); // by its DOI
    QCOMPARE(named(rows, u"papers"_s, u"pubmed"_s).configured, std::optional(false));
    const CoverageRow query = named(rows, u"papers"_s, u"openalex:words"_s);
    QVERIFY(query.configured == true && !query.rows);
    QCOMPARE(gapsOf(named(rows, u"papers"_s, u"semanticscholar:words"_s)), (QList{Gap::NeverSynced}));
    QCOMPARE(gapsOf(named(rows, u"papers"_s, u"pubmed:older words"_s)), (QList{Gap::NotConfigured}));
    QCOMPARE(gapsOf(named(rows, u"papers"_s, u"openalex:words"_s)), (QList{Gap::NotSyncedLately}));
    QCOMPARE(gapsOf(named(rows, u"papers"_s, u"citing_10.1/x"_s)), QList<Gap>{});
}

void CoverageTest::repeatedOnesAreCounted()
{
    fill(u"INSERT INTO mailing_list_messages(list_name, message_id, subject, date, body, url, year, "
         u"synced_at) VALUES"
         "('l', '1', 'again', '2024-01-01', 'the same', 'u', 2024, 's'),"
         "('l', '2', 'again', '2024-01-02', 'the same', 'u', 2024, 's'),"
         "('l', '3', 'again', '2024-01-03', 'the same', 'u', 2024, 's'),"
         "('l', '4', 'again', '2024-01-04', 'another', 'u', 2024, 's'),"
         "('l', '5', '', '2024-01-05', '', 'u', 2024, 's'),"
         "('l', '6', '', '2024-01-06', '', 'u', 2024, 's'),"
         "('m', '1', 'again', '2024-01-01', 'the same', 'u', 2024, 's')"_s);
    const QList<CoverageRow> rows = read();
    QCOMPARE(named(rows, u"mailman"_s, u"l"_s).repeated, 2);
    QCOMPARE(named(rows, u"mailman"_s, u"m"_s).repeated, 0); // of another list
}

void CoverageTest::configurationIsCompared()
{
    fill(u"INSERT INTO discourse_topics(forum_url, topic_id, title, url, created_at, synced_at) VALUES"
         "('https://a.org', 1, 't', 'u', '2026-05-30', 's'), ('https://b.org', 1, 't', 'u', '2026-05-30', "
         "'s');"
         "INSERT INTO faq_entries(list_name, thread_id, thread_url, question, answer, summarized_at) VALUES"
         "('l', '1', 'u', 'q', 'a', 's');"
         "INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES"
         "('discourse', 'https://a.org', '2026-05-30T10:00:00Z'), ('discourse', 'https://b.org', "
         "'2026-05-30T10:00:00Z'),"
         "('discourse', 'https://d.org', '2026-05-30T10:00:00Z')"_s);
    const QList<CoverageRow> rows = read({{u"discourse"_s, u"https://a.org"_s},
                                          {u"discourse"_s, u"https://c.org"_s},
                                          {u"discourse"_s, u"https://d.org"_s}});
    const auto gaps = [&rows](const QString &name) {
        return gapsOf(named(rows, u"discourse"_s, name));
    };
    QCOMPARE(gaps(u"https://a.org"_s), QList<Gap>{});
    QCOMPARE(gaps(u"https://b.org"_s), (QList{Gap::NotConfigured}));
    QCOMPARE(gaps(u"https://c.org"_s), (QList{Gap::NeverSynced}));
    QCOMPARE(gaps(u"https://d.org"_s), (QList{Gap::NothingThere}));
    QCOMPARE(gapsOf(named(rows, u"faq"_s, u"l"_s)), QList<Gap>{}); // the assistant's
}

void CoverageTest::brokenConfigurationBlamesNobody()
{
    fill(u"INSERT INTO discourse_topics(forum_url, topic_id, title, url, created_at, synced_at) VALUES"
         "('https://a.org', 1, 't', 'u', '2026-05-30', 's')"_s);
    const auto rows = inspect::readCoverage(
        {.place = {.community = u"t"_s, .name = {}, .database = m_path}, .configured = std::nullopt});
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    QVERIFY(!rows->first().configured);
    QCOMPARE(gapsOf(rows->first()), QList<Gap>{});
}

void CoverageTest::lateSyncsAndQuietForums_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("newest");
    QTest::addColumn<double>("usualDays");
    QTest::addColumn<QDate>("lastSync");
    QTest::addColumn<QList<Gap>>("gaps");
    const QDate lately(2026, 5, 30);
    QTest::newRow("lively") << u"discourse"_s << u"2026-05-29"_s << 1.0 << lately << QList<Gap>{};
    QTest::newRow("89 days") << u"discourse"_s << u"2026-03-04"_s << 1.0 << lately << QList<Gap>{};
    QTest::newRow("91 days") << u"discourse"_s << u"2026-03-02"_s << 1.0 << lately << QList{Gap::Quiet};
    QTest::newRow("a slow one") << u"mailman"_s << u"2026-01-01"_s << 30.0 << lately << QList<Gap>{};
    QTest::newRow("a slow one that ended")
        << u"mailman"_s << u"2025-06-01"_s << 30.0 << lately << QList{Gap::Quiet};
    QTest::newRow("a single item") << u"github"_s << u"2025-06-01T08:00:00Z"_s << 0.0 << lately
                                   << QList{Gap::Quiet};
    QTest::newRow("papers have no pace") << u"papers"_s << u"2020"_s << 1.0 << lately << QList<Gap>{};
    QTest::newRow("nobody looked") << u"discourse"_s << u"2026-03-01"_s << 1.0 << QDate(2026, 3, 1)
                                   << QList{Gap::NotSyncedLately};
}

void CoverageTest::lateSyncsAndQuietForums()
{
    QFETCH(const QString, source);
    QFETCH(const QString, newest);
    QFETCH(const double, usualDays);
    QFETCH(const QDate, lastSync);
    QFETCH(const QList<Gap>, gaps);
    QCOMPARE(gapsOf({.source = source,
                     .configured = true,
                     .rows = 5,
                     .newest = newest,
                     .usualDays = usualDays,
                     .lastSync = QDateTime(lastSync, QTime(0, 0), QTimeZone::utc())}),
             gaps);
}

void CoverageTest::fewerThanTheRemoteHas()
{
    CoverageRow row{.source = u"github"_s,
                    .configured = true,
                    .rows = 80,
                    .newest = u"2026-05-30"_s,
                    .lastSync = now.addDays(-1)};
    QCOMPARE(gapsOf(row), QList<Gap>{}); // not asked
    row.remote = inspect::RemoteCount{.items = 81};
    QCOMPARE(gapsOf(row), (QList{Gap::FewerThanRemote}));
    QVERIFY(inspect::findingsOf(row, now).first().text.contains(u"81"_s));
    row.remote = inspect::RemoteCount{.items = 80};
    QCOMPARE(gapsOf(row), QList<Gap>{});
    row.remote = inspect::RemoteCount{.items = 100, .rough = true};
    QCOMPARE(gapsOf(row), QList<Gap>{});
    row.remote = inspect::RemoteCount{.items = 101, .rough = true};
    QCOMPARE(gapsOf(row), (QList{Gap::FewerThanRemote}));
    row.remote->comparable = false;
    QCOMPARE(gapsOf(row), QList<Gap>{});
    // How often there was one is said where it is known.
    row.newest = u"2020-01-01"_s;
    const auto said = [&row](double days) {
        row.usualDays = days;
        return inspect::findingsOf(row, now).first().text;
    };
    QVERIFY(said(0.2).endsWith("several a day."_L1));
    QVERIFY(said(7.1).contains(u"one every 7 day"_s));
    QVERIFY(!said(0).contains(u"There used"_s));
}

void CoverageTest::oldFilesLackTables()
{
    m_path = m_folder.filePath(u"old.db"_s);
    fill(u"CREATE TABLE github_items(id INTEGER PRIMARY KEY AUTOINCREMENT, repo TEXT, title TEXT);"
         "INSERT INTO github_items(repo, title) VALUES('a/b', 't')"_s);
    const QList<CoverageRow> rows = read({{u"beps"_s, u"bids-website"_s}});
    QCOMPARE(rows.size(), 2);
    QCOMPARE(named(rows, u"github"_s, u"a/b"_s).rows.value_or(-1), 1);
    QCOMPARE(named(rows, u"github"_s, u"a/b"_s).newest, QString());
    QCOMPARE(named(rows, u"beps"_s, u"bids-website"_s).rows.value_or(-1), 0);

    m_path = m_folder.filePath(u"none.db"_s);
    const auto missing = inspect::readCoverage({.place = {.community = {}, .name = {}, .database = m_path}});
    QVERIFY(!missing);
    QVERIFY(!QFile::exists(m_path));
}

// Row ids with gaps, so that parts and ids don't go together.
void CoverageTest::manyItemsAreReadInParts()
{
    fill(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
         "INSERT INTO github_items(id, repo, item_type, number, title, first_message, status, url, "
         "created_at, synced_at) "
         "SELECT i * 7, 'a/b' || (i % 2), 'issue', i, 'title ' || i, 'x', 'open', 'u', date('2000-01-01', i "
         "|| ' days'), "
         "'s' FROM n"_s);
    QList<double> parts;
    const auto rows = inspect::readCoverage({.place = {.community = u"t"_s, .name = {}, .database = m_path}},
                                            [&parts](double part) { parts.append(part); });
    QVERIFY(rows);
    QCOMPARE(named(*rows, u"github"_s, u"a/b0"_s).rows.value_or(-1), 2500);
    QCOMPARE(named(*rows, u"github"_s, u"a/b1"_s).rows.value_or(-1), 2500);
    QCOMPARE(named(*rows, u"github"_s, u"a/b1"_s).newest, u"2013-09-08"_s);
    QCOMPARE(named(*rows, u"github"_s, u"a/b1"_s).usualDays, 2.0);
    QVERIFY(parts.size() > 2);
    QVERIFY(std::ranges::is_sorted(parts));
    QVERIFY(parts.last() <= 1.0);
}

void CoverageTest::isCancelled()
{
    fill(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
         "INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, synced_at) "
         "SELECT 'a/b', 'issue', i, 't', 'open', 'u', 'c', 's' FROM n"_s);
    std::stop_source source;
    int told = 0;
    const auto rows = inspect::readCoverage(
        {.place = {.community = u"t"_s, .name = {}, .database = m_path}},
        [&](double) {
            ++told;
            source.request_stop();
        },
        source.get_token());
    QVERIFY(!rows);
    QVERIFY(rows.error().isCancelled());
    QCOMPARE(told, 1);
}

QTEST_GUILESS_MAIN(CoverageTest)
#include "coverage.moc"
