// Several communities of several repositories each, from the command line to the rows: first, again, after
// changes, in full. The server's content is made for this; what must be stored is reckoned from that content.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
constexpr qint64 FirstUpdate = 1'700'000'000;
constexpr qint64 Later = 1'740'000'000;

struct Place
{
    QString community;
    QStringList repositories;
};
const QList<Place> places{
    {u"fern-path"_s, {u"fern-path/guide"_s, u"fern-path/spores"_s, u"fern-path/empty-shelf"_s}},
    {u"glass-bell"_s, {u"glass-bell/recordings"_s, u"Glass.Foundry/cast_notes"_s, u"salt-wind/almanac"_s}},
    {u"salt-wind"_s, {u"salt-wind/almanac"_s, u"salt-wind/tide-tables"_s}}};

// What a knowledge database must say of a repository.
QStringList expectedItems(const demo::GithubSite &site, const QString &repository)
{
    QStringList rows;
    for (const demo::GithubItem &item : site.items(repository)) {
        const demo::Prose prose = *site.prose(repository, item.number);
        const QString body = prose.body.value_or(u"NULL"_s).remove(QChar(u'\0'));
        const QList<uint> characters = body.toUcs4().mid(0, 5000);
        rows += QStringList{repository,
                            item.pullRequest ? u"pr"_s : u"issue"_s,
                            QString::number(item.number),
                            prose.title,
                            QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()),
                                              characters.size()),
                            item.open ? u"open"_s : u"closed"_s,
                            u"https://github.com/%1/%2/%3"_s
                                .arg(repository, item.pullRequest ? u"pull"_s : u"issues"_s)
                                .arg(item.number),
                            QDateTime::fromSecsSinceEpoch(item.createdAt, Qt::UTC).toString(Qt::ISODate)}
                    .join(u'|');
    }
    return rows;
}

QStringList sorted(QStringList rows)
{
    rows.sort();
    return rows;
}
} // namespace

class EndToEndSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstSync();
    void secondSyncFindsNothing();
    void changesArrive();
    void oneCommunityOnly();
    void fullSyncReconciles();

private:
    void compareRows() const;
    // One community has another source, too, whose remote is not here.
    [[nodiscard]] Outcome sync(const QStringList &more = {}) const
    {
        return m_program.sync(QStringList{u"--source"_s, u"github"_s} + more);
    }

    demo::GithubSite m_site;
    demo::HttpServer m_server{[this](const demo::HttpRequest &request) {
        return m_site.handle(request);
    }};
    Program m_program;
};

void EndToEndSyncTest::initTestCase()
{
    m_program.setCommunitiesDir(QStringLiteral(LOCKKEEPER_TEST_DATA "/e2e/communities"));
    m_program.setServer(m_server.url());
    m_site.setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
    m_site.addGenerated({.fullName = u"fern-path/guide"_s, .items = 430, .bodyCharacters = 900});
    // A whole page of one timestamp, and more.
    m_site.addGenerated({.fullName = u"fern-path/spores"_s, .items = 240, .sameTime = 130});
    m_site.addRepository(u"fern-path/empty-shelf"_s);
    m_site.addGenerated({.fullName = u"glass-bell/recordings"_s, .items = 260, .sameTime = 3});
    m_site.addGenerated({.fullName = u"Glass.Foundry/cast_notes"_s, .items = 99});
    m_site.addGenerated({.fullName = u"salt-wind/almanac"_s, .items = 100}); // one page to the item
    m_site.addGenerated({.fullName = u"salt-wind/tide-tables"_s, .items = 205, .pullRequestPercent = 100});
    // Text that is not plain.
    const QString almanac = u"salt-wind/almanac"_s;
    const demo::GithubItem blank{.createdAt = FirstUpdate, .updatedAt = FirstUpdate + 5};
    const auto say = [&](const QString &title, const std::optional<QString> &body) {
        demo::GithubItem item = blank;
        item.prose = std::make_shared<const demo::Prose>(demo::Prose{.title = title, .body = body});
        QVERIFY(m_site.addItem(almanac, item) > 0);
    };
    say(u"No words at all"_s, std::nullopt);
    say(u"Nothing but an empty text"_s, u""_s);
    say(u"Seagulls 🐦 in Ærøskøbing, 波"_s, u"🐦"_s.repeated(6000));
    say(u"A “quote”, a \\ and a 'tick'"_s, u"NUL\0here\r\nand a second line"_s);
}

void EndToEndSyncTest::compareRows() const
{
    for (const Place &place : places) {
        QStringList expected;
        for (const QString &repository : place.repositories)
            expected += expectedItems(m_site, repository);
        QCOMPARE(sorted(itemsIn(m_program.database(place.community))), sorted(expected));
        QCOMPARE(Sqlite(m_program.database(place.community)).integrityProblem(), QString());
    }
}

