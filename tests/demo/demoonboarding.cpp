// The fifth community that a newcomer can add to the demo: it is found, its checks are fine, and its first
// sync brings in rows of every source.
#include "community/Community.h"
#include "demo/Demo.h"
#include "http/Client.h"
#include "onboarding/Checks.h"
#include "store/Databases.h"
#include "sync/Engine.h"
#include "sync/Plan.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;

namespace {

http::ClientConfig clientOf(const demo::Demo &demo)
{
    http::ClientConfig config;
    config.gateway = demo.gateway();
    const QMap<QString, QString> endpoints = demo.endpoints();
    for (auto endpoint = endpoints.begin(); endpoint != endpoints.end(); ++endpoint) {
        if (!config.endpoints.setUrl(endpoint.key(), endpoint.value()))
            qFatal("an address was refused");
    }
    for (const QString &name : config.endpoints.names()) {
        if (!config.endpoints.setPace(name, 10'000))
            qFatal("a pace was refused");
    }
    return config;
}

template <typename T>
T found(QFuture<T> future)
{
    future.waitForFinished();
    return future.resultCount() == 1 ? future.result() : T();
}

community::Community saltbell()
{
    community::Community community;
    community.id = u"saltbell"_s;
    community.name = u"Saltbell"_s;
    community.githubRepositories = {u"saltbell-lab/saltbell"_s, u"saltbell-lab/saltbell-viewer"_s};
    community.docstrings = {{.repository = u"saltbell-lab/saltbell"_s,
                             .branch = u"main"_s,
                             .languages = {u"matlab"_s, u"python"_s}}};
    community.forums = {{.url = QUrl(u"https://forum.saltbell.example"_s), .tags = {}, .categories = {}}};
    community.citationQueries = {u"Saltbell hydrophone"_s};
    community.citationDois = {u"10.5555/saltbell"_s};
    community.mailingLists = {{.name = u"saltbell-users"_s,
                               .baseUrl = QUrl(u"https://lists.saltbell.example/pipermail/saltbell-users/"_s),
                               .displayName = {},
                               .startYear = 0}};
    return community;
}

} // namespace

class DemoOnboarding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto started = demo::Demo::start({.dataDir = m_folder.path(), .latency = 0ms});
        QVERIFY(started);
        m_demo = std::move(started).value();
        m_client = std::make_unique<http::Client>(clientOf(*m_demo));
        m_checks = std::make_unique<Checks>(*m_client);
    }

    void itsHomepageLeadsToAll()
    {
        const Discovery page = found(m_checks->discover(u"https://saltbell.example"_s, {}));
        QCOMPARE(page.verdict, Verdict::Fine);
        QCOMPARE(page.name, u"Saltbell"_s);
        QCOMPARE(page.id, u"saltbell"_s);
        QCOMPARE(page.repositories.size(), 3);
        QCOMPARE(page.forums.size(), 1);
        QCOMPARE(page.lists.size(), 1);
        QCOMPARE(page.lists.first().url, saltbell().mailingLists.first().baseUrl);
    }

