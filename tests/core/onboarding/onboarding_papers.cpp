// What checks say of queries, DOIs and mailing lists' archives.
#include "Remotes.h"

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;
using tests::found;
using tests::HttpAnswer;
using tests::Remotes;

namespace {

const QString works = u"api.openalex.org/works"_s;
const QString archive = u"lists.reef.example/pipermail/reef-users/"_s;
const QString esearch = u"eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi"_s;

QByteArray indexOf(const QByteArray &years)
{
    QByteArray rows;
    for (const QByteArray &year : years.split(' '))
        rows += "<tr><td>" + year + "</td><td><A href=\"" + year + "/thread.html\">[ Thread ]</a></td>" +
                "<td><A href=\"" + year + ".txt.gz\">[ Gzip'd Text 9 KB ]</a></td></tr>";
    return "<html><head><title>The reef-users Archives</title></head><body><table>" + rows +
           "</table></body></html>";
}

community::MailingList list(int startYear = 0)
{
    return {.name = u"reef-users"_s,
            .baseUrl = QUrl(u"https://"_s + archive),
            .displayName = {},
            .startYear = startYear};
}

constexpr auto threeWorks = R"({"meta": {"count": 4321, "next_cursor": "x"}, "results": [
            {"id": "https://openalex.org/W1", "title": "On <i>tides</i>"},
            {"id": "https://openalex.org/W2", "title": null},
            {"id": "https://openalex.org/W3", "title": "On buoys"}]})";
constexpr auto oneWork =
    "{\"id\": \"https://openalex.org/W9\", \"title\": \"The reef\", \"publication_year\": 2021, "
    "\"cited_by_count\": 1234}";

} // namespace

