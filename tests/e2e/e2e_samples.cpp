// The real configurations of LOCKKEEPER_SAMPLES, synced by the built program from a server that serves
// GitHub's recorded pages as they are: rows equal what the pages say. e2e_sync does the same with content of
// our own.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Samples.h"
#include "tests/support/Sqlite.h"

#include "demo/HttpServer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES);
const QString pages = samples + u"/github"_s;

// The listing most repositories here are given, and those of some of them. A recorded page that names a next
// one is followed by the empty page, at the latest.
const QStringList longListing{u"issues-closed-page01"_s, u"issues-closed-page06"_s, u"issues-closed-page08"_s,
                              u"issues-closed-page18"_s, u"issues-closed-page21-last"_s};
const QMap<QString, QStringList> otherListings{
    {u"mne-tools/mne-lsl"_s, {u"issues-milestone"_s}},
    {u"mne-tools/mne-bids"_s,
     {u"paginate-issues-page1of5"_s, u"paginate-issues-page2of5"_s, u"paginate-issues-page5of5"_s}},
    {u"sccn/ICLabel"_s, {u"issue-list-reactions-nullbody"_s}},
    {u"sccn/EEG-BIDS"_s, {u"issues-closed-b-page06"_s}},
    {u"hed-standard/hed-schemas"_s, {u"pulls-empty"_s}},
    {u"hed-standard/hed-javascript"_s, {u"pulls-open-nullbody"_s}},
    {u"bids-standard/bids-examples"_s, {u"pulls-open-draft"_s}},
    {u"bids-standard/bids-website"_s, {u"pull-requests-github-to-sqlite"_s}},
};

QStringList listingOf(const QString &repository)
{
    return otherListings.value(repository, longListing);
}

// The repositories of a configuration, read with nothing of ours: the lines under `repos:` of the top-level
// `github:`.
QStringList repositoriesOf(const QString &community)
{
    QFile file(u"%1/communities/%2/config.yaml"_s.arg(samples, community));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList repositories;
    bool inGithub = false;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty() && line.at(0) != ' ' && line.at(0) != '#')
            inGithub = line.startsWith("github:");
        else if (inGithub && line.trimmed().startsWith("- "))
            repositories += QString::fromUtf8(line.trimmed().mid(2));
    }
    return repositories;
}

// What a repository's pages say, read with nothing of ours: the last word on an item counts.
QStringList expectedItems(const QString &repository)
{
    QMap<QPair<QString, qint64>, QString> rows;
    for (const QString &page : listingOf(repository)) {
        for (const QJsonValue &value : QJsonDocument::fromJson(recordedAnswer(pages, page).body).array()) {
            const QJsonObject item = value.toObject();
            const QString type = item.contains("pull_request"_L1) ? u"pr"_s : u"issue"_s;
            const QJsonValue body = item.value("body"_L1);
            const qint64 number = item.value("number"_L1).toInteger();
            rows[{type, number}] =
                QStringList{repository,
                            type,
                            QString::number(number),
                            item.value("title"_L1).toString(),
                            body.isNull() ? u"NULL"_s : body.toString().left(5000), // no page has a pair
                            item.value("state"_L1).toString(),
                            item.value("html_url"_L1).toString(),
                            item.value("created_at"_L1).toString()}
                    .join(u'|');
        }
    }
    return rows.values();
}

demo::HttpAnswer answer(const demo::HttpRequest &request)
{
    const QStringList path = request.url.path().split(u'/');
    if (path.size() != 5 || path.at(1) != "repos"_L1 || path.at(4) != "issues"_L1)
        return recordedAnswer(pages, u"error-404-repo"_s);
    const QStringList listing = listingOf(path.at(2) + u'/' + path.at(3));
    const int page = std::max(1, request.query("page").toInt());
    demo::HttpAnswer recorded = recordedAnswer(pages, listing.value(page - 1, u"pulls-empty"_s));
    const QByteArray known = request.header("If-None-Match");
    for (const auto &[name, value] : recorded.headers) {
        if (name == "ETag" && !known.isEmpty() && known == value)
            return recordedAnswer(pages, u"not-modified-304"_s);
    }
    return recorded;
}
} // namespace

class EndToEndSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstSync();
    void secondSync();

private:
    demo::HttpServer m_server{answer};
    Program m_program;
    QMap<QString, QStringList> m_repositories; // by community
    int m_jobs = 0;
};

void EndToEndSamplesTest::initTestCase()
{
    if (!QDir(samples).exists())
        QSKIP("skipped: no samples");
    m_program.setCommunitiesDir(samples + "/communities"_L1);
    m_program.setServer(m_server.url());
    for (const QString &community : {u"bids"_s, u"eeglab"_s, u"hed"_s, u"mne"_s}) {
        m_repositories[community] = repositoriesOf(community);
        QVERIFY2(m_repositories[community].size() >= 4, qPrintable(community));
        m_jobs += static_cast<int>(m_repositories[community].size());
    }
}

void EndToEndSamplesTest::firstSync()
{
    const Outcome outcome = m_program.sync({u"--all"_s, u"--source"_s, u"github"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobs.size(), m_jobs);
    QCOMPARE(report.jobsIn("done"), m_jobs);
    QCOMPARE(report.count("communities"), 4);
    QCOMPARE(report.count("lock_errors"), 0);
    QCOMPARE(report.count("requests"), m_server.requestCount());
    QCOMPARE(report.summary.value("databases"_L1).toArray().size(), 4);

    qint64 rows = 0;
    for (auto community = m_repositories.cbegin(); community != m_repositories.cend(); ++community) {
        const QString path = m_program.database(community.key());
        Sqlite database(path);
        QStringList expected;
        QStringList marks;
        for (const QString &repository : community.value()) {
            const QStringList items = expectedItems(repository);
            expected += items;
            const QJsonObject job = report.job(repository);
            QCOMPARE(job.value("community"_L1), community.key());
            QCOMPARE(job.value("source"_L1), u"github"_s);
            QCOMPARE(job.value("new"_L1).toInteger(), items.size());
            QCOMPARE(job.value("total"_L1).toInteger(), items.size());
            QCOMPARE(job.value("skipped"_L1).toInteger(), 0);
            marks += u"github|%1|%2"_s.arg(repository).arg(items.size());
        }
        QStringList stored = itemsIn(path);
        stored.sort();
        expected.sort();
        QCOMPARE(stored, expected);
        rows += stored.size();
        marks.sort();
        QCOMPARE(database.rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata "
                               "ORDER BY source_type || '|' || source_name || '|' || items_synced"_s),
                 marks);
        QCOMPARE(database.integrityProblem(), QString());
    }
    QCOMPARE(report.count("new"), rows);
    // The server's clock when the run began to look, where it is behind ours: the Date of the first page.
    QCOMPARE(
        Sqlite(m_program.database(u"mne"_s))
            .value(u"SELECT last_sync_at FROM sync_metadata WHERE source_name = 'mne-tools/mne-python'"_s),
        u"2020-01-10T21:24:24+00:00"_s);
}

void EndToEndSamplesTest::secondSync()
{
    QMap<QString, QStringList> before;
    for (const QString &community : m_repositories.keys())
        before[community] = Sqlite(m_program.database(community)).rows(u"SELECT * FROM github_items"_s);
    const Outcome outcome = m_program.sync({u"--all"_s, u"--source"_s, u"github"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobsIn("done"), m_jobs);
    QCOMPARE(report.count("new"), 0);
    QCOMPARE(report.count("changed"), 0);
    QCOMPARE(report.count("deleted"), 0);
    QCOMPARE(report.count("lock_errors"), 0);
    QVERIFY(report.count("not_modified") > 0); // listings sorted as asked for are asked for conditionally
    for (const QString &community : m_repositories.keys())
        QCOMPARE(Sqlite(m_program.database(community)).rows(u"SELECT * FROM github_items"_s),
                 before[community]);
}

QTEST_GUILESS_MAIN(EndToEndSamplesTest)
#include "e2e_samples.moc"