    void soDoTheOthers_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<int>("kind");
        using Kind = Discovery::Kind;
        QTest::newRow("owner") << u"saltbell-lab"_s << int(Kind::Owner);
        QTest::newRow("owner's page") << u"https://github.example/saltbell-lab"_s << int(Kind::Owner);
        QTest::newRow("repository") << u"https://github.example/saltbell-lab/saltbell"_s
                                    << int(Kind::Repository);
        QTest::newRow("forum") << u"https://forum.saltbell.example"_s << int(Kind::Forum);
        QTest::newRow("list") << u"https://lists.saltbell.example/pipermail/saltbell-users/"_s
                              << int(Kind::MailingList);
        QTest::newRow("harkwave") << u"harkwave.example"_s << int(Kind::Homepage);
        QTest::newRow("quillcue") << u"quillcue.example"_s << int(Kind::Homepage);
        QTest::newRow("strandform") << u"strandform.example"_s << int(Kind::Homepage);
    }
    void soDoTheOthers()
    {
        QFETCH(QString, pasted);
        const Discovery discovery = found(m_checks->discover(pasted, {}));
        QVERIFY2(discovery.verdict == Verdict::Fine, qPrintable(discovery.text));
        QTEST(int(discovery.kind), "kind");
    }

    void itsChecksAreFine()
    {
        const community::Community community = saltbell();
        Findings findings;
        const auto isFine = [](const Finding &finding) {
            if (finding.verdict != Verdict::Fine)
                qWarning("%s", qPrintable(finding.text));
            return finding.verdict == Verdict::Fine;
        };
        for (const QString &name : community.githubRepositories) {
            const RepositoryFinding finding = found(m_checks->repository(name, {}));
            QVERIFY(isFine(finding) && finding.items > 0 && !finding.description.isEmpty());
            findings.repositories.insert(name, finding);
        }
        const DocstringFinding code = found(m_checks->docstrings(community.docstrings.first(), {}));
        QVERIFY(isFine(code));
        QCOMPARE(code.languages, (QStringList{u"matlab"_s, u"python"_s}));
        findings.docstrings.insert(docstringKey(code.asked, code.branch), code);
        const ForumFinding forum = found(m_checks->forum(community.forums.first(), {}));
        QVERIFY(isFine(forum));
        QCOMPARE(forum.title, u"Saltbell Forum"_s);
        QCOMPARE(forum.categories.size(), 3);
        QCOMPARE(forum.topics, 35);
        QVERIFY(!forum.tags.isEmpty());
        findings.forums.insert(forum.url.toString(), forum);
        for (const Provider provider : providers) {
            const QueryFinding query =
                found(m_checks->query(provider, community.citationQueries.first(), {}));
            QVERIFY(isFine(query) && query.hits > 5);
            QCOMPARE(query.titles.size(), 3);
            findings.queries.insert(queryKey(provider, query.query), query);
        }
        const DoiFinding doi = found(m_checks->doi(community.citationDois.first(), {}));
        QVERIFY(isFine(doi) && !doi.title.isEmpty() && doi.year > 0 && doi.citing > 0);
        findings.dois.insert(doi.doi, doi);
        const ListFinding list = found(m_checks->mailingList(community.mailingLists.first(), {}));
        QVERIFY(isFine(list) && list.periods > 1 && list.messages > 0);
        QCOMPARE(list.name, u"saltbell-users"_s);
        findings.lists.insert(list.url.toString(), list);

        m_estimate = estimate(community, findings, m_checks->terms());
        QVERIFY(m_estimate.isWhole);
    }

    void itsFirstSyncReadsAll()
    {
        store::Databases databases(m_folder.path(), 5s);
        sync::Engine engine(*m_client, databases, 8);
        QSignalSpy finished(&engine, &sync::Engine::finished);
        engine.start(sync::makePlan({saltbell()}, {}));
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        qint64 requests = 0;
        QSet<QString> kinds;
        for (const sync::JobSnapshot &job : engine.snapshot().jobs) {
            QVERIFY2(job.state == sync::JobState::Done, qPrintable(job.key.name));
            QVERIFY2(job.counts.done() > 0, qPrintable(job.key.name));
            requests += job.costs.requests;
            kinds.insert(job.key.kind);
        }
        QCOMPARE(kinds.size(), 5);
        // The estimate is rough, and no further off than by half.
        QVERIFY2(m_estimate.requests > requests / 2 && m_estimate.requests < requests * 2,
                 qPrintable(u"%1 reckoned, %2 sent"_s.arg(m_estimate.requests).arg(requests)));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<demo::Demo> m_demo;
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<Checks> m_checks;
    Estimate m_estimate;
};

QTEST_GUILESS_MAIN(DemoOnboarding)
#include "demoonboarding.moc"