void EndToEndSyncTest::firstSync()
{
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    const Outcome outcome = sync({u"--all"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobs.size(), 8);
    QCOMPARE(report.jobsIn("done"), 8);
    QCOMPARE(report.jobsIn("failed") + report.jobsIn("cancelled"), 0);
    QCOMPARE(report.count("communities"), 3);
    QCOMPARE(report.count("lock_errors"), 0);
    compareRows();
    qint64 rows = 0;
    for (const Place &place : places) {
        const QString path = m_program.database(place.community);
        rows += itemCount(path);
        QStringList marks;
        for (const QString &repository : place.repositories)
            marks += u"github|%1|%2"_s.arg(repository).arg(itemCount(path, repository));
        Sqlite database(path);
        QCOMPARE(database.rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata"_s).size(),
                 place.repositories.size());
        QCOMPARE(sorted(database.rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata"_s)),
                 sorted(marks));
        QCOMPARE(database.value(u"PRAGMA journal_mode"_s), u"wal"_s);
        for (const QString &at : database.rows(u"SELECT last_sync_at FROM sync_metadata"_s)) {
            const QDateTime time = QDateTime::fromString(at, Qt::ISODate);
            QVERIFY2(time >= before && time <= QDateTime::currentDateTimeUtc(), qPrintable(at));
        }
    }
    QCOMPARE(report.count("new"), rows);
    QCOMPARE(report.sum("new"), rows);
    QCOMPARE(report.count("requests"), m_server.requestCount());
    for (const char *member : {"changed", "unchanged", "deleted", "requests", "not_modified", "bytes"})
        QCOMPARE(report.sum(member), report.count(member));
    for (const QJsonObject &job : report.jobs)
        QCOMPARE(job.value("total"_L1).toInteger(), job.value("new"_L1).toInteger());
    const QJsonArray databases = report.summary.value("databases"_L1).toArray();
    QCOMPARE(databases.size(), 3);
    for (const QJsonValue &value : databases) {
        const QJsonObject database = value.toObject();
        const QString path = m_program.database(database.value("community"_L1).toString());
        QCOMPARE(database.value("path"_L1), path);
        QCOMPARE(database.value("journal_mode"_L1), u"wal"_s);
        QCOMPARE(database.value("bytes"_L1).toInteger(), QFileInfo(path).size());
        QCOMPARE(database.value("wal_bytes"_L1).toInteger(), 0); // a run leaves one file
    }
}

void EndToEndSyncTest::secondSyncFindsNothing()
{
    QStringList before;
    for (const Place &place : places)
        before += Sqlite(m_program.database(place.community)).rows(u"SELECT * FROM github_items"_s);
    const Outcome outcome = sync();
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.count("new"), 0);
    QCOMPARE(report.count("changed"), 0);
    QCOMPARE(report.count("deleted"), 0);
    // One conditional request each, but for the repository whose last timestamp fills a page and more: its
    // listing ended on a second page.
    QCOMPARE(report.count("not_modified"), 7);
    QCOMPARE(report.count("requests"), 9);
    QStringList after;
    for (const Place &place : places)
        after += Sqlite(m_program.database(place.community)).rows(u"SELECT * FROM github_items"_s);
    QCOMPARE(after, before); // synced_at, too: it is the time of the last change
}

void EndToEndSyncTest::changesArrive()
{
    const QString guide = u"fern-path/guide"_s;
    const QString almanac = u"salt-wind/almanac"_s;
    QVERIFY(
        m_site.editItem(guide, 7, {.title = u"Where the path forks"_s, .body = u"To the left."_s}, Later));
    QVERIFY(m_site.commentOn(guide, 8, Later + 1)); // moves nothing but updated_at
    QVERIFY(m_site.changeItem(guide, 9, [](demo::GithubItem &item) {
        item.open = !item.open;
        item.updatedAt = Later + 2;
    }));
    QVERIFY(m_site.addItem(almanac, {.createdAt = Later, .updatedAt = Later + 3}) > 0);

    const Outcome outcome = sync();
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.count("changed"), 2);
    QCOMPARE(report.count("new"), 2); // one item, in two communities
    compareRows();
    QCOMPARE(Sqlite(m_program.database(u"fern-path"_s))
                 .value(u"SELECT items_synced FROM sync_metadata WHERE source_name = 'fern-path/guide'"_s),
             u"2"_s);
    // The full-text index holds the new words and lost the old ones.
    QCOMPARE(Sqlite(m_program.database(u"fern-path"_s))
                 .rows(u"SELECT number FROM github_items WHERE id IN (SELECT rowid FROM github_items_fts "
                       "WHERE github_items_fts MATCH 'forks')"_s),
             QStringList{u"7"_s});
}

void EndToEndSyncTest::oneCommunityOnly()
{
    QVERIFY(m_site.addItem(u"salt-wind/almanac"_s, {.createdAt = Later, .updatedAt = Later + 9}) > 0);
    const QStringList others =
        everythingIn(m_program.database(u"fern-path"_s)) + everythingIn(m_program.database(u"glass-bell"_s));
    const Outcome outcome = sync({u"--community"_s, u"salt-wind"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(outcome.report().count("new"), 1);
    QCOMPARE(outcome.report().count("communities"), 1);
    QCOMPARE(everythingIn(m_program.database(u"fern-path"_s)) +
                 everythingIn(m_program.database(u"glass-bell"_s)),
             others);
}

void EndToEndSyncTest::fullSyncReconciles()
{
    for (const int number : {3, 4, 200})
        QVERIFY(m_site.deleteItem(u"fern-path/guide"_s, number));
    const Outcome quick = sync();
    QVERIFY2(quick.exitCode == 0, quick.all().constData());
    QCOMPARE(quick.report().count("deleted"), 0); // what nobody names any more is not known to be gone
    const Outcome outcome = sync({u"--full"_s, u"--jobs"_s, u"3"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(outcome.report().problem, QString());
    QCOMPARE(outcome.report().count("deleted"), 3);
    QCOMPARE(outcome.report().count("new") + outcome.report().count("changed"), 0);
    compareRows();
}

QTEST_GUILESS_MAIN(EndToEndSyncTest)
#include "e2e_sync.moc"