class OnboardingPapers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void openAlexTellsHitsAndTitles()
    {
        Remotes remotes;
        remotes.putJson(works, threeWorks);
        const QueryFinding finding = found(remotes.checks.query(Provider::OpenAlex, u"tide buoy"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.hits, 4321);
        QCOMPARE(finding.titles, (QStringList{u"On tides"_s, u"On buoys"_s}));
        QCOMPARE(finding.text, u"OpenAlex finds about 4,321 papers, of which the first 100 are kept."_s);
        QCOMPARE(remotes.server.requestCount(), 1);
    }

    void nothingFoundIsAWarning()
    {
        Remotes remotes;
        remotes.putJson(u"api.semanticscholar.org/graph/v1/paper/search"_s, R"({"total": 0, "offset": 0})");
        const QueryFinding finding = found(remotes.checks.query(Provider::SemanticScholar, u"qqq"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QCOMPARE(finding.hits, 0);
    }

    void pubMedTakesTwoRequests()
    {
        Remotes remotes;
        remotes.putJson(esearch,
                        R"({"esearchresult": {"count": "2", "retmax": "2", "idlist": ["11", "12"]}})");
        HttpAnswer records{.status = 200,
                           .headers = {},
                           .body =
                               "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle><MedlineCitation>"
                               "<PMID>11</PMID><Article><ArticleTitle>Reefs heard</ArticleTitle></Article>"
                               "</MedlineCitation></PubmedArticle></PubmedArticleSet>"};
        records.set("Content-Type", "text/xml");
        remotes.put(u"eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"_s, records);
        const QueryFinding finding = found(remotes.checks.query(Provider::PubMed, u"reef"_s, {}));
        QCOMPARE(finding.text, u"PubMed finds 2 papers."_s);
        QCOMPARE(finding.titles, QStringList{u"Reefs heard"_s});
        QCOMPARE(remotes.server.requestCount(), 2);
    }

    void aRefusalIsNotChecked_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("needs a key") << 401;
        QTest::newRow("forbidden") << 403;
        QTest::newRow("bad question") << 400;
        QTest::newRow("down") << 500;
    }
    void aRefusalIsNotChecked()
    {
        QFETCH(int, status);
        Remotes remotes;
        remotes.putJson(works, R"({"message": "no"})", status);
        const QueryFinding finding = found(remotes.checks.query(Provider::OpenAlex, u"tide"_s, {}));
        QCOMPARE(finding.verdict, Verdict::NotChecked);
        QCOMPARE(finding.hits, -1);
    }

    void anEmptyQueryAsksNobody()
    {
        Remotes remotes;
        QCOMPARE(found(remotes.checks.query(Provider::PubMed, u"  "_s, {})).verdict, Verdict::Error);
        QCOMPARE(remotes.server.requestCount(), 0);
    }

    void aDoiHasATitle()
    {
        Remotes remotes;
        remotes.putJson(works + u"/https://doi.org/10.5555/reef"_s, oneWork);
        const DoiFinding finding = found(remotes.checks.doi(u"https://doi.org/10.5555/reef"_s, {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.doi, u"10.5555/reef"_s);
        QCOMPARE(finding.text, u"“The reef” (2021); cited by about 1,234."_s);
        QCOMPARE(found(remotes.checks.doi(u"10.5555/none"_s, {})).verdict, Verdict::Warning);
        QCOMPARE(found(remotes.checks.doi(u"not one"_s, {})).verdict, Verdict::Error);
        QCOMPARE(remotes.server.requestCount(), 2);
    }

    void anArchiveHasPeriods()
    {
        Remotes remotes;
        remotes.putPage(u"lists.reef.example/pipermail/reef-users/"_s, indexOf("2024 2023 2021"));
        remotes.putPage(archive + u"2023/thread.html"_s,
                        "<html><body><ul><li><a href=\"000001.html\">[reef] One</a><i>Ann</i>"
                        "<li><a href=\"000002.html\">[reef] Two</a><i>Bo</i></ul></body></html>");
        const ListFinding finding = found(remotes.checks.mailingList(list(), {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.name, u"reef-users"_s);
        QCOMPARE(finding.periods, 3);
        QCOMPARE(finding.firstPeriod, u"2021"_s);
        QCOMPARE(finding.lastPeriod, u"2024"_s);
        QCOMPARE(finding.messages, 6);
        QCOMPARE(finding.text, u"3 periods: 2021 to 2024. About 6 messages."_s);
        QCOMPARE(remotes.server.requestCount(), 2);

        QCOMPARE(found(remotes.checks.mailingList(list(2024), {})).periodsWanted, 1);
        QCOMPARE(found(remotes.checks.mailingList(list(2030), {})).verdict, Verdict::Warning);
    }

    void whatIsNoArchive_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("verdict");
        QTest::newRow("another page")
            << QByteArray("text/html") << QByteArray("<html><body>Hi</body></html>") << int(Verdict::Error);
        QTest::newRow("no page") << QByteArray("application/pdf") << QByteArray("%PDF")
                                 << int(Verdict::Error);
        QTest::newRow("nobody posted")
            << QByteArray("text/html") << QByteArray("<html><body>There are no archives yet</body></html>")
            << int(Verdict::Warning);
        QTest::newRow("broken off") << QByteArray("text/html") << QByteArray("<html><body><table>")
                                    << int(Verdict::NotChecked);
    }
    void whatIsNoArchive()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Remotes remotes;
        HttpAnswer answer{.status = 200, .headers = {}, .body = body};
        answer.set("Content-Type", type);
        remotes.put(archive, answer);
        const ListFinding finding = found(remotes.checks.mailingList(list(), {}));
        QTEST(int(finding.verdict), "verdict");
        QVERIFY(!finding.text.isEmpty());
    }

    void aMissingArchiveIsAnError()
    {
        Remotes remotes;
        QCOMPARE(found(remotes.checks.mailingList(list(), {})).verdict, Verdict::Error);
    }
};

QTEST_GUILESS_MAIN(OnboardingPapers)
#include "onboarding_papers.moc"
