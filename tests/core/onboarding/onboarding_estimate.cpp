// What a first sync is said to cost.
#include "onboarding/Estimate.h"
#include "resources/Translations.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
const QString buoy = u"deepreef/buoy"_s;

Terms terms(int hourly, int remaining, const QDateTime &resetAt = {})
{
    return {{u"github"_s,
             {.host = u"api.github.com"_s,
              .perSecond = 10,
              .hourly = hourly,
              .remaining = remaining,
              .resetAt = resetAt,
              .withKey = hourly > 60}},
            {u"discourse"_s, HostTerms{{}, 3, 0, 0, {}, false}}};
}

RepositoryFinding repository(qint64 items)
{
    RepositoryFinding finding;
    finding.verdict = Verdict::Fine;
    finding.items = items;
    return finding;
}

} // namespace

class OnboardingEstimate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void aRepositoryTakesAPageAHundred()
    {
        community::Community community;
        community.githubRepositories = {buoy};
        Findings findings;
        findings.repositories.insert(buoy, repository(1240));
        const Estimate sum = estimate(community, findings, terms(5000, 5000), now);
        QCOMPARE(sum.requests, 13);
        QVERIFY(sum.isWhole);
        QCOMPARE(sum.text, u"About 13 requests, less than a minute."_s);
        QCOMPARE(sum.limits.size(), 1);
        QVERIFY(!sum.limits.first().isExceeded);
        QCOMPARE(sum.limits.first().text, u"api.github.com allows 5,000 requests an hour with your token."_s);
    }

    void whatWasNotCheckedIsSaid()
    {
        community::Community community;
        community.githubRepositories = {buoy};
        community.citationQueries = {u"tide"_s};
        const Estimate sum = estimate(community, {}, terms(60, 60), now);
        QVERIFY(!sum.isWhole);
        QCOMPARE(sum.lines.size(), 4);
        QCOMPARE(sum.requests, 4);
        QVERIFY2(sum.text.startsWith(u"At least 4 requests"_s), qPrintable(sum.text));
        QCOMPARE(sum.lines.first().text, u"not checked: at least 1 request"_s);
    }

    void aLimitThatIsMetIsWaitedFor()
    {
        community::Community community;
        community.githubRepositories = {buoy};
        Findings findings;
        findings.repositories.insert(buoy, repository(9'950)); // 100 requests
        const Estimate sum = estimate(community, findings, terms(60, 30, now.addSecs(600)), now);
        QVERIFY(sum.limits.first().isExceeded);
        QVERIFY(sum.limits.first().hint.contains(u"token"_s));
        // Thirty now, sixty in ten minutes, the rest an hour later.
        QVERIFY(sum.seconds >= 4200 && sum.seconds < 4300);
        QCOMPARE(sum.text, u"About 100 requests, 71 minutes."_s);
    }

    void aForumsSelectionCountsAlone()
    {
        community::Community community;
        community::Forum forum{.url = QUrl(u"https://forum.reef.example"_s), .tags = {}, .categories = {}};
        community.forums = {forum};
        ForumFinding finding;
        finding.verdict = Verdict::Fine;
        finding.topics = 3000;
        finding.posts = 98'000;
        finding.categories = {{.id = 4, .slug = u"help"_s, .name = u"Help"_s, .topics = 60}};
        Findings findings;
        findings.forums.insert(forum.url.toString(), finding);
        QCOMPARE(estimate(community, findings, terms(60, 60), now).requests, 2 + 100 + 2000);
        community.forums.first().categories = {{.slug = u"help"_s, .id = 4}};
        QCOMPARE(estimate(community, findings, terms(60, 60), now).requests, 2 + 2 + 60);
    }

    void papersListsAndDocstrings()
    {
        community::Community community;
        community.docstrings = {{.repository = buoy, .branch = u"main"_s, .languages = {u"python"_s}}};
        community.citationQueries = {u"tide"_s};
        community.citationDois = {u"10.5555/reef"_s};
        community.mailingLists = {{.name = u"reef"_s,
                                   .baseUrl = QUrl(u"https://lists.example/pipermail/reef/"_s),
                                   .displayName = {},
                                   .startYear = 0}};
        Findings findings;
        DocstringFinding code;
        code.verdict = Verdict::Fine;
        findings.docstrings.insert(docstringKey(buoy, u"main"_s), code);
        for (const Provider provider : providers) {
            QueryFinding query;
            query.verdict = Verdict::Fine;
            query.hits = 5000;
            findings.queries.insert(queryKey(provider, u"tide"_s), query);
        }
        DoiFinding doi;
        doi.verdict = Verdict::Fine;
        doi.citing = 40;
        findings.dois.insert(u"10.5555/reef"_s, doi);
        ListFinding list;
        list.verdict = Verdict::Fine;
        list.periodsWanted = 18;
        findings.lists.insert(u"https://lists.example/pipermail/reef"_s, list); // as it was typed
        const Estimate sum = estimate(community, findings, terms(60, 60), now);
        QVERIFY(sum.isWhole);
        QCOMPARE(sum.requests, 3 + (1 + 1 + 2) + 2 + 37);
    }

    void nothingCostsNothing()
    {
        const Estimate sum = estimate({}, {}, terms(60, 0), now);
        QCOMPARE(sum.requests, 0);
        QCOMPARE(sum.text, u"Nothing to sync yet."_s);
        QVERIFY(sum.limits.isEmpty());
    }
};

QTEST_GUILESS_MAIN(OnboardingEstimate)
#include "onboarding_estimate.moc"
